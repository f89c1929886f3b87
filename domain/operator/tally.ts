// Counts what happened, from the rows that tell of it: orders, gifts, refunds, money. Ids ascend with time, so each turn
// reads only what came since the last one, and whoever asks reads a few sums. Undo: none; rows are never taken away.
import { and, asc, eq, gt, inArray, lt } from "drizzle-orm";
import { firstIdOf } from "@/db/id";
import { donations } from "@/db/schema/donations";
import { ledgerEntries } from "@/db/schema/ledger";
import { orderEventKinds, orderEvents } from "@/db/schema/orders";
import { paymentAttempts, paymentPurposes, refunds } from "@/db/schema/payments";
import { tallies } from "@/db/schema/tallies";
import { type Core, inTransaction } from "@/domain/context";
import { secondsAfter } from "@/domain/time";

type Row = { id: string; event: string };
type Between = { after: string; before: string };

const batch = 5_000;
// Longer than a transaction takes: a row is seen when it is committed, and its id was made before.
const settledSeconds = 30;

const movesMoney = [
  "payment",
  "unwanted-payment",
  "refund",
  "refund-failed",
  "dispute-lost",
  "dispute-won",
  "taken-back",
] as const;

const sources: Record<string, (core: Core, between: Between) => Promise<Row[]>> = {
  order: ({ db }, { after, before }) =>
    db
      .select({ id: orderEvents.id, event: orderEvents.kind })
      .from(orderEvents)
      .where(and(gt(orderEvents.id, after), lt(orderEvents.id, before)))
      .orderBy(asc(orderEvents.id))
      .limit(batch),
  donation: async ({ db }, { after, before }) => {
    const rows = await db
      .select({ id: donations.id })
      .from(donations)
      .where(and(gt(donations.id, after), lt(donations.id, before)))
      .orderBy(asc(donations.id))
      .limit(batch);
    return rows.map(({ id }) => ({ id, event: "begun" }));
  },
  refund: async ({ db }, { after, before }) => {
    const rows = await db
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(gt(refunds.id, after), lt(refunds.id, before)))
      .orderBy(asc(refunds.id))
      .limit(batch);
    return rows.map(({ id }) => ({ id, event: "begun" }));
  },
  money: async ({ db }, { after, before }) => {
    const rows = await db
      .select({ id: ledgerEntries.id, kind: ledgerEntries.kind, purpose: paymentAttempts.purpose })
      .from(ledgerEntries)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, ledgerEntries.attemptId))
      .where(
        and(
          gt(ledgerEntries.id, after),
          lt(ledgerEntries.id, before),
          inArray(ledgerEntries.kind, [...movesMoney]),
        ),
      )
      .orderBy(asc(ledgerEntries.id))
      .limit(batch);
    return rows.map(({ id, kind, purpose }) => ({ id, event: `${purpose}-${kind}` }));
  },
};

/** Adds what came since the last turn. Each row counts once, however many processes do so at once. */
export async function tally(core: Core): Promise<void> {
  const before = firstIdOf(secondsAfter(core.clock.now(), -settledSeconds));
  for (const of of Object.keys(sources)) while (await tallyOn(core, of, before));
}

/** Returns whether there may be more. */
function tallyOn(ctx: Core, of: string, before: string): Promise<boolean> {
  return inTransaction(ctx, async (core) => {
    const [sums] = await core.db.select().from(tallies).where(eq(tallies.of, of));
    const after = sums?.upTo ?? "";
    const rows = (await sources[of]?.(core, { after, before })) ?? [];
    const upTo = rows.at(-1)?.id;
    if (upTo === undefined) return false;
    const counts = { ...sums?.counts };
    for (const { event } of rows) counts[event] = (counts[event] ?? 0) + 1;
    // Another process may have counted the same rows meanwhile: then its sums stand, and ours are dropped.
    await core.db
      .insert(tallies)
      .values({ of, counts, upTo })
      .onConflictDoUpdate({ target: tallies.of, set: { counts, upTo }, setWhere: eq(tallies.upTo, after) });
    return rows.length === batch;
  });
}

/** All that can happen, by what it happens to. */
const known: Record<string, readonly string[]> = {
  order: orderEventKinds,
  donation: ["begun"],
  refund: ["begun"],
  money: paymentPurposes.flatMap((purpose) => movesMoney.map((kind) => `${purpose}-${kind}`)),
};

/**
 * The sums, as the last turn left them. What never happened is told too: Prometheus misses the first time of what was not
 * there before, and of lost disputes the first time is the one to hear of.
 */
export async function happened({ db }: Core): Promise<{ of: string; event: string; count: number }[]> {
  const rows = await db
    .select()
    .from(tallies)
    .where(inArray(tallies.of, Object.keys(known)));
  const counts = new Map(rows.map((row) => [row.of, row.counts]));
  return Object.entries(known).flatMap(([of, events]) =>
    events.map((event) => ({ of, event, count: counts.get(of)?.[event] ?? 0 })),
  );
}
