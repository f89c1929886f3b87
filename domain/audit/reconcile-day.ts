// Once a day: Stripe's movements of the last days against the ledger's, both ways, and the two balances. What was found
// is kept, also when it is nothing. Undo: none; tomorrow's comparison says how it went on.
import { and, eq, gte, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { type Difference, ledgerEntries, ledgerLines, reconciliations } from "@/db/schema/ledger";
import type { Context, Core } from "@/domain/context";
import { postMovements } from "@/domain/ledger/post-movements";
import { daysAfter, type Instant } from "@/domain/time";
import { compared, money } from "./difference";
import { balances } from "./stripe";

/** Longer than a day, so that a day on which nothing ran is made up for. */
const comparesDays = 3;

/** The differences of today, or undefined when today was compared before. Throws Stripe's error when it is silent. */
export async function reconcileDay(ctx: Context): Promise<Difference[] | undefined> {
  const now = ctx.clock.now();
  const onDay = now.toISOString().slice(0, "2026-11-25".length);
  const [done] = await ctx.db.select().from(reconciliations).where(eq(reconciliations.onDay, onDay));
  if (done) return undefined;
  await postMovements(ctx);
  const { differences, movements } = await compareMovements(ctx, daysAfter(now, -comparesDays));
  const found = [...differences, ...(await balances(ctx))];
  await ctx.db
    .insert(reconciliations)
    .values({ id: newId(now), onDay, at: now, movements, differences: found })
    .onConflictDoNothing();
  return found;
}

async function compareMovements(ctx: Context, since: Instant) {
  const here = await movementsHere(ctx, since);
  const differences: Difference[] = [];
  let movements = 0;
  for await (const { id, amountMinor, feeMinor, currency } of ctx.payments.movementsSince(since)) {
    movements += 1;
    const expected = money(amountMinor - feeMinor, currency);
    differences.push(
      ...compared("a movement at Stripe is in the ledger", id, expected, here.get(id) ?? "none"),
    );
    here.delete(id);
  }
  for (const [id, found] of here)
    differences.push(...compared("a movement in the ledger is at Stripe", id, found, "none"));
  return { differences, movements };
}

async function movementsHere({ db }: Core, since: Instant): Promise<Map<string, string>> {
  const rows = await db
    .select({
      id: ledgerEntries.sourceId,
      currency: ledgerLines.currency,
      sum: sql`sum(${ledgerLines.amountMinor})`.mapWith(Number),
    })
    .from(ledgerEntries)
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(
      and(
        eq(ledgerEntries.kind, "movement"),
        eq(ledgerLines.account, "stripe-balance"),
        // Stripe counts in whole seconds.
        gte(ledgerEntries.at, new Date(Math.floor(since.getTime() / 1000) * 1000)),
      ),
    )
    .groupBy(ledgerEntries.sourceId, ledgerLines.currency);
  return new Map(rows.map(({ id, currency, sum }) => [id, money(sum, currency)]));
}
