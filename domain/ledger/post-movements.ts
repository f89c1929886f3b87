// Stripe's side of the ledger: every movement of its balance, once, in its order. What moved there and here meets in
// the clearing accounts, which are nought when both agree. Undo: none; Stripe's own reversals are movements too.
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { ledgerEntries, ledgerLines, type MovementFacts } from "@/db/schema/ledger";
import { paymentAttempts } from "@/db/schema/payments";
import { donations } from "@/db/schema/donations";
import { type Blanks, statement } from "@/db/statement";
import { type Context, type Core, inTransaction } from "@/domain/context";
import type { Movement } from "@/domain/payments/gateway";
import { type Line, postEntry } from "./post-entry";

/** The ledger was kept of another Stripe, or this one has lost its memory. */
export class NotThisStripe extends Error {
  override name = "NotThisStripe";
  constructor(readonly movementId: string) {
    super(`Stripe does not know ${movementId}, the last movement of its balance in the ledger`);
  }
}

/**
 * Posts all movements since the last one posted, and returns how many were new. Does nothing while Stripe is silent.
 * @throws NotThisStripe when Stripe does not know the last movement any more.
 */
export async function postMovements(ctx: Context): Promise<number> {
  let posted = 0;
  for (;;) {
    const after = await lastMovement(ctx);
    const answer = await ctx.payments.movements({ after });
    if (answer.kind === "refused") throw new NotThisStripe(after ?? "");
    if (answer.kind === "unknown" || answer.value.length === 0) break;
    for (const movement of answer.value) {
      if (await inTransaction(ctx, (core) => postMovement(core, movement))) posted += 1;
    }
  }
  await explainMovements(ctx);
  return posted;
}

/**
 * A movement may come before the payment is known here: a month of a gift is charged by Stripe itself. Once it is
 * known, what stood as unexplained is moved to where it belongs.
 */
async function explainMovements(ctx: Context): Promise<void> {
  const isExplained = sql`exists (select 1 from ledger_entries explained
    where explained.source_id = ${ledgerEntries.sourceId} and explained.kind = 'explained')`;
  const rows = await ctx.db
    .select({
      sourceId: ledgerEntries.sourceId,
      movement: ledgerEntries.movement,
      currency: sql<string>`(select min(${ledgerLines.currency}) from ${ledgerLines}
        where ${ledgerLines.entryId} = ${ledgerEntries.id})`,
      attempt: attemptColumns,
    })
    .from(ledgerEntries)
    .innerJoin(paymentAttempts, eq(paymentAttempts.stripePaymentIntentId, ledgerEntries.intentId))
    .where(and(isNull(ledgerEntries.attemptId), isNotNull(ledgerEntries.intentId), sql`not ${isExplained}`));
  for (const { sourceId, movement, currency, attempt } of rows) {
    if (!movement) continue;
    await inTransaction(ctx, async (core) => {
      const stood = await linesOf(core, movement, undefined);
      const lines = [
        ...stood.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
        ...(await linesOf(core, movement, attempt)),
      ].filter(({ account }) => account !== "stripe-balance"); // there it is right either way
      await postEntry(core, { kind: "explained", sourceId, attemptId: attempt.id, currency, lines });
    });
  }
}

async function lastMovement(ctx: Core): Promise<string | undefined> {
  const [last] = await ctx.db
    .select({ sourceId: ledgerEntries.sourceId })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.kind, "movement"))
    .orderBy(desc(ledgerEntries.id))
    .limit(1);
  return last?.sourceId;
}

async function postMovement(core: Core, movement: Movement): Promise<boolean> {
  const { intentId } = movement;
  const [attempt] = intentId ? await attemptsOf(core.db, { intentId }) : [];
  return postEntry(core, {
    kind: "movement",
    sourceId: movement.id,
    attemptId: attempt?.id,
    currency: movement.currency,
    lines: await linesOf(core, movement, attempt),
    at: movement.at,
    movement: { facts: factsOf(movement), intentId },
  });
}

const factsOf = ({ kind, amountMinor, feeMinor }: MovementFacts): MovementFacts => ({
  kind,
  amountMinor,
  feeMinor,
});

const attemptColumns = {
  id: paymentAttempts.id,
  purpose: paymentAttempts.purpose,
  subjectId: paymentAttempts.subjectId,
  stripeAccountId: paymentAttempts.stripeAccountId,
};

type Attempt = Pick<typeof paymentAttempts.$inferSelect, "id" | "purpose" | "subjectId" | "stripeAccountId">;

const attemptsOf = statement((db, { intentId }: Blanks<{ intentId: string }>) =>
  db.select(attemptColumns).from(paymentAttempts).where(eq(paymentAttempts.stripePaymentIntentId, intentId)),
);

async function linesOf(core: Core, movement: MovementFacts, attempt: Attempt | undefined): Promise<Line[]> {
  const { amountMinor, feeMinor } = movement;
  const balance: Line = { account: "stripe-balance", amountMinor: amountMinor - feeMinor };
  const fee = await feeLine(core, feeMinor, attempt);
  const other = (account: Line["account"]): Line[] => [balance, fee, { account, amountMinor: -amountMinor }];
  switch (movement.kind) {
    case "charge":
      return other(attempt ? "payments-clearing" : "unexplained");
    case "refund":
    case "refund-failure":
      return other(attempt ? "refunds-clearing" : "unexplained");
    case "transfer":
      return other("transfers-clearing");
    case "dispute":
      return other(attempt ? "disputes-clearing" : "unexplained");
    case "payout":
      return other("bank");
    case "fee":
      return [balance, { account: "fees", amountMinor: feeMinor - amountMinor }];
    case "other":
      return other("unexplained");
  }
}

/**
 * What Stripe keeps for its work is the platform's cost. Of a gift it is the charity's, which is why a donor may cover
 * it, as long as the platform holds the gift: what has gone on whole cannot bear it any more.
 */
async function feeLine(core: Core, feeMinor: number, attempt: Attempt | undefined): Promise<Line> {
  if (attempt?.purpose !== "donation" || attempt.stripeAccountId !== null)
    return { account: "fees", amountMinor: feeMinor };
  const [donation] = await core.db
    .select({ nonprofitId: donations.nonprofitId })
    .from(donations)
    .where(eq(donations.id, attempt.subjectId));
  return { account: "payable", ownerId: donation?.nonprofitId, amountMinor: feeMinor };
}
