// What this shopper would pay for this, delivered there: the one place where price, delivery and tax meet.
import { and, eq, inArray } from "drizzle-orm";
import type { PostalAddress } from "@/db/schema/accounts";
import { taxRates } from "@/db/schema/catalog";
import { type Blanks, statement } from "@/db/statement";
import { chosenCurrency, currenciesOf, priceIn } from "@/domain/catalog/currency-rules";
import { type DeliveryOption, deliveryOptions } from "@/domain/catalog/delivery";
import type { Offer } from "@/domain/catalog/offers";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noTax, type Quote, quote, type TaxRate } from "./quote";

export type QuotedOrder = Quote & {
  currency: string;
  unitPriceMinor: number;
  delivery: DeliveryOption;
  /** Where one has no fee in the quote's currency it stands in the shop's own, in which the order would then be paid. */
  options: DeliveryOption[];
  /** All in which it can be paid so, the shop's own first, with the total in each. */
  currencies: { currency: string; totalMinor: number }[];
};

type Ask = {
  variantId: string;
  quantity: number;
  /** Undefined while it is not known, and for what is not shipped. */
  address: Pick<PostalAddress, "country" | "state" | "postalCode"> | undefined;
  deliveryKind: "standard" | "same-day";
  /** As it was chosen. Where it cannot be paid in that one: the usual one of the country, else the shop's own. */
  currency?: string | undefined;
};

/** Amounts in minor units of `currency`. Refuses "no-delivery" when the merchant does not deliver there that way. */
export async function quoteOrder(
  ctx: Core,
  offer: Offer,
  ask: Ask,
): Promise<Outcome<QuotedOrder, "not-found" | "no-delivery">> {
  const variant = offer.variants.find((v) => v.id === ask.variantId);
  if (!variant) return refuse("not-found");
  const { merchant } = offer;
  const now = ctx.clock.now();
  const destination = ask.address ?? { country: merchant.country };
  const ways = currenciesOf(merchant).flatMap((currency) => {
    const unitPriceMinor = priceIn(variant, currency);
    if (unitPriceMinor === undefined) return [];
    const parcel = { itemsMinor: unitPriceMinor * ask.quantity, currency };
    const options = variant.requiresShipping
      ? deliveryOptions(offer.deliveryMethods, destination, parcel, now, merchant)
      : [nothingToShip(currency, now)];
    return [{ currency, unitPriceMinor, options }];
  });
  const tax = await taxRateAt(ctx, destination);
  const [first, ...others] = ways.flatMap(({ currency, unitPriceMinor, options }) => {
    const delivery = options.find((option) => option.kind === ask.deliveryKind);
    if (!delivery) return [];
    const priced = quote({
      currency,
      unitPriceMinor,
      quantity: ask.quantity,
      isTaxable: variant.isTaxable,
      deliveryMinor: delivery.feeMinor,
      tax,
      pricesIncludeTax: merchant.pricesIncludeTax,
    });
    return [{ ...priced, currency, unitPriceMinor, delivery, options }];
  });
  if (!first) return refuse("no-delivery");
  const all = [first, ...others];
  const currency = chosenCurrency(
    [first.currency, ...others.map((way) => way.currency)],
    ask.currency,
    destination.country,
  );
  const chosen = all.find((way) => way.currency === currency) ?? first;
  return ok({
    ...chosen,
    options: (ways[0]?.options ?? []).map(
      (option) => chosen.options.find(({ kind }) => kind === option.kind) ?? option,
    ),
    currencies: all.map((way) => ({ currency: way.currency, totalMinor: way.totalMinor })),
  });
}

function nothingToShip(currency: string, now: Date): DeliveryOption {
  return {
    kind: "standard",
    feeMinor: 0,
    currency,
    deliverBy: now,
    minDays: 0,
    maxDays: 0,
    cityName: undefined,
    orderBy: undefined,
  };
}

const ratesAt = statement((db, { country, state }: Blanks<{ country: string; state: string }>) =>
  db
    .select()
    .from(taxRates)
    .where(and(eq(taxRates.country, country), inArray(taxRates.state, ["", state]))),
);

/** The rate of the state where there is one, else of the country, else none. */
async function taxRateAt(
  ctx: Core,
  place: { country: string; state?: string | undefined },
): Promise<TaxRate> {
  const state = (place.state ?? "").trim().toUpperCase();
  const rates = await ratesAt(ctx.db, { country: place.country, state });
  return rates.find((rate) => rate.state !== "") ?? rates[0] ?? noTax;
}
