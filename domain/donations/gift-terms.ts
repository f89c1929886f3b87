// What a gift to a cause costs, once or every month; or the first reason why it is not taken.
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { type Cause, causeOf, type NotGivable, whyNotGivable } from "./causes";
import { coveringFee } from "./rules";

export type GiftWish = {
  causeId: string;
  /** What the charity is meant to get, in minor units of the cause's currency. */
  giftMinor: number;
  coversFee: boolean;
  /** The total that stood above the button, in minor units. */
  seenTotalMinor: number;
};

/** Minor units. */
export type GiftTerms = { currency: string; giftMinor: number; coveredFeeMinor: number; totalMinor: number };

export type GiftTermsRefusal = NotGivable | "not-found" | "too-small" | "too-large" | "total-changed";

// Stripe's largest amount has eight digits (docs.stripe.com/api/payment_intents, amount).
const largestMinor = 99_999_999;

/**
 * Refuses why the cause takes no gift now, "too-small" with its minimum in minor units as detail, "too-large" beyond
 * what Stripe charges at once, "total-changed" rather than charge anything that was not seen.
 */
export async function giftTerms(
  core: Core,
  wish: GiftWish,
): Promise<
  Outcome<
    Pick<Cause, "cause" | "receiver"> & { terms: GiftTerms },
    GiftTermsRefusal,
    { minimumMinor: number } | undefined
  >
> {
  const found = await causeOf(core, wish.causeId);
  if (!found) return refuse("not-found", undefined);
  const reason = whyNotGivable(found, core.clock.now());
  if (reason) return refuse(reason, undefined);
  const { cause, receiver } = found;
  if (wish.giftMinor < cause.minimumMinor) return refuse("too-small", { minimumMinor: cause.minimumMinor });
  const terms = termsOf(wish.giftMinor, wish.coversFee, cause.currency);
  if (terms.totalMinor > largestMinor) return refuse("too-large", undefined);
  if (terms.totalMinor !== wish.seenTotalMinor) return refuse("total-changed", undefined);
  return ok({ cause, receiver, terms });
}

function termsOf(giftMinor: number, coversFee: boolean, currency: string): GiftTerms {
  const coveredFeeMinor = coversFee ? coveringFee(giftMinor, currency) : 0;
  return { currency, giftMinor, coveredFeeMinor, totalMinor: giftMinor + coveredFeeMinor };
}
