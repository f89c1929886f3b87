import { expect, test } from "vitest";
import { isFromThisMachine } from "@/integrations/this-machine";
import { mayReadMetrics } from "./may-read";

const asked = (headers: Record<string, string>, token?: string) =>
  mayReadMetrics(new Headers(headers), token);

test("without a token only whoever asks on this machine itself may read", () => {
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    expect(isFromThisMachine(address, {}), address).toBe(true);
  for (const address of [undefined, "203.0.113.9", "10.0.0.1", "1127.0.0.1", "127.0.0.1.example"])
    expect(isFromThisMachine(address, {}), address).toBe(false);
  expect(asked({ "x-from-this-machine": "yes" })).toBe(true);
  expect(asked({ "x-from-this-machine": "no" })).toBe(false);
  expect(asked({})).toBe(false);
});

test("a stranger whom a proxy on this machine brings may not", () => {
  expect(isFromThisMachine("127.0.0.1", { "x-forwarded-for": "203.0.113.9" })).toBe(false);
  expect(isFromThisMachine("127.0.0.1", { forwarded: "for=203.0.113.9" })).toBe(false);
});

test("with a token whoever knows it may read from anywhere, and nobody else, not even here", () => {
  const token = "a-token-of-some-length";
  expect(asked({ authorization: `Bearer ${token}` }, token)).toBe(true);
  expect(asked({ authorization: "Bearer another" }, token)).toBe(false);
  expect(asked({ "x-from-this-machine": "yes" }, token)).toBe(false);
  expect(asked({ authorization: token }, token)).toBe(false);
});
