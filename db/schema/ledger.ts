// Whose money is where: double entry, append-only (triggers in the migrations refuse anything else).
import { sql } from "drizzle-orm";
import { id, index, instant, json, minor, table, text, uniqueIndex } from "../columns";

/**
 * Debits are positive, credits negative.
 * stripe-balance: what Stripe holds for the platform · payments-clearing, refunds-clearing, disputes-clearing,
 * transfers-clearing (what goes on to a seller's own account at Stripe, and back): known here or at Stripe, not yet at
 * both; nought once they agree · payable: owed to a merchant or a charity, its owner ·
 * unwanted: taken and to be given back · commission, fees, dispute-losses: the platform's own · bank: paid out.
 */
export const ledgerAccounts = [
  "stripe-balance",
  "payments-clearing",
  "refunds-clearing",
  "disputes-clearing",
  "transfers-clearing",
  "payable",
  "unwanted",
  "commission",
  "fees",
  "dispute-losses",
  "bank",
  "unexplained",
] as const;

export const ledgerKinds = [
  "payment",
  "unwanted-payment",
  "refund",
  "refund-failed",
  "dispute-lost",
  "dispute-won",
  "taken-back",
  "movement",
  "explained",
] as const;

/** Whole minor units, as Stripe says them of a movement of its balance. */
export type MovementFacts = {
  kind: "charge" | "refund" | "refund-failure" | "transfer" | "dispute" | "payout" | "fee" | "other";
  amountMinor: number;
  feeMinor: number;
};

// One fact and its lines. The same fact is written once: a payment, a refund, a movement of Stripe's balance.
export const ledgerEntries = table(
  "ledger_entries",
  {
    id: id(),
    kind: text({ enum: ledgerKinds }).notNull(),
    /** The attempt, the refund, the dispute, or Stripe's balance transaction. */
    sourceId: text().notNull(),
    /** The payment that it belongs to, as far as it belongs to one. */
    attemptId: text(),
    /** Of a movement: what Stripe said of it, and the payment at Stripe that it belongs to. */
    movement: json<MovementFacts>(),
    intentId: text(),
    at: instant().notNull(),
  },
  (t) => [
    uniqueIndex("ledger_entries_by_source").on(t.sourceId, t.kind),
    index("ledger_entries_by_attempt").on(t.attemptId),
    index("ledger_entries_to_explain")
      .on(t.intentId)
      .where(sql`attempt_id is null and intent_id is not null`),
  ],
);

export const ledgerLines = table(
  "ledger_lines",
  {
    id: id(),
    entryId: text()
      .notNull()
      .references(() => ledgerEntries.id),
    account: text({ enum: ledgerAccounts }).notNull(),
    /** Of `payable`: the merchant or the charity. */
    ownerId: text(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
  },
  (t) => [
    index("ledger_lines_by_entry").on(t.entryId),
    index("ledger_lines_by_account").on(t.account, t.ownerId, t.currency),
  ],
);

/** A place where two of Stripe, the ledger, orders and stock do not say the same. */
export type Difference = { check: string; subject: string; expected: string; found: string };

// What the daily comparison with Stripe found. Its absence for a day is a finding too.
export const reconciliations = table(
  "reconciliations",
  {
    id: id(),
    /** The day that was compared, in UTC: 2026-11-25. */
    onDay: text().notNull(),
    at: instant().notNull(),
    movements: minor().notNull(),
    differences: json<Difference[]>().notNull(),
  },
  (t) => [uniqueIndex("reconciliations_by_day").on(t.onDay)],
);
