// What a shopper would pay: pure, in minor units of one currency, rounded half up once per order.
import { shareOf, smallestStep, taxWithin } from "@/domain/money";

export type TaxRate = { name: string; rateBasisPoints: number; appliesToShipping: boolean };

export type Quote = {
  itemsMinor: number;
  deliveryMinor: number;
  /** Within the total when the prices include tax, added to it when they do not. */
  taxMinor: number;
  totalMinor: number;
  taxName: string;
  taxRateBasisPoints: number;
  pricesIncludeTax: boolean;
};

export const noTax: TaxRate = { name: "", rateBasisPoints: 0, appliesToShipping: false };

/** @param unitPriceMinor price of one unit · @param quantity whole units, at least 1 · @param deliveryMinor the fee */
export function quote(input: {
  currency: string;
  unitPriceMinor: number;
  quantity: number;
  isTaxable: boolean;
  deliveryMinor: number;
  tax: TaxRate;
  pricesIncludeTax: boolean;
}): Quote {
  const { deliveryMinor, tax, pricesIncludeTax } = input;
  const itemsMinor = input.unitPriceMinor * input.quantity;
  const taxedMinor = (input.isTaxable ? itemsMinor : 0) + (tax.appliesToShipping ? deliveryMinor : 0);
  const step = smallestStep(input.currency);
  const taxMinor = pricesIncludeTax
    ? taxWithin(taxedMinor, tax.rateBasisPoints)
    : // What is added must be payable; a step is ten units at most.
      Math.floor((shareOf(taxedMinor, tax.rateBasisPoints) + step / 2) / step) * step;
  return {
    itemsMinor,
    deliveryMinor,
    taxMinor,
    totalMinor: itemsMinor + deliveryMinor + (pricesIncludeTax ? 0 : taxMinor),
    taxName: tax.name,
    taxRateBasisPoints: tax.rateBasisPoints,
    pricesIncludeTax,
  };
}
