import { afterEach, expect, test, vi } from "vitest";
import { log } from "@/integrations/log";
import { onRequestError } from "./instrumentation";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const asked = { path: "/confirm-email?token=secret", method: "GET", headers: { cookie: "secret" } };
const where = {
  routerKind: "App Router",
  routePath: "/confirm-email",
  routeType: "render",
  revalidateReason: undefined,
} as const;

test("a page that fails is one line of log, with what the error page shows, and without what was sent", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  const said = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const error = Object.assign(new Error("No."), { digest: "1234" });
  // As often as parts of the page waited for it.
  for (let part = 0; part < 3; part++) await onRequestError(error, asked, where);
  expect(said.mock.calls).toEqual([
    [{ err: error, digest: "1234", route: "/confirm-email" }, "a page failed"],
  ]);
  await onRequestError(new Error("Another."), asked, where);
  expect(said).toHaveBeenCalledTimes(2);
});
