// The ledger by itself: every entry adds up, and what has arrived at both sides has left the clearing accounts.
import { and, eq, gt, inArray, isNotNull, isNull, notExists, notInArray, or, sql } from "drizzle-orm";
import { type Difference, ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { disputeEndings } from "@/domain/payments/dispute-rules";
import { isUnsettled } from "@/domain/payments/start-attempt";
import { daysAfter } from "@/domain/time";
import { compared, money } from "./difference";

const sumOfLines = sql`coalesce(sum(${ledgerLines.amountMinor}), 0)`.mapWith(Number);

export async function ledgerDifferences(ctx: Core): Promise<Difference[]> {
  return [
    ...(await entriesThatDoNotAddUp(ctx)),
    ...(await entriesWithoutLines(ctx)),
    ...(await clearingThatIsLeft(ctx)),
    ...(await transfersThatAreLeft(ctx)),
    ...(await unexplained(ctx)),
  ];
}

async function entriesThatDoNotAddUp({ db }: Core): Promise<Difference[]> {
  const rows = await db
    .select({ entryId: ledgerLines.entryId, currency: ledgerLines.currency, sum: sumOfLines })
    .from(ledgerLines)
    .groupBy(ledgerLines.entryId, ledgerLines.currency)
    .having(sql`sum(${ledgerLines.amountMinor}) <> 0`);
  return rows.flatMap(({ entryId, currency, sum }) =>
    compared("a ledger entry adds up to nought", entryId, money(0, currency), money(sum, currency)),
  );
}

async function entriesWithoutLines({ db }: Core): Promise<Difference[]> {
  const rows = await db
    .select({ id: ledgerEntries.id, kind: ledgerEntries.kind })
    .from(ledgerEntries)
    .where(
      notExists(
        db
          .select({ one: sql`1` })
          .from(ledgerLines)
          .where(eq(ledgerLines.entryId, ledgerEntries.id)),
      ),
    );
  return rows.flatMap(({ id, kind }) =>
    compared("a ledger entry has its lines", `${kind} ${id}`, "lines", "none"),
  );
}

/** Per payment. What Stripe may still answer, or has taken on and not finished, is under way. */
async function clearingThatIsLeft({ db }: Core): Promise<Difference[]> {
  const underWay = db.select({ id: paymentAttempts.id }).from(paymentAttempts).where(isUnsettled);
  const refundUnderWay = db
    .select({ id: refunds.attemptId })
    .from(refunds)
    .where(inArray(refunds.status, ["open", "pending"]));
  const disputeUnderWay = db
    .select({ id: disputes.attemptId })
    .from(disputes)
    .where(notInArray(disputes.status, [...disputeEndings]));
  const rows = await db
    .select({
      attemptId: ledgerEntries.attemptId,
      account: ledgerLines.account,
      currency: ledgerLines.currency,
      sum: sumOfLines,
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(
      and(
        inArray(ledgerLines.account, clearing),
        notInArray(ledgerEntries.attemptId, underWay),
        notInArray(ledgerEntries.attemptId, refundUnderWay),
        notInArray(ledgerEntries.attemptId, disputeUnderWay),
      ),
    )
    .groupBy(ledgerEntries.attemptId, ledgerLines.account, ledgerLines.currency)
    .having(sql`sum(${ledgerLines.amountMinor}) <> 0`);
  return rows.flatMap(({ attemptId, account, currency, sum }) =>
    compared(
      `${clearedIn(account)} is the same at Stripe and in the ledger`,
      `attempt ${attemptId}`,
      money(0, currency),
      money(sum, currency),
    ),
  );
}

const clearing = ["payments-clearing", "refunds-clearing", "disputes-clearing"] as const;

const clearedIn = (account: string) =>
  account === "payments-clearing" ? "a payment" : account === "refunds-clearing" ? "a refund" : "a dispute";

/**
 * All together, because not every movement says of which payment it is; asked only while nothing is under way. Money
 * of a lost dispute that could not be taken back in two days is not under way any more: the operator has it.
 */
async function transfersThatAreLeft({ db, clock }: Core): Promise<Difference[]> {
  const [underWay] = await db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .leftJoin(refunds, eq(refunds.attemptId, paymentAttempts.id))
    .leftJoin(disputes, eq(disputes.attemptId, paymentAttempts.id))
    .where(
      and(
        isNotNull(paymentAttempts.stripeAccountId),
        or(
          and(
            eq(disputes.status, "lost"),
            isNull(disputes.takenBackMinor),
            gt(disputes.closedAt, daysAfter(clock.now(), -2)),
          ),
          isUnsettled,
          inArray(refunds.status, ["open", "pending"]),
        ),
      ),
    )
    .limit(1);
  if (underWay) return [];
  const rows = await db
    .select({ currency: ledgerLines.currency, sum: sumOfLines })
    .from(ledgerLines)
    .where(eq(ledgerLines.account, "transfers-clearing"))
    .groupBy(ledgerLines.currency)
    .having(sql`sum(${ledgerLines.amountMinor}) <> 0`);
  return rows.flatMap(({ currency, sum }) =>
    compared(
      "what goes on to sellers is the same at Stripe and in the ledger",
      currency,
      money(0, currency),
      money(sum, currency),
    ),
  );
}

async function unexplained({ db }: Core): Promise<Difference[]> {
  const rows = await db
    .select({ source: ledgerEntries.sourceId, currency: ledgerLines.currency, sum: sumOfLines })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(eq(ledgerLines.account, "unexplained"))
    .groupBy(ledgerEntries.sourceId, ledgerLines.currency)
    .having(sql`sum(${ledgerLines.amountMinor}) <> 0`);
  return rows.flatMap(({ source, currency, sum }) =>
    compared(
      "every movement at Stripe is of a payment known here",
      source,
      money(0, currency),
      money(sum, currency),
    ),
  );
}
