// In which currencies something is sold: in the shop's own always, in a further one where it has a price of its own in
// it. Nothing is ever converted. Pure.
import type { OtherFees, OtherPrices } from "@/db/schema/catalog";
import { smallestStep } from "@/domain/money";
import { usualCurrency } from "@/domain/shops/country-rules";

/** All currencies of a shop, its own first. */
export const currenciesOf = (shop: { currency: string; otherCurrencies: string[] }): string[] => [
  shop.currency,
  ...shop.otherCurrencies,
];

/** The price in a currency, in minor units; undefined where there is none that a card can pay. */
export function priceIn(
  variant: { priceMinor: number; currency: string; otherPrices: OtherPrices },
  currency: string,
): number | undefined {
  if (currency === variant.currency) return variant.priceMinor;
  const price = variant.otherPrices[currency];
  return price !== undefined && price > 0 && price % smallestStep(currency) === 0 ? price : undefined;
}

/** The prices in those of these currencies in which it has one that a card can pay. */
export const otherPricesOf = (variant: Parameters<typeof priceIn>[0], currencies: string[]): OtherPrices =>
  Object.fromEntries(
    currencies.flatMap((currency) => {
      const price = priceIn(variant, currency);
      return price === undefined ? [] : [[currency, price]];
    }),
  );

type Fees = { feeMinor: number; freeFromMinor: number | null; currency: string; otherFees: OtherFees };

/** A delivery as it is paid in a currency; undefined where it has no fee in it. */
export function deliveryIn<Method extends Fees>(method: Method, currency: string): Method | undefined {
  if (currency === method.currency) return method;
  const fees = method.otherFees[currency];
  return fees && { ...method, ...fees, currency };
}

/** The one that was chosen, else the usual one of the country, else the shop's own, which is the first. */
export const chosenCurrency = (
  offered: [string, ...string[]],
  wished: string | undefined,
  country: string,
): string =>
  [wished, usualCurrency(country)].find((code) => code !== undefined && offered.includes(code)) ?? offered[0];

/** What was kept by currency, as it becomes: null takes one away, one that is not named stays as it is. */
export function mergedByCurrency<T>(
  kept: Record<string, T>,
  given: Record<string, T | null> = {},
): Record<string, T> {
  const merged = Object.entries({ ...kept, ...given }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(merged.filter((pair): pair is [string, T] => pair[1] !== null));
}
