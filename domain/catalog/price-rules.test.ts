import { expect, test } from "vitest";
import { daysAfter } from "@/domain/time";
import { type PriceChange, referencePrice } from "./price-rules";

const now = new Date("2026-06-30T12:00:00Z");
const history = (...changes: [price: number, daysAgo: number][]): PriceChange[] =>
  changes.map(([priceMinor, daysAgo]) => ({ priceMinor, validFrom: daysAfter(now, -daysAgo) }));

test("a reduction from a price that stood for long strikes out that price", () => {
  expect(referencePrice(history([4000, 90], [3200, 5]), now)).toBe(4000);
});

test("a price raised just before the sale does not count: the lowest of the 30 days does", () => {
  expect(referencePrice(history([3000, 90], [5000, 10], [4000, 2]), now)).toBeUndefined();
  expect(referencePrice(history([4500, 90], [6000, 10], [4000, 2]), now)).toBe(4500);
});

test("an older, lower price counts only while it reached into the 30 days", () => {
  expect(referencePrice(history([2000, 90], [5000, 33], [4000, 2]), now)).toBe(5000);
  expect(referencePrice(history([2000, 90], [5000, 31], [4000, 2]), now)).toBeUndefined();
});

test("a new product, a rise, a price noted twice and a price of tomorrow strike out nothing", () => {
  expect(referencePrice([], now)).toBeUndefined();
  expect(referencePrice(history([4000, 5]), now)).toBeUndefined();
  expect(referencePrice(history([4000, 50], [4500, 5]), now)).toBeUndefined();
  expect(referencePrice(history([4000, 50], [4000, 5]), now)).toBeUndefined();
  expect(referencePrice(history([4000, 50], [3000, -1]), now)).toBeUndefined();
});

test("whatever the history, a struck-out price was asked in the 30 days and nothing lower was", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 2_000; round++) {
    const days = new Set(Array.from({ length: 1 + random(6) }, () => random(80)));
    const changes = history(...[...days].map((day): [number, number] => [100 * (1 + random(9)), day]));
    const struck = referencePrice(changes, now);
    if (struck === undefined) continue;
    const sorted = changes.toSorted((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
    const present = sorted.at(-1)!;
    expect(struck).toBeGreaterThan(present.priceMinor);
    const priceAt = (at: Date) => sorted.findLast((change) => change.validFrom <= at)?.priceMinor;
    let began = present.validFrom;
    for (const change of sorted.toReversed()) {
      if (change.priceMinor !== present.priceMinor) break;
      began = change.validFrom;
    }
    const asked = Array.from({ length: 30 }, (_, day) => priceAt(daysAfter(began, -day - 0.5)));
    expect(asked).toContain(struck);
    for (const price of asked) if (price !== undefined) expect(price).toBeGreaterThanOrEqual(struck);
  }
});
