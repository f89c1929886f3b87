// Accounts of sellers and charities at Stripe: opened once, and asked about again and again, because what Stripe says
// of them changes without us. What an event carries is never believed; Stripe is asked. Undo: none.
import { asc, eq, lt } from "drizzle-orm";
import { accounts, connectedAccounts, merchants, nonprofits } from "@/db/schema/accounts";
import { newId } from "@/db/id";
import { type Blanks, statement } from "@/db/statement";
import type { Context, Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { minutesAfter } from "@/domain/time";
import type { AccountAtStripe, Answer } from "./gateway";

export type ConnectedAccount = typeof connectedAccounts.$inferSelect;

const staleAfterMinutes = 60;

/**
 * Opens an account at Stripe for a merchant or a charity, or another in the place of one that Stripe has lost.
 * Refuses "not-found" for anybody else, "payments-unavailable" when Stripe does not open it now.
 */
export async function openConnectedAccount(
  ctx: Context,
  accountId: string,
): Promise<Outcome<ConnectedAccount, "not-found" | "payments-unavailable">> {
  const owner = await ownerOf(ctx, accountId);
  if (!owner) return refuse("not-found");
  const now = ctx.clock.now();
  // A key of its own each time: the same one would bring back an account that was lost.
  const opened = await ctx.payments.openAccount(owner, `account_${accountId}:open:${newId(now)}`);
  if (opened.kind !== "known") return refuse("payments-unavailable");
  const facts = { stripeAccountId: opened.value.id, transfers: opened.value.transfers, checkedAt: now };
  const [row] = await ctx.db
    .insert(connectedAccounts)
    .values({ accountId, createdAt: now, ...facts })
    .onConflictDoUpdate({ target: connectedAccounts.accountId, set: facts })
    .returning();
  return row ? ok(row) : refuse("not-found");
}

async function ownerOf(ctx: Core, accountId: string) {
  const [row] = await ctx.db
    .select({ name: accounts.name, shopCountry: merchants.country, charityCountry: nonprofits.country })
    .from(accounts)
    .leftJoin(merchants, eq(merchants.accountId, accounts.id))
    .leftJoin(nonprofits, eq(nonprofits.accountId, accounts.id))
    .where(eq(accounts.id, accountId));
  const country = row?.shopCountry ?? row?.charityCountry;
  if (!row || !country) return undefined;
  return { accountId, name: row.name, country, isCharity: row.charityCountry !== null };
}

const connectedAccount = statement((db, { accountId }: Blanks<{ accountId: string }>) =>
  db.select().from(connectedAccounts).where(eq(connectedAccounts.accountId, accountId)),
);

/** Asks Stripe about the account of a seller or a charity, if it has one, right before money is to go there. */
export async function askAboutReceiver(ctx: Context, accountId: string): Promise<void> {
  const [row] = await connectedAccount(ctx.db, { accountId });
  if (row) await askAboutAccount(ctx, row);
}

/** Stripe has told that something changed about one of its accounts. False while Stripe does not answer. */
export async function learnAboutAccount(ctx: Context, stripeAccountId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select()
    .from(connectedAccounts)
    .where(eq(connectedAccounts.stripeAccountId, stripeAccountId));
  if (!row) return true; // not one of ours
  return (await askAboutAccount(ctx, row)).kind !== "unknown";
}

/** Asks about the accounts that nobody has asked about for an hour: an event may have been lost. */
export async function refreshStaleAccounts(ctx: Context): Promise<void> {
  const stale = await ctx.db
    .select()
    .from(connectedAccounts)
    .where(lt(connectedAccounts.checkedAt, minutesAfter(ctx.clock.now(), -staleAfterMinutes)))
    .orderBy(asc(connectedAccounts.checkedAt))
    .limit(50);
  for (const row of stale) await askAboutAccount(ctx, row);
}

const noteAccount = statement(
  (
    db,
    {
      stripeAccountId,
      ...facts
    }: Blanks<Pick<ConnectedAccount, "stripeAccountId" | "transfers" | "checkedAt">>,
  ) => db.update(connectedAccounts).set(facts).where(eq(connectedAccounts.stripeAccountId, stripeAccountId)),
);

/** While Stripe does not answer, what it said last stands. An account that it does not know any more receives nothing. */
export async function askAboutAccount(ctx: Context, row: ConnectedAccount): Promise<Answer<AccountAtStripe>> {
  const answer = await ctx.payments.retrieveAccount(row.stripeAccountId);
  if (answer.kind === "unknown") return answer;
  const transfers = answer.kind === "known" ? answer.value.transfers : "unsupported";
  const { stripeAccountId } = row;
  await noteAccount(ctx.db, { stripeAccountId, transfers, checkedAt: ctx.clock.now() });
  return answer;
}
