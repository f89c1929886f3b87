// Can it be bought? One function says so and gives the first reason why not. The card, the sheet and the order ask it.
import { canReceiveMoney, type TransferStatus } from "@/domain/accounts/rules";
import { type Life, type Shopper, whyNotSelling } from "@/domain/channels/rules";
import { smallestStep } from "@/domain/money";
import { type Instant, minutesAfter } from "@/domain/time";

export type VariantFacts = {
  id: string;
  priceMinor: number;
  currency: string;
  priceCheckedAt: Instant;
  unitsInStock: number;
  unitsHeld: number;
  sellsWithoutStock: boolean;
};

export type SaleFacts = {
  programme: Life;
  channel: Life & { priceFreshMinutes: number | null };
  connection: Life;
  listing: {
    opensAt: Instant;
    endsAt: Instant | null;
    withdrawnAt: Instant | null;
    checkout: "here" | "merchant-site";
  };
  productStatus: "active" | "draft" | "archived";
  /** Decides for a merchant without an account at Stripe of its own; for the others what Stripe said last does. */
  merchantCanBePaid: boolean;
  receiver: { transfers: TransferStatus } | undefined;
  /** Those in the catalogue now. */
  variants: VariantFacts[];
};

export const notForSaleReasons = [
  "not-open",
  "not-rolled-out",
  "sales-ended",
  "withdrawn",
  "not-started",
  "over",
  "at-merchant-site",
  "merchant-cannot-be-paid",
  "price-not-fresh",
  "sold-out",
] as const;

export type NotForSale = (typeof notForSaleReasons)[number];

/** Units that can be promised to somebody: the stock minus what is held. Infinity when it sells without stock. */
export function unitsLeft(
  variant: Pick<VariantFacts, "unitsInStock" | "unitsHeld" | "sellsWithoutStock">,
): number {
  return variant.sellsWithoutStock ? Infinity : Math.max(0, variant.unitsInStock - variant.unitsHeld);
}

/** The first reason why the offer as a whole is closed to this shopper now, stock and price aside. */
export function whyOfferIsClosed(facts: SaleFacts, now: Instant, shopper: Shopper): NotForSale | undefined {
  const { listing } = facts;
  for (const life of [facts.programme, facts.channel, facts.connection]) {
    const reason = whyNotSelling(life, now, shopper);
    if (reason) return reason;
  }
  if (facts.productStatus !== "active" || (listing.withdrawnAt !== null && now >= listing.withdrawnAt))
    return "withdrawn";
  if (now < listing.opensAt) return "not-started";
  if (listing.endsAt !== null && now >= listing.endsAt) return "over";
  if (listing.checkout === "merchant-site") return "at-merchant-site";
  return canReceiveMoney(facts.receiver, facts.merchantCanBePaid) ? undefined : "merchant-cannot-be-paid";
}

const isFresh = (facts: SaleFacts, variant: VariantFacts, now: Instant): boolean =>
  facts.channel.priceFreshMinutes === null ||
  now < minutesAfter(variant.priceCheckedAt, facts.channel.priceFreshMinutes);

/** What costs nothing, or a fraction that no card can pay, is had at the seller's own site. */
const isPayable = ({ priceMinor, currency }: VariantFacts): boolean =>
  priceMinor > 0 && priceMinor % smallestStep(currency) === 0;

/** The first reason why this variant cannot be bought by this shopper now, or undefined when it can. */
export function whyVariantNotForSale(
  facts: SaleFacts,
  variantId: string,
  now: Instant,
  shopper: Shopper,
): NotForSale | undefined {
  const closed = whyOfferIsClosed(facts, now, shopper);
  if (closed) return closed;
  const variant = facts.variants.find((v) => v.id === variantId);
  if (!variant) return "withdrawn";
  if (!isPayable(variant)) return "at-merchant-site";
  if (!isFresh(facts, variant, now)) return "price-not-fresh";
  return unitsLeft(variant) > 0 ? undefined : "sold-out";
}

/** The first reason why nothing of this listing can be bought by this shopper now, or undefined when something can. */
export function whyNotForSale(facts: SaleFacts, now: Instant, shopper: Shopper): NotForSale | undefined {
  const closed = whyOfferIsClosed(facts, now, shopper);
  if (closed) return closed;
  const payable = facts.variants.filter(isPayable);
  if (payable.length === 0) return facts.variants.length === 0 ? "sold-out" : "at-merchant-site";
  const fresh = payable.filter((variant) => isFresh(facts, variant, now));
  if (fresh.length === 0) return "price-not-fresh";
  return fresh.some((variant) => unitsLeft(variant) > 0) ? undefined : "sold-out";
}
