// Write one fact into the ledger. Undo: a reversing entry; nothing is ever changed or taken out.
import { newId } from "@/db/id";
import {
  ledgerEntries,
  ledgerLines,
  type ledgerAccounts,
  type ledgerKinds,
  type MovementFacts,
} from "@/db/schema/ledger";
import { type Blanks, type FilledIn, statement, statementOfRows } from "@/db/statement";
import type { Core } from "@/domain/context";
import { type Instant, realNow } from "@/domain/time";

export type LedgerAccount = (typeof ledgerAccounts)[number];
export type LedgerKind = (typeof ledgerKinds)[number];

/** Whole minor units: debits positive, credits negative. `ownerId` says whose `payable` it is. */
export type Line = { account: LedgerAccount; ownerId?: string | undefined; amountMinor: number };

export type Entry = {
  kind: LedgerKind;
  /** What it tells of; the same kind of the same source is written once. */
  sourceId: string;
  attemptId: string | undefined;
  currency: string;
  lines: Line[];
  /** When it happened; now, when it is not said. */
  at?: Instant;
  /** What Stripe said, when it is a movement of its balance. */
  movement?: { facts: MovementFacts; intentId: string | undefined };
};

const writeEntry = statement((db, entry: Blanks<FilledIn<typeof ledgerEntries.$inferSelect>>) =>
  db.insert(ledgerEntries).values(entry).onConflictDoNothing().returning({ id: ledgerEntries.id }),
);

const writeLines = statementOfRows<typeof ledgerLines.$inferSelect, unknown>((db, lines) =>
  db.insert(ledgerLines).values(lines),
);

/**
 * Belongs in the transaction of the fact that it tells of. Returns false when the fact stands there already.
 * @throws when the lines do not add up to nought: money can be moved here, never made.
 */
export async function postEntry(core: Core, entry: Entry): Promise<boolean> {
  const lines = entry.lines.filter(({ amountMinor }) => amountMinor !== 0);
  const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum !== 0) throw new Error(`The ${entry.kind} of ${entry.sourceId} is out by ${sum} ${entry.currency}`);
  const at = entry.at ?? core.clock.now();
  // In the order in which they were posted, whatever day is shown: what follows the last of them is asked of Stripe.
  const nextId = () => newId(realNow(core.clock));
  return core.db.transaction(async () => {
    const { kind, sourceId, attemptId = null, currency, movement } = entry;
    const [posted] = await writeEntry(core.db, {
      id: nextId(),
      kind,
      sourceId,
      attemptId,
      movement: movement ? JSON.stringify(movement.facts) : null,
      intentId: movement?.intentId ?? null,
      at,
    });
    if (!posted) return false;
    if (lines.length > 0)
      await writeLines(
        core.db,
        lines.map(({ account, ownerId = null, amountMinor }) => ({
          id: nextId(),
          entryId: posted.id,
          account,
          ownerId,
          currency,
          amountMinor,
        })),
      );
    return true;
  });
}
