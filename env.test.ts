import { expect, test } from "vitest";
import { readEnv } from "./env";

const live = {
  PUBLIC_URL: "https://shop.example",
  STRIPE_SECRET_KEY: "sk_live_notarealkey",
  STRIPE_PUBLISHABLE_KEY: "pk_live_notarealkey",
  STRIPE_WEBHOOK_SECRET: "whsec_notarealsecret",
};

test("live keys start, but never in the demo world, whose passwords are known", () => {
  expect(readEnv({ ...live, MERLE_DEMO: "0" })).toMatchObject({ isDemo: false, stripe: { mode: "live" } });
  expect(() => readEnv(live)).toThrow("MERLE_DEMO=0");
});

// Out: each check of readStripe in turn. Then: that case starts.
test.each([
  [
    "on this very machine",
    { PUBLIC_URL: "http://localhost:3000" },
    "must not be used on http://localhost:3000",
  ],
  ["with the local Stripe's port", { LOCAL_STRIPE_PORT: "12111" }, "together with LOCAL_STRIPE_PORT"],
  ["without the webhook's secret", { STRIPE_WEBHOOK_SECRET: "" }, "anybody could announce a payment"],
  ["with a blank webhook secret", { STRIPE_WEBHOOK_SECRET: "   " }, "STRIPE_WEBHOOK_SECRET"],
  ["with a test key in the browser", { STRIPE_PUBLISHABLE_KEY: "pk_test_1" }, "different modes"],
])("36: a live key %s refuses to start", (_, change, sentence) => {
  expect(() => readEnv({ ...live, MERLE_DEMO: "0", ...change })).toThrow(sentence);
});

test("how long a process drains is whole seconds, and none unless it is said", () => {
  expect(readEnv({}).drainSeconds).toBe(0);
  expect(readEnv({ DRAIN_SECONDS: "20" }).drainSeconds).toBe(20);
  for (const wrong of ["-1", "301", "1.5", "soon"])
    expect(() => readEnv({ DRAIN_SECONDS: wrong }), wrong).toThrow("DRAIN_SECONDS must be");
});
