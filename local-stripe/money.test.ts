import { expect, test } from "vitest";
import { ApiError } from "./errors";
import { disputeFee, knownCurrency, requireChargeable } from "./money";

/** The code of the refusal, or its parameter where it has none; null for an amount that can be charged. */
function refusalOf(amount: number, currency: string): string | null {
  try {
    requireChargeable(amount, currency);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.body.code ?? error.body.param ?? "";
    throw error;
  }
}

// https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
test.each([
  ["usd", 50],
  ["aed", 200],
  ["aud", 50],
  ["brl", 50],
  ["cad", 50],
  ["chf", 50],
  ["czk", 1500],
  ["dkk", 250],
  ["eur", 50],
  ["gbp", 30],
  ["hkd", 400],
  ["huf", 17_500],
  ["inr", 50],
  ["jpy", 50],
  ["mxn", 1000],
  ["myr", 200],
  ["nok", 300],
  ["nzd", 50],
  ["pln", 200],
  ["ron", 200],
  ["sek", 300],
  ["sgd", 50],
  ["thb", 1000],
])("in %s nothing smaller than %i is charged", (currency, smallest) => {
  expect(refusalOf(smallest - 1, currency)).toBe("amount_too_small");
  expect(refusalOf(smallest, currency)).toBeNull();
});

test.each(["usd", "eur", "jpy", "huf"])("in %s eight digits are the most, in idr twelve", (currency) => {
  expect(refusalOf(99_999_999, currency)).toBeNull();
  expect(refusalOf(100_000_000, currency)).toBe("amount_too_large");
  expect(refusalOf(999_999_999_999, "idr")).toBeNull();
  expect(refusalOf(1_000_000_000_000, "idr")).toBe("amount_too_large");
});

test.each(["bhd", "jod", "kwd", "omr", "tnd"])("in %s the third decimal is nought", (currency) => {
  expect(refusalOf(5120, currency)).toBeNull();
  expect(refusalOf(5124, currency)).toBe("amount");
});

test.each(["isk", "ugx"])("%s has no fraction, though its amounts have two decimals", (currency) => {
  expect(refusalOf(500_000, currency)).toBeNull();
  expect(refusalOf(500_050, currency)).toBe("amount");
});

test("a currency is told apart from what is none, in any case of its letters", () => {
  expect(knownCurrency("EUR")).toBe("eur");
  expect(() => knownCurrency("btc")).toThrow("Invalid currency: btc");
});

test("what a dispute costs can be charged in its currency", () => {
  for (const currency of ["usd", "eur", "jpy", "kwd", "isk", "idr"]) {
    expect(refusalOf(disputeFee(currency), currency)).toBeNull();
  }
  expect(disputeFee("usd")).toBe(1500);
});
