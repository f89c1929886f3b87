// What Stripe says of a monthly gift becomes true here. Its events, the return from the bank, whoever waits and the
// sweeper all call this one function, in any order and as often as they like. Nothing that an event carries is
// believed: subscription and months are asked for again.
import { and, eq, inArray, sql } from "drizzle-orm";
import { monthlyGifts } from "@/db/schema/donations";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { mailMonthlyGiftEnded, mailMonthWaits } from "@/domain/donations/mail-monthly-gift";
import { firstLookMinutes, type MonthlyGift } from "@/domain/donations/place-monthly-gift";
import { isMonthRecorded, recordMonth } from "@/domain/donations/record-month";
import type { Answer, Intent, Invoice, Subscription } from "@/domain/payments/gateway";
import { minutesAfter } from "@/domain/time";
import { applyPayment } from "./apply-payment";
import { termsAtStripe } from "./monthly-gift-terms";

export type SettledMonthlyGift = {
  gift: MonthlyGift;
  /** The payment of the newest month, as far as there is one. */
  intent: Intent | undefined;
  /** The card that pays the months, as Stripe names it. */
  cardId: string | undefined;
};

/**
 * Tells Stripe first what the donor has changed; where it shows an older change all the same, it is told again at the
 * next turn. Undefined while Stripe does not answer, or does not know the gift any more, and for one that it never
 * heard of.
 * @throws when the payment of a month is of another amount or currency than its invoice: see applyPayment.
 */
export async function settleMonthlyGift(
  ctx: Context,
  giftId: string,
): Promise<SettledMonthlyGift | undefined> {
  const gift = await giftOf(ctx, giftId);
  if (!gift?.stripeSubscriptionId) return undefined;
  const answer = await tellStripe(ctx, gift, gift.stripeSubscriptionId);
  if (answer.kind !== "known") return undefined;
  const invoices = await ctx.payments.invoicesOf(answer.value.id);
  if (invoices.kind !== "known") return undefined;
  const newest = await settleMonths(ctx, gift, invoices.value);
  if (newest === "unknown") return undefined;
  const settled = await inTransaction(ctx, (core) => note(core, giftId, answer.value, newest));
  return settled && { gift: settled, intent: newest.intent, cardId: answer.value.cardId };
}

/** The same for any subscription of Stripe's: "not-ours" when it is no gift's, "unknown" while Stripe is silent. */
export async function settleSubscription(
  ctx: Context,
  subscriptionId: string,
): Promise<"settled" | "unknown" | "not-ours"> {
  const answer = await ctx.payments.retrieveSubscription(subscriptionId);
  if (answer.kind === "unknown") return "unknown";
  const giftId = answer.kind === "known" ? answer.value.giftId : undefined;
  if (giftId === undefined || !(await giftOf(ctx, giftId))) return "not-ours";
  await keepSubscription(ctx, giftId, subscriptionId);
  return (await settleMonthlyGift(ctx, giftId)) ? "settled" : "unknown";
}

/** Notes which subscription a gift got; the first one stays. */
export async function keepSubscription(ctx: Core, giftId: string, subscriptionId: string): Promise<void> {
  await ctx.db
    .update(monthlyGifts)
    .set({ stripeSubscriptionId: sql`coalesce(${monthlyGifts.stripeSubscriptionId}, ${subscriptionId})` })
    .where(eq(monthlyGifts.id, giftId));
}

export async function giftOf(ctx: Core, giftId: string): Promise<MonthlyGift | undefined> {
  const [gift] = await ctx.db.select().from(monthlyGifts).where(eq(monthlyGifts.id, giftId));
  return gift;
}

/** Carries the donor's changes to Stripe, as far as they are not there yet; or asks how the subscription stands. */
async function tellStripe(
  ctx: Context,
  gift: MonthlyGift,
  subscriptionId: string,
): Promise<Answer<Subscription>> {
  if (gift.changes === gift.changesAtStripe) return ctx.payments.retrieveSubscription(subscriptionId);
  return gift.status === "ended" || gift.status === "expired"
    ? ctx.payments.endSubscription(subscriptionId, `monthly_${gift.id}:change:${gift.changes}`)
    : ctx.payments.changeSubscription(subscriptionId, await termsAtStripe(ctx, gift), gift.changes);
}

type NewestMonth = { invoice: Invoice | undefined; intent: Intent | undefined };

/** Every paid month becomes a gift of its own, once; the newest one also tells how the gift stands. */
async function settleMonths(
  ctx: Context,
  gift: MonthlyGift,
  invoices: Invoice[],
): Promise<NewestMonth | "unknown"> {
  const newest: NewestMonth = { invoice: invoices[0], intent: undefined };
  // Oldest first: their receipts are numbered in their order.
  for (const invoice of invoices.toReversed()) {
    if (invoice.intentId === undefined || invoice.amountMinor === 0) continue;
    const isNewest = invoice === newest.invoice;
    const isRecorded = await isMonthRecorded(ctx, invoice.id);
    if (!isNewest && (isRecorded || invoice.status !== "paid")) continue;
    const intent = await ctx.payments.retrieveIntent(invoice.intentId);
    if (intent.kind !== "known") return "unknown";
    if (isNewest) newest.intent = intent.value;
    if (invoice.status !== "paid" || isRecorded) continue;
    await recordMonth(ctx, gift, invoice, intent.value);
    await applyPayment(ctx, intent.value);
  }
  return newest;
}

/** What subscription and newest month mean for the gift. What has ended stays ended. */
async function note(
  core: Core,
  giftId: string,
  subscription: Subscription,
  { invoice, intent }: NewestMonth,
): Promise<MonthlyGift | undefined> {
  const lock = { id: giftId };
  const [before] = await core.db
    .update(monthlyGifts)
    .set(lock)
    .where(eq(monthlyGifts.id, giftId))
    .returning();
  if (!before) return undefined;
  const now = core.clock.now();
  // Also when it was ended in the instant in which its first month was paid: that was given.
  const begunAt = before.begunAt ?? (hasBegun(subscription) || invoice?.status === "paid" ? now : null);
  // What has ended there carries out no change any more.
  const hasEndedThere = subscription.status === "ended" || subscription.status === "never-begun";
  const changesAtStripe = hasEndedThere ? before.changes : subscription.change;
  const known = { ...before, begunAt, changesAtStripe };
  const status = statusOf(known, subscription);
  const hasEnded = status === "ended" || status === "expired";
  const failureCode = status === "active" ? null : (intent?.failureCode ?? before.failureCode);
  const isUnpaid = subscription.isEndedUnpaid && before.begunAt !== null;
  const [after] = await core.db
    .update(monthlyGifts)
    .set({
      status,
      failureCode,
      begunAt,
      renewsAt: hasEnded ? null : subscription.renewsAt,
      endedAt: hasEnded ? (before.endedAt ?? now) : null,
      endReason: hasEnded ? (before.endReason ?? (isUnpaid ? "not-paid" : "left-open")) : null,
      changesAtStripe,
      checkAt: nextLook(status, known, subscription, now),
    })
    .where(and(eq(monthlyGifts.id, giftId), inArray(monthlyGifts.status, [before.status])))
    .returning();
  if (!after) return before;
  if (status === "past-due" && invoice?.status === "open") await mailMonthWaits(core, after, invoice);
  if (status === "ended" && before.status !== "ended" && after.endReason === "not-paid") {
    await mailMonthlyGiftEnded(core, after);
  }
  return after;
}

const hasBegun = ({ status }: Subscription) => status === "active" || status === "overdue";

function statusOf(before: MonthlyGift, subscription: Subscription): MonthlyGift["status"] {
  if (before.status === "ended" || before.status === "expired") return before.status;
  // The donor has said something since, or Stripe carried out an older change last: it is told first.
  if (before.changes !== before.changesAtStripe) return before.status;
  switch (subscription.status) {
    case "waiting":
      return "pending";
    case "active":
      return subscription.isPaused ? "paused" : "active";
    case "overdue":
      return subscription.isPaused ? "paused" : "past-due";
    case "ended":
    case "never-begun":
      return before.begunAt === null ? "expired" : "ended";
  }
}

/** Stripe tells by itself; this is when nobody told. Null once there is nothing more to learn. */
function nextLook(
  status: MonthlyGift["status"],
  before: MonthlyGift,
  subscription: Subscription,
  now: Date,
): Date | null {
  if (before.changes !== before.changesAtStripe) return minutesAfter(now, firstLookMinutes);
  switch (status) {
    case "pending":
      return minutesAfter(now, firstLookMinutes);
    case "active":
    case "paused":
      // Stripe collects an hour after the month has begun.
      return new Date(
        Math.max(minutesAfter(subscription.renewsAt, 90).getTime(), minutesAfter(now, 60).getTime()),
      );
    case "past-due":
      return minutesAfter(now, 6 * 60);
    case "ended":
    case "expired":
      return null;
  }
}
