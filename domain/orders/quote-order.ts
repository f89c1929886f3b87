// What this shopper would pay for this, delivered there: the one place where price, delivery and tax meet.
import { and, eq, inArray } from "drizzle-orm";
import type { PostalAddress } from "@/db/schema/accounts";
import { taxRates } from "@/db/schema/catalog";
import { type DeliveryOption, deliveryOptions } from "@/domain/catalog/delivery";
import type { Offer } from "@/domain/catalog/offers";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noTax, type Quote, quote, type TaxRate } from "./quote";

export type QuotedOrder = Quote & {
  currency: string;
  unitPriceMinor: number;
  delivery: DeliveryOption;
  options: DeliveryOption[];
};

type Ask = {
  variantId: string;
  quantity: number;
  /** Undefined while it is not known, and for what is not shipped. */
  address: Pick<PostalAddress, "country" | "state" | "postalCode"> | undefined;
  deliveryKind: "standard" | "same-day";
};

/** Amounts in minor units of the merchant's currency. Refuses "no-delivery" when the merchant does not deliver there that way. */
export async function quoteOrder(
  ctx: Core,
  offer: Offer,
  ask: Ask,
): Promise<Outcome<QuotedOrder, "not-found" | "no-delivery">> {
  const variant = offer.variants.find((v) => v.id === ask.variantId);
  if (!variant) return refuse("not-found");
  const { merchant } = offer;
  const now = ctx.clock.now();
  const itemsMinor = variant.priceMinor * ask.quantity;
  const destination = ask.address ?? { country: merchant.country };
  const options = variant.requiresShipping
    ? deliveryOptions(offer.deliveryMethods, destination, itemsMinor, now, merchant)
    : [nothingToShip(variant.currency, now)];
  const delivery = options.find((option) => option.kind === ask.deliveryKind);
  if (!delivery) return refuse("no-delivery");
  const priced = quote({
    currency: variant.currency,
    unitPriceMinor: variant.priceMinor,
    quantity: ask.quantity,
    isTaxable: variant.isTaxable,
    deliveryMinor: delivery.feeMinor,
    tax: await taxRateAt(ctx, destination),
    pricesIncludeTax: merchant.pricesIncludeTax,
  });
  return ok({ ...priced, currency: variant.currency, unitPriceMinor: variant.priceMinor, delivery, options });
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

/** The rate of the state where there is one, else of the country, else none. */
async function taxRateAt(
  ctx: Core,
  place: { country: string; state?: string | undefined },
): Promise<TaxRate> {
  const states = ["", (place.state ?? "").trim().toUpperCase()];
  const rates = await ctx.db
    .select()
    .from(taxRates)
    .where(and(eq(taxRates.country, place.country), inArray(taxRates.state, states)));
  return rates.find((rate) => rate.state !== "") ?? rates[0] ?? noTax;
}
