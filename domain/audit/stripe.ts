// Stripe's books against ours, both ways: the balance, every payment, every refund.
import { eq, isNotNull, sql } from "drizzle-orm";
import { type Difference, ledgerLines } from "@/db/schema/ledger";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Context, Core } from "@/domain/context";
import type { Intent } from "@/domain/payments/gateway";
import { unsettledStatuses } from "@/domain/payments/start-attempt";
import type { Instant } from "@/domain/time";
import { compared, money } from "./difference";

export async function stripeDifferences(ctx: Context, stuckBefore: Instant): Promise<Difference[]> {
  return [...(await balances(ctx)), ...(await payments(ctx, stuckBefore)), ...(await refundsBothWays(ctx))];
}

/** What Stripe holds is what the ledger says that it holds, per currency. */
export async function balances(ctx: Context): Promise<Difference[]> {
  const rows = await ctx.db
    .select({
      currency: ledgerLines.currency,
      sum: sql`coalesce(sum(${ledgerLines.amountMinor}), 0)`.mapWith(Number),
    })
    .from(ledgerLines)
    .where(eq(ledgerLines.account, "stripe-balance"))
    .groupBy(ledgerLines.currency);
  const atStripe = await ctx.payments.balance();
  const here = new Map(rows.map(({ currency, sum }) => [currency, sum]));
  return [...new Set([...atStripe.keys(), ...here.keys()])].flatMap((currency) =>
    compared(
      "the balance at Stripe is the ledger's",
      currency,
      money(atStripe.get(currency) ?? 0, currency),
      money(here.get(currency) ?? 0, currency),
    ),
  );
}

type Kept = Pick<
  typeof paymentAttempts.$inferSelect,
  "id" | "status" | "amountMinor" | "currency" | "createdAt" | "stripePaymentIntentId"
>;

/** Intents that carry no mark of ours, and that nothing here names, are not of this platform. */
async function payments(ctx: Context, stuckBefore: Instant): Promise<Difference[]> {
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for await (const intent of ctx.payments.intents()) {
    seen.add(intent.id);
    const attempt = await attemptOf(ctx, intent);
    if (attempt || intent.attemptId) differences.push(...ofIntent(intent, attempt, stuckBefore));
  }
  const kept = await ctx.db
    .select({ id: paymentAttempts.id, intentId: paymentAttempts.stripePaymentIntentId })
    .from(paymentAttempts)
    .where(isNotNull(paymentAttempts.stripePaymentIntentId));
  for (const { id, intentId } of kept) {
    if (intentId && !seen.has(intentId))
      differences.push(...compared("a payment kept here is at Stripe", `attempt ${id}`, intentId, "none"));
  }
  return differences;
}

/** By our mark, or by its id: what Stripe makes by itself, such as the months of a gift, carries no mark. */
async function attemptOf({ db }: Core, intent: Intent): Promise<Kept | undefined> {
  const [attempt] = await db
    .select({
      id: paymentAttempts.id,
      status: paymentAttempts.status,
      amountMinor: paymentAttempts.amountMinor,
      currency: paymentAttempts.currency,
      createdAt: paymentAttempts.createdAt,
      stripePaymentIntentId: paymentAttempts.stripePaymentIntentId,
    })
    .from(paymentAttempts)
    .where(
      intent.attemptId
        ? eq(paymentAttempts.id, intent.attemptId)
        : eq(paymentAttempts.stripePaymentIntentId, intent.id),
    );
  return attempt;
}

const takesMoney: readonly Intent["status"][] = ["requires-action", "processing", "requires-capture"];

function ofIntent(intent: Intent, attempt: Kept | undefined, stuckBefore: Instant): Difference[] {
  const subject = `payment ${intent.id}`;
  if (!attempt) return compared("a payment at Stripe is kept here", subject, "an attempt", "none");
  const isUnderWay =
    attempt.createdAt >= stuckBefore && unsettledStatuses.some((status) => status === attempt.status);
  if (isUnderWay) return [];
  const hasMoneyHere = attempt.status === "succeeded" || attempt.status === "superfluous";
  const isOpenAtStripe = takesMoney.includes(intent.status);
  return [
    ...compared(
      "a payment is of the same amount at Stripe",
      subject,
      money(attempt.amountMinor, attempt.currency),
      money(intent.amountMinor, intent.currency),
    ),
    ...compared(
      "a payment stands both at Stripe and here",
      subject,
      hasMoneyHere ? "taken" : "not taken",
      intent.status === "succeeded" ? "taken" : "not taken",
    ),
    ...(isOpenAtStripe
      ? compared("no payment is left open at Stripe", subject, "closed", intent.status)
      : []),
  ];
}

async function refundsBothWays(ctx: Context): Promise<Difference[]> {
  const kept = new Map(
    (await ctx.db.select().from(refunds).where(isNotNull(refunds.stripeRefundId))).map((refund) => [
      refund.stripeRefundId ?? "",
      refund,
    ]),
  );
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for await (const refund of ctx.payments.refunds()) {
    seen.add(refund.id);
    const subject = `refund ${refund.id}`;
    const row = kept.get(refund.id);
    // One that was made a moment ago and whose answer was lost is found by its row: it is open there.
    const isUnderWay = !row && refund.refundId !== undefined && (await isOpen(ctx, refund.refundId));
    if (isUnderWay) continue;
    if (!row) {
      differences.push(...compared("a refund at Stripe is kept here", subject, "a refund", "none"));
      continue;
    }
    differences.push(
      ...compared(
        "a refund is of the same amount at Stripe",
        subject,
        money(row.amountMinor, row.currency),
        money(refund.amountMinor, refund.currency),
      ),
    );
    if (row.status !== "pending")
      differences.push(...compared("a refund ended the same at Stripe", subject, row.status, refund.status));
  }
  for (const [id, row] of kept) {
    if (!seen.has(id))
      differences.push(...compared("a refund kept here is at Stripe", `refund ${row.id}`, id, "none"));
  }
  return differences;
}

async function isOpen({ db }: Core, refundId: string): Promise<boolean> {
  const [row] = await db.select({ status: refunds.status }).from(refunds).where(eq(refunds.id, refundId));
  return row?.status === "open";
}
