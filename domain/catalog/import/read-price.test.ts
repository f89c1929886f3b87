import { expect, test } from "vitest";
import { readPrice } from "./read-price";

test.each([
  ["19.99", "USD", 1999],
  ["85", "USD", 8500],
  ["85.00", "USD", 8500],
  ["85.5", "EUR", 8550],
  ["0.0", "USD", 0],
  ["0.1", "USD", 10],
  ["0.10000", "USD", 10],
  ["1200", "JPY", 1200],
  ["1200.00", "JPY", 1200],
  ["1.234", "KWD", 1234],
  ["90071992547409.91", "USD", 9_007_199_254_740_991],
])("%s in %s is %i minor units", (text, currency, minor) => {
  expect(readPrice(text, currency)).toBe(minor);
});

test.each([
  ["", "USD"],
  ["12.5", "JPY"],
  ["1.005", "USD"],
  ["1,234.50", "USD"],
  ["12,50", "EUR"],
  ["$19.99", "USD"],
  ["-5", "USD"],
  ["1e3", "USD"],
  ["NaN", "USD"],
  [".99", "USD"],
  ["19.", "USD"],
  ["90071992547409.92", "USD"],
])("%j in %s is not a price", (text, currency) => {
  expect(readPrice(text, currency)).toBeUndefined();
});
