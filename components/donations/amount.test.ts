import { expect, test } from "vitest";
import { chargeFor, chosenGift } from "./amount";

test("what was typed counts before what was chosen", () => {
  expect(chosenGift({ amount: "12,50", suggestion: "1000" }, "EUR")).toBe(1250);
  expect(chosenGift({ amount: " ", suggestion: "1000" }, "EUR")).toBe(1000);
});

test("neither typed nor chosen is no gift", () => {
  expect(chosenGift({ amount: "", suggestion: "" }, "EUR")).toBeUndefined();
  expect(chosenGift({ amount: "a lot", suggestion: "1000" }, "EUR")).toBeUndefined();
  expect(chosenGift({ amount: "", suggestion: "-5" }, "EUR")).toBeUndefined();
});

test("the fee is added to the total only on wish", () => {
  const { feeMinor } = chargeFor(1250, false, "EUR");
  expect(chargeFor(1250, false, "EUR").totalMinor).toBe(1250);
  expect(chargeFor(1250, true, "EUR").totalMinor).toBe(1250 + feeMinor);
});
