// Give every month: written down first, then asked of Stripe, then settled by the one function. The first month is
// paid now, with the donor present; the others by Stripe. Works while commerce is closed.
import { and, eq, isNull } from "drizzle-orm";
import { monthlyGifts } from "@/db/schema/donations";
import type { Context } from "@/domain/context";
import { causeOf } from "@/domain/donations/causes";
import { monthlyGiftPage } from "@/domain/donations/monthly-gifts";
import {
  type MonthlyGift,
  type PlaceMonthlyGift,
  placeMonthlyGift,
  type PlaceMonthlyGiftRefusal,
} from "@/domain/donations/place-monthly-gift";
import { type Outcome, ok } from "@/domain/outcome";
import { askAboutReceiver } from "@/domain/payments/connected-accounts";
import { customerOf, termsAtStripe } from "./monthly-gift-terms";
import { type PaymentStep, waitingStep } from "./payment-step";
import { giftOf, keepSubscription, settleMonthlyGift } from "./settle-monthly-gift";

/** Amounts in minor units. Refuses as placeMonthlyGift does, before anything is charged. @throws as that does. */
export async function giveMonthly(
  ctx: Context,
  input: PlaceMonthlyGift,
): Promise<
  Outcome<PaymentStep & { giftId: string }, PlaceMonthlyGiftRefusal, { minimumMinor: number } | undefined>
> {
  // Stripe may have closed the charity's account since the page was read: asked while nothing is charged yet.
  const found = await causeOf(ctx, input.causeId);
  if (found) await askAboutReceiver(ctx, found.cause.nonprofitId);
  const placed = await placeMonthlyGift(ctx, input);
  if (!placed.ok) return placed;
  return ok({ ...(await begin(ctx, placed.value)), giftId: placed.value.id });
}

/** How the first month of a gift stands that the caller has made sure is the asker's. Asks Stripe. */
export async function learnMonthlyGift(ctx: Context, giftId: string): Promise<PaymentStep> {
  const settled = await settleMonthlyGift(ctx, giftId);
  if (!settled) {
    const gift = await giftOf(ctx, giftId);
    return gift?.status === "expired" ? declined(gift) : { state: "confirming" };
  }
  const { gift, intent } = settled;
  if (gift.status === "expired") return declined(gift);
  if (gift.status !== "pending") return { state: "paid" };
  if (intent?.status === "needs-method") return giveUp(ctx, gift, intent.failureCode ?? "card_declined");
  return intent ? waitingStep(intent) : { state: "confirming" };
}

/** The donor leaves the bank's question for good: nothing is charged. Does nothing for anybody else's gift. */
export async function leaveMonthlyGift(ctx: Context, giftId: string): Promise<void> {
  const gift = (await monthlyGiftPage(ctx, { giftId })) && (await giftOf(ctx, giftId));
  if (gift?.status === "pending") await endUnbegun(ctx, gift, { reason: "left-open" });
}

/**
 * Ends a gift whose first month is not paid, so that nothing can be charged for it any more. Undo: a new one.
 * @returns the gift as it is then, also when it was paid after all; undefined while Stripe does not say.
 */
export async function endUnbegun(
  ctx: Context,
  gift: MonthlyGift,
  why: { reason: "declined" | "left-open"; code?: string },
): Promise<MonthlyGift | undefined> {
  const subscriptionId = gift.stripeSubscriptionId;
  const ended =
    subscriptionId && (await ctx.payments.endSubscription(subscriptionId, `monthly_${gift.id}:end`));
  if (ended && ended.kind === "unknown") return undefined;
  if (subscriptionId) {
    const invoices = await ctx.payments.invoicesOf(subscriptionId);
    if (invoices.kind === "unknown") return undefined;
    // Paid in the last instant: then it stands.
    if (invoices.kind === "known" && invoices.value.some(({ status }) => status === "paid"))
      return (await settleMonthlyGift(ctx, gift.id))?.gift;
  }
  const now = ctx.clock.now();
  const [expired] = await ctx.db
    .update(monthlyGifts)
    .set({
      status: "expired",
      endReason: why.reason,
      failureCode: why.code ?? null,
      endedAt: now,
      renewsAt: null,
      checkAt: null,
    })
    .where(and(eq(monthlyGifts.id, gift.id), eq(monthlyGifts.status, "pending")))
    .returning();
  return expired ?? (await giftOf(ctx, gift.id));
}

/** The subscription, kept, and only then the money: a crash between the two can only leave an unpaid month. */
async function begin(ctx: Context, gift: MonthlyGift): Promise<PaymentStep> {
  const customerId = await customerOf(ctx, gift);
  if (!customerId) return { state: "confirming" };
  const terms = await termsAtStripe(ctx, gift);
  const created = await ctx.payments.createSubscription(
    { ...terms, customerId },
    `monthly_${gift.id}:create`,
  );
  if (created.kind === "unknown") return { state: "confirming" };
  if (created.kind === "refused") return giveUp(ctx, gift, created.code);
  await keepSubscription(ctx, gift.id, created.value.id);
  const invoices = await ctx.payments.invoicesOf(created.value.id);
  const intentId = invoices.kind === "known" ? invoices.value[0]?.intentId : undefined;
  if (!intentId) return { state: "confirming" };
  const stillWanted = await ctx.db
    .update(monthlyGifts)
    .set({ confirmedAt: ctx.clock.now() })
    .where(
      and(eq(monthlyGifts.id, gift.id), eq(monthlyGifts.status, "pending"), isNull(monthlyGifts.confirmedAt)),
    )
    .returning({ id: monthlyGifts.id });
  if (stillWanted.length === 0) return { state: "confirming" };
  const confirmed = await ctx.payments.confirmIntent(
    intentId,
    gift.confirmParams,
    `monthly_${gift.id}:confirm`,
  );
  const kept = { ...gift, stripeSubscriptionId: created.value.id };
  if (confirmed.kind === "refused") return giveUp(ctx, kept, confirmed.code);
  return learnMonthlyGift(ctx, gift.id);
}

async function giveUp(ctx: Context, gift: MonthlyGift, code: string): Promise<PaymentStep> {
  const now = await endUnbegun(ctx, gift, { reason: "declined", code });
  if (!now) return { state: "confirming" };
  return now.status === "expired" ? declined(now) : { state: "paid" };
}

function declined({ failureCode }: MonthlyGift): PaymentStep {
  return { state: "declined", code: failureCode ?? "cancelled" };
}
