import { expect, test } from "vitest";
import { afterIntervals, nextBoundary } from "./calendar";

const seconds = (iso: string) => Date.parse(iso) / 1000;
const iso = (at: number) => new Date(at * 1000).toISOString().slice(0, 19);
const monthly = { unit: "month", count: 1 } as const;

test("a month from the 31st ends on the last day there is, and comes back to the 31st", () => {
  const anchor = seconds("2027-01-31T09:30:15Z");
  expect([1, 2, 3, 13].map((times) => iso(afterIntervals(anchor, monthly, times)))).toEqual([
    "2027-02-28T09:30:15",
    "2027-03-31T09:30:15",
    "2027-04-30T09:30:15",
    "2028-02-29T09:30:15",
  ]);
});

test("a year from 29 February ends on the 28th, until there is a 29th again", () => {
  const anchor = seconds("2028-02-29T00:00:00Z");
  const yearly = { unit: "year", count: 1 } as const;
  expect([1, 4].map((times) => iso(afterIntervals(anchor, yearly, times)))).toEqual([
    "2029-02-28T00:00:00",
    "2032-02-29T00:00:00",
  ]);
});

test("the next boundary lies after the instant, also when the instant is one itself", () => {
  const anchor = seconds("2027-01-31T00:00:00Z");
  expect(iso(nextBoundary(anchor, monthly, seconds("2027-02-28T00:00:00Z")))).toBe("2027-03-31T00:00:00");
  expect(iso(nextBoundary(anchor, monthly, seconds("2026-12-01T00:00:00Z")))).toBe("2027-01-31T00:00:00");
  expect(iso(nextBoundary(anchor, { unit: "week", count: 2 }, anchor))).toBe("2027-02-14T00:00:00");
});
