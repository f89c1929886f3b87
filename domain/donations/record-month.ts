// One month of a monthly gift was paid: it becomes a gift of its own, which is then settled like any other. Undo: none.
import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { donations } from "@/db/schema/donations";
import { paymentAttempts } from "@/db/schema/payments";
import { type Core, inTransaction } from "@/domain/context";
import type { Intent, Invoice } from "@/domain/payments/gateway";
import type { MonthlyGift } from "./place-monthly-gift";

/** Whether this month is written down and paid already. */
export async function isMonthRecorded(ctx: Core, invoiceId: string): Promise<boolean> {
  const [month] = await ctx.db
    .select({ status: donations.status })
    .from(donations)
    .where(eq(donations.stripeInvoiceId, invoiceId));
  return month !== undefined && month.status !== "pending";
}

/**
 * Writes down the gift of one month and the payment that Stripe took for it, as an attempt that only waits to be
 * settled. Again is the same as once: the invoice and the intent are the guards.
 */
export async function recordMonth(
  ctx: Core,
  gift: MonthlyGift,
  invoice: Invoice,
  intent: Intent,
): Promise<void> {
  await inTransaction(ctx, async (core) => {
    const now = core.clock.now();
    const [month] = await core.db
      .insert(donations)
      .values({
        ...donorOf(gift),
        id: newId(now),
        status: "pending",
        currency: invoice.currency,
        giftMinor: invoice.amountMinor - invoice.coveredFeeMinor,
        coveredFeeMinor: invoice.coveredFeeMinor,
        totalMinor: invoice.amountMinor,
        keepsDetails: false,
        monthlyGiftId: gift.id,
        stripeInvoiceId: invoice.id,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning();
    if (!month) return;
    const isFirst = gift.begunAt === null;
    await core.db
      .insert(paymentAttempts)
      .values({
        id: newId(now),
        purpose: "donation",
        subjectId: month.id,
        status: "open",
        amountMinor: invoice.amountMinor,
        currency: invoice.currency,
        createParams: { invoice: invoice.id },
        confirmParams: {},
        stripeAccountId: intent.receiverId ?? null,
        keepsCard: isFirst && gift.keepsCard,
        personId: gift.personId,
        stripePaymentIntentId: intent.id,
        requestId: core.requestId ?? null,
        createdAt: now,
        confirmedAt: now,
      })
      .onConflictDoNothing();
  });
}

function donorOf(gift: MonthlyGift) {
  const { nonprofitId, causeId, donorKey, personId, email, donorName, isAnonymous, locale, tweetId } = gift;
  return { nonprofitId, causeId, donorKey, personId, email, donorName, isAnonymous, locale, tweetId };
}
