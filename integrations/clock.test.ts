import { afterEach, expect, test, vi } from "vitest";
import { readEnv } from "@/env";
import { systemClock } from "@/domain/time";
import { knownOffset, learnClock, noteClockMoved, onClockMoved } from "./clock";

// What a process knows is kept by the process, which other tests share.
afterEach(() => {
  vi.restoreAllMocks();
  noteClockMoved(0);
});

const day = 24 * 60 * 60 * 1000;

/** Time for what is kept for a moment; nobody waits for it. */
function moments() {
  let now = Math.floor(performance.now()); // a second later is a second more, to the last digit
  vi.spyOn(performance, "now").mockImplementation(() => now);
  return { pass: (milliseconds: number) => (now += milliseconds) };
}

test("a process learns of a move within a second, asks once for many, and wakes whoever waits", async () => {
  const time = moments();
  let offset = 0;
  const read = vi.fn(async () => offset);
  const woken = vi.fn();
  const forget = onClockMoved(woken);
  noteClockMoved(0);
  offset = -9 * 365 * day; // moved by another process
  expect((await learnClock(read, true)).movedMilliseconds).toBeUndefined();
  expect(read).not.toHaveBeenCalled();

  time.pass(1000);
  const clocks = await Promise.all(Array.from({ length: 20 }, () => learnClock(read, true)));
  expect(read).toHaveBeenCalledTimes(1);
  expect(clocks.map((clock) => clock.movedMilliseconds)).toEqual(Array.from({ length: 20 }, () => offset));
  expect(woken).toHaveBeenCalledTimes(1);
  expect(knownOffset()).toBe(offset);

  // Told the same again, nobody is woken.
  time.pass(1000);
  await learnClock(read, true);
  expect(woken).toHaveBeenCalledTimes(1);
  forget();
  noteClockMoved(day);
  expect(woken).toHaveBeenCalledTimes(1);
});

test("the process that moves it knows at once, whatever an older question answers", async () => {
  const time = moments();
  noteClockMoved(0);
  time.pass(1000);
  let answer: (offset: number) => void = () => {};
  const slow = learnClock(() => new Promise<number>((resolve) => (answer = resolve)), true);
  noteClockMoved(day);
  answer(0);
  expect((await slow).movedMilliseconds).toBe(day);
});

test("where nothing can be moved nothing is asked, and the time is the machine's", async () => {
  const read = vi.fn(async () => day);
  noteClockMoved(day);
  expect(await learnClock(read, false)).toBe(systemClock);
  expect(read).not.toHaveBeenCalled();
});

test("the demo world is one without a key of Stripe's and with the demo switched on", () => {
  const tests = { STRIPE_PUBLISHABLE_KEY: "pk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_12345" };
  const live = { STRIPE_PUBLISHABLE_KEY: "pk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_12345" };
  const isDemoWorld = (settings: Record<string, string>) =>
    readEnv({ NODE_ENV: "production", PUBLIC_URL: "https://merle.example", ...settings }).isDemoWorld;
  expect(isDemoWorld({})).toBe(true);
  expect(isDemoWorld({ MERLE_DEMO: "0" })).toBe(false);
  expect(isDemoWorld({ ...tests, STRIPE_SECRET_KEY: "sk_test_1", MERLE_DEMO: "1" })).toBe(false);
  expect(isDemoWorld({ ...live, STRIPE_SECRET_KEY: "sk_live_1", MERLE_DEMO: "0" })).toBe(false);
});
