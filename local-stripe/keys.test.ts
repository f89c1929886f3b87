import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "./routes";
import { bench } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
beforeAll(async () => {
  b = await bench();
});
afterAll(() => b.stop());

/** All that a page may ask, with the publishable key: to turn a card into a token, and to follow its own intent. */
const forPages = [
  "GET /v1/payment_intents/:id",
  "GET /v1/setup_intents/:id",
  "POST /v1/confirmation_tokens",
  "POST /v1/payment_intents/:id/confirm",
  "POST /v1/setup_intents/:id/confirm",
];

const everyRoute = routes.map(({ method, path }) => ({
  route: `${method} ${path}`,
  method,
  url: path.replaceAll(/:\w+/g, "some_id"),
}));

async function refused(answer: Response) {
  const { error } = await answer.json();
  return { status: answer.status, type: error.type, code: error.code, message: error.message };
}

describe.each(everyRoute)("$route", ({ route, method, url }) => {
  const isForPages = forPages.includes(route);

  test(isForPages ? "answers a page" : "answers no page", async () => {
    const answer = await b.ask(method, url, {}, "pk_test_local");
    if (isForPages) {
      // Without the client secret, or the card, it is refused for that and not for its key.
      expect([400, 404]).toContain(answer.status);
      return;
    }
    expect(await refused(answer)).toMatchObject({
      status: 401,
      type: "invalid_request_error",
      code: "secret_key_required",
    });
  });

  test("asks for a key, a test key", async () => {
    expect(await refused(await fetch(`${b.origin}${url}`, { method }))).toMatchObject({
      status: 401,
      message: expect.stringContaining("You did not provide an API key"),
    });
    for (const key of ["nonsense", "sk_live_1234567890", "pk_live_1234567890", "rk_live_1234567890"])
      expect(await refused(await b.ask(method, url, {}, key)), key).toMatchObject({
        status: 401,
        message: expect.stringContaining("Invalid API Key provided"),
      });
  });

  test("lets a page of another origin ask, without its cookies", async () => {
    const asked = await fetch(`${b.origin}${url}`, {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": method,
        "access-control-request-headers": "authorization, content-type",
      },
    });
    expect(asked.status).toBe(204);
    const answered = await b.ask(method, url, {}, "pk_test_local");
    for (const { headers } of [asked, answered]) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    expect(asked.headers.get("access-control-allow-methods")).toContain(method);
    expect(asked.headers.get("access-control-allow-headers")).toContain("authorization");
  });
});

test("the secret key that no page may hold is refused in a page, on every route", async () => {
  const headers = { authorization: "Bearer sk_test_local", origin: "https://shop.example" };
  for (const { route, method, url } of everyRoute)
    expect((await fetch(`${b.origin}${url}`, { method, headers })).status, route).toBe(403);
});
