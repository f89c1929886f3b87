import { expect, test } from "vitest";
import { changedPrice, changedTags } from "./bulk-rules";

const percent = (basisPoints: number, rounding: "none" | "00" | "99" = "none") => ({
  by: { basisPoints },
  rounding,
});

test("prices change by percent, half up, and by an amount", () => {
  expect(changedPrice(1999, "EUR", percent(1000))).toBe(2199);
  expect(changedPrice(1999, "EUR", percent(-1000))).toBe(1799);
  expect(changedPrice(1005, "EUR", percent(-5000))).toBe(502);
  expect(changedPrice(1999, "EUR", { by: { amountMinor: -500 }, rounding: "none" })).toBe(1499);
  expect(changedPrice(3000, "JPY", percent(1000))).toBe(3300);
});

test("a price that is set is the one that was typed, as far as a card can pay it", () => {
  const set = (newPriceMinor: number) => ({ by: { newPriceMinor }, rounding: "99" }) as const;
  expect(changedPrice(1999, "EUR", set(2000))).toBe(2000);
  expect(changedPrice(0, "KWD", set(1234))).toBe(1230);
  expect(changedPrice(1999, "EUR", set(0))).toBeUndefined();
});

test("prices are rounded to the nearest that ends in .00 or .99, and on hundreds where there are no cents", () => {
  expect(changedPrice(1999, "EUR", percent(1000, "00"))).toBe(2200);
  expect(changedPrice(1999, "EUR", percent(1000, "99"))).toBe(2199);
  expect(changedPrice(2048, "EUR", percent(0, "99"))).toBe(1999);
  expect(changedPrice(2049, "EUR", percent(0, "99"))).toBe(2099);
  expect(changedPrice(10, "EUR", percent(0, "99")), "never below the first that ends so").toBe(99);
  expect(changedPrice(10, "EUR", percent(0, "00"))).toBe(100);
  expect(changedPrice(3333, "JPY", percent(0, "00"))).toBe(3300);
  expect(changedPrice(3333, "JPY", percent(0, "99"))).toBe(3299);
  expect(changedPrice(1234, "KWD", percent(0))).toBe(1230);
  expect(changedPrice(1234, "KWD", percent(0, "99"))).toBe(990);
});

test("a price that would be nothing or less, or more than can be charged, is none", () => {
  expect(changedPrice(500, "EUR", { by: { amountMinor: -500 }, rounding: "none" })).toBeUndefined();
  expect(changedPrice(500, "EUR", { by: { amountMinor: -900 }, rounding: "99" })).toBeUndefined();
  expect(changedPrice(99_999_999, "EUR", percent(100))).toBeUndefined();
});

test("tags are added once and removed whatever their capitals", () => {
  expect(changedTags(["Oak", "new"], { addTags: ["oak", "sale", "Sale"], removeTags: ["NEW"] })).toEqual([
    "Oak",
    "sale",
  ]);
  expect(changedTags(["a"], { addTags: ["b"], removeTags: ["b"] }), "added after it is removed").toEqual([
    "a",
    "b",
  ]);
});
