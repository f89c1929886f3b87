// A monthly gift that nobody told of for a while: Stripe is asked how it stands. One that was begun and left is ended,
// because charging somebody who has gone would surprise them. Undo: none; beginning anew. "unknown" while Stripe is
// silent.
import type { Context } from "@/domain/context";
import type { MonthlyGift } from "@/domain/donations/place-monthly-gift";
import { keyLifeMinutes } from "@/domain/payments/pursue-attempt";
import { minutesAfter } from "@/domain/time";
import { endUnbegun } from "./give-monthly";
import { termsAtStripe } from "./monthly-gift-terms";
import { keepSubscription, settleMonthlyGift } from "./settle-monthly-gift";

export async function sweepMonthlyGift(ctx: Context, gift: MonthlyGift): Promise<"done" | "unknown"> {
  const begun = gift.status === "pending" ? await withSubscription(ctx, gift) : gift;
  if (begun === "unknown") return "unknown";
  if (begun.stripeSubscriptionId === null) {
    return (await endUnbegun(ctx, begun, { reason: "left-open" })) ? "done" : "unknown";
  }
  const settled = await settleMonthlyGift(ctx, gift.id);
  if (!settled) return "unknown";
  if (settled.gift.status !== "pending") return "done";
  const { intent } = settled;
  const isLeft = intent === undefined || intent.status === "unconfirmed" || intent.status === "needs-method";
  if (!isLeft) return "done";
  const why =
    intent?.status === "needs-method"
      ? ({ reason: "declined", code: intent.failureCode ?? "card_declined" } as const)
      : ({ reason: "left-open" } as const);
  return (await endUnbegun(ctx, settled.gift, why)) ? "done" : "unknown";
}

/** The subscription that may have been made before its id could be kept: the same key finds it again. */
async function withSubscription(ctx: Context, gift: MonthlyGift): Promise<MonthlyGift | "unknown"> {
  const mayBeThere = gift.stripeSubscriptionId === null && gift.stripeCustomerId !== null;
  // Older ones have ended by themselves: Stripe waits 23 hours for a first payment, as long as keys live.
  if (!mayBeThere || ctx.clock.now() >= minutesAfter(gift.createdAt, keyLifeMinutes)) return gift;
  const input = { ...(await termsAtStripe(ctx, gift)), customerId: gift.stripeCustomerId ?? "" };
  const answer = await ctx.payments.createSubscription(input, `monthly_${gift.id}:create`);
  if (answer.kind === "unknown") return "unknown";
  if (answer.kind === "refused") return gift;
  await keepSubscription(ctx, gift.id, answer.value.id);
  return { ...gift, stripeSubscriptionId: answer.value.id };
}
