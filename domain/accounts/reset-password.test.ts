import { expect, test, vi } from "vitest";
import { world } from "@/domain/testing";
import { refuse } from "@/domain/outcome";
import * as passwords from "./passwords";
import { resetPassword } from "./reset-password";

vi.mock("./passwords", { spy: true });

test("a made-up link is refused before the slow hashing of the password", async () => {
  const w = await world();
  expect(await resetPassword(w.guest(), { secret: "made up", password: "eight brown hens" })).toEqual(
    refuse("link-gone"),
  );
  expect(passwords.hashPassword).not.toHaveBeenCalled();
});
