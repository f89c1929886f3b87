import { expect, test } from "vitest";
import { minorDigits, parseAmount, plainAmount, shareOf, taxWithin } from "./money";

test("shares are rounded half up, for every amount from 1 to 10,000", () => {
  for (let amount = 1; amount <= 10_000; amount++) {
    for (const basisPoints of [0, 1, 290, 500, 825, 2000, 9999, 10_000]) {
      const exact = (amount * basisPoints) / 10_000;
      expect(shareOf(amount, basisPoints)).toBe(Math.floor(exact + 0.5 + 1e-9));
    }
  }
});

test("the tax within an amount and the rest make the amount, and agree with the rate to the unit", () => {
  for (let net = 1; net <= 5_000; net++) {
    const tax = shareOf(net, 2000);
    expect(Math.abs(taxWithin(net + tax, 2000) - tax)).toBeLessThanOrEqual(1);
  }
  expect(taxWithin(12_000, 2000)).toBe(2000);
  expect(taxWithin(100, 0)).toBe(0);
});

test("large amounts stay exact", () => {
  expect(shareOf(9_007_199_254_740_991, 10_000)).toBe(9_007_199_254_740_991);
});

test.each([
  ["12", "EUR", 1200],
  ["12.5", "EUR", 1250],
  ["12,50", "EUR", 1250],
  ["1 234,50 €", "EUR", 123_450],
  ["$1,234.50", "USD", 123_450],
  ["1.234,50", "EUR", 123_450],
  ["1,234", "USD", 123_400],
  ["0.05", "USD", 5],
  ["1200", "JPY", 1200],
  ["1,200", "JPY", 1200],
  ["1.234", "KWD", 1234],
])("people write %s in %s and mean it", (written, currency, minor) => {
  expect(parseAmount(written, currency)).toBe(minor);
});

test.each([
  ["", "EUR"],
  ["ten", "EUR"],
  ["-5", "EUR"],
  ["1.5", "JPY"],
  ["1.2345", "EUR"],
  ["12.5.0", "EUR"],
  ["99999999999999999999", "EUR"],
])("%j in %s is not an amount", (written, currency) => {
  expect(parseAmount(written, currency)).toBeUndefined();
});

test("currencies know their decimals", () => {
  expect([minorDigits("EUR"), minorDigits("JPY"), minorDigits("KWD")]).toEqual([2, 0, 3]);
});

test("an amount to begin with in a field reads back as the same amount", () => {
  expect(plainAmount(1250, "EUR")).toBe("12.50");
  expect(plainAmount(1250, "EUR", "fr")).toBe("12,50");
  expect(plainAmount(5, "USD")).toBe("0.05");
  expect(plainAmount(5200, "JPY")).toBe("5200");
  expect(plainAmount(1250, "KWD")).toBe("1.250");
  for (const [amountMinor, currency] of [
    [123_456_789, "EUR"],
    [0, "EUR"],
    [99, "EUR"],
    [120_000, "JPY"],
    [1250, "KWD"],
  ] as const)
    for (const locale of ["en", "fr"])
      expect(parseAmount(plainAmount(amountMinor, currency, locale), currency)).toBe(amountMinor);
});
