// Payments and refunds as they are kept here: in the ledger, never more given back than taken, none stuck.
import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { type Difference, ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { isUnsettled } from "@/domain/payments/start-attempt";
import type { Instant } from "@/domain/time";
import { compared, figure, inPages, money } from "./difference";

export async function paymentDifferences(ctx: Core, stuckBefore: Instant): Promise<Difference[]> {
  return [
    ...(await notInLedger(ctx)),
    ...(await refundSums(ctx)),
    ...(await refundsNotInLedger(ctx)),
    ...(await stuck(ctx, stuckBefore)),
  ];
}

/** Every payment that stands or goes back has its entry, of its amount; no other has one. */
async function notInLedger({ db }: Core): Promise<Difference[]> {
  const posted = db
    .select({
      attemptId: ledgerEntries.attemptId,
      sum: sql<number>`sum(${ledgerLines.amountMinor})`.as("posted_sum"),
    })
    .from(ledgerEntries)
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(
      and(
        inArray(ledgerEntries.kind, ["payment", "unwanted-payment"]),
        eq(ledgerLines.account, "payments-clearing"),
      ),
    )
    .groupBy(ledgerEntries.attemptId)
    .as("posted");
  const sum = sql`coalesce(${posted.sum}, 0)`.mapWith(Number);
  const rows = await db
    .select({
      id: paymentAttempts.id,
      status: paymentAttempts.status,
      amountMinor: paymentAttempts.amountMinor,
      currency: paymentAttempts.currency,
      sum,
    })
    .from(paymentAttempts)
    .leftJoin(posted, eq(posted.attemptId, paymentAttempts.id))
    .where(
      sql`coalesce(${posted.sum}, 0) <> case when ${paymentAttempts.status} in ('succeeded', 'superfluous') then ${paymentAttempts.amountMinor} else 0 end`,
    );
  return rows.flatMap(({ id, status, amountMinor, currency, sum: found }) => {
    const hasMoney = status === "succeeded" || status === "superfluous";
    return compared(
      "a payment stands in the ledger",
      `attempt ${id} (${status})`,
      money(hasMoney ? amountMinor : 0, currency),
      money(found, currency),
    );
  });
}

/** What is noted as given back is the sum of the refunds that did not fail. */
async function refundSums({ db }: Core): Promise<Difference[]> {
  const given = db
    .select({
      attemptId: refunds.attemptId,
      sum: sql<number>`sum(${refunds.amountMinor})`.as("given_sum"),
    })
    .from(refunds)
    .where(sql`${refunds.status} <> 'failed'`)
    .groupBy(refunds.attemptId)
    .as("given");
  const rows = await db
    .select({
      id: paymentAttempts.id,
      refundedMinor: paymentAttempts.refundedMinor,
      currency: paymentAttempts.currency,
      sum: sql`coalesce(${given.sum}, 0)`.mapWith(Number),
    })
    .from(paymentAttempts)
    .leftJoin(given, eq(given.attemptId, paymentAttempts.id))
    .where(sql`coalesce(${given.sum}, 0) <> ${paymentAttempts.refundedMinor}`);
  return rows.flatMap(({ id, refundedMinor, currency, sum }) =>
    compared(
      "what went back of a payment is the sum of its refunds",
      `attempt ${id}`,
      money(sum, currency),
      money(refundedMinor, currency),
    ),
  );
}

async function refundsNotInLedger({ db }: Core): Promise<Difference[]> {
  const rows = inPages((after, limit) =>
    db
      .select({
        id: refunds.id,
        status: refunds.status,
        amountMinor: refunds.amountMinor,
        currency: refunds.currency,
        sum: figure(sql`select sum(-${ledgerLines.amountMinor}) from ${ledgerEntries}
          join ${ledgerLines} on ${ledgerLines.entryId} = ${ledgerEntries.id}
          where ${ledgerEntries.sourceId} = ${refunds.id} and ${ledgerLines.account} = 'refunds-clearing'`),
      })
      .from(refunds)
      .where(gt(refunds.id, after))
      .orderBy(refunds.id)
      .limit(limit),
  );
  const differences: Difference[] = [];
  for await (const { id, status, amountMinor, currency, sum } of rows) {
    const isTakenOn = status === "pending" || status === "succeeded";
    differences.push(
      ...compared(
        "a refund stands in the ledger",
        `refund ${id} (${status})`,
        money(isTakenOn ? amountMinor : 0, currency),
        money(sum, currency),
      ),
    );
  }
  return differences;
}

/** Nothing waits for ever: by now its outcome would have been learned, its refund carried out. */
async function stuck({ db }: Core, before: Instant): Promise<Difference[]> {
  const attempts = await db
    .select({ id: paymentAttempts.id, status: paymentAttempts.status })
    .from(paymentAttempts)
    .where(and(isUnsettled, lt(paymentAttempts.createdAt, before)));
  const open = await db
    .select({ id: refunds.id, status: refunds.status })
    .from(refunds)
    .where(and(eq(refunds.status, "open"), lt(refunds.createdAt, before)));
  return [
    ...attempts.flatMap(({ id, status }) =>
      compared("a payment does not wait for ever", `attempt ${id}`, "settled", status),
    ),
    ...open.flatMap(({ id, status }) =>
      compared("a refund does not wait for ever", `refund ${id}`, "carried out", status),
    ),
  ];
}
