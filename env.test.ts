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
