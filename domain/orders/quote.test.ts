import { expect, test } from "vitest";
import { quote } from "./quote";

const vat = { name: "TVA", rateBasisPoints: 2000, appliesToShipping: true };
const salesTax = { name: "Sales tax", rateBasisPoints: 825, appliesToShipping: false };

test("prices with tax contain it: the total is what the card says plus delivery", () => {
  expect(
    quote({
      currency: "EUR",
      unitPriceMinor: 2400,
      quantity: 2,
      isTaxable: true,
      deliveryMinor: 600,
      tax: vat,
      pricesIncludeTax: true,
    }),
  ).toEqual({
    itemsMinor: 4800,
    deliveryMinor: 600,
    taxMinor: 900,
    totalMinor: 5400,
    taxName: "TVA",
    taxRateBasisPoints: 2000,
    pricesIncludeTax: true,
  });
});

test("prices without tax get it added, on delivery only where that is taxed", () => {
  const ask = {
    currency: "EUR",
    unitPriceMinor: 1999,
    quantity: 1,
    isTaxable: true,
    deliveryMinor: 500,
    pricesIncludeTax: false,
  };
  expect(quote({ ...ask, tax: salesTax })).toMatchObject({ taxMinor: 165, totalMinor: 2664 });
  expect(quote({ ...ask, tax: { ...salesTax, appliesToShipping: true } })).toMatchObject({
    taxMinor: 206,
    totalMinor: 2705,
  });
});

test("what is not taxable is not taxed", () => {
  expect(
    quote({
      currency: "EUR",
      unitPriceMinor: 1000,
      quantity: 1,
      isTaxable: false,
      deliveryMinor: 0,
      tax: salesTax,
      pricesIncludeTax: false,
    }),
  ).toMatchObject({ taxMinor: 0, totalMinor: 1000 });
});

test("yen have no cents, and tax is rounded half up once for the whole order", () => {
  const tax = { name: "消費税", rateBasisPoints: 1000, appliesToShipping: false };
  expect(
    quote({
      currency: "EUR",
      unitPriceMinor: 1_234_567,
      quantity: 3,
      isTaxable: true,
      deliveryMinor: 0,
      tax,
      pricesIncludeTax: true,
    }),
  ).toMatchObject({
    totalMinor: 3_703_701,
    taxMinor: 336_700,
  });
});

test("tax that is added is payable by card: Kuwaiti fils in tens, half up", () => {
  const ask = { currency: "KWD", quantity: 1, isTaxable: true, deliveryMinor: 0, pricesIncludeTax: false };
  const taxOf = (unitPriceMinor: number) =>
    quote({ ...ask, unitPriceMinor, tax: { name: "VAT", rateBasisPoints: 500, appliesToShipping: false } })
      .taxMinor;
  expect([1000, 1080, 1100, 1290, 1300].map(taxOf)).toEqual([50, 50, 60, 70, 70]);
});
