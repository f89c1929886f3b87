// Open accounts at the local Stripe for every shop and charity, and take them through the onboarding. Done again it
// changes nothing, but for a local Stripe that was wiped: then they get new ones. Undo: none.
import { eq } from "drizzle-orm";
import { connectedAccounts, merchants, nonprofits } from "@/db/schema/accounts";
import type { Context } from "@/domain/context";
import { askAboutReceiver, openConnectedAccount } from "@/domain/payments/connected-accounts";

/**
 * @param completeOnboarding what an owner would do on Stripe's page
 * @returns how many accounts were opened
 * @throws when an account cannot be opened
 */
export async function onboardAccounts(
  ctx: Context,
  completeOnboarding: (stripeAccountId: string) => Promise<void>,
): Promise<number> {
  let opened = 0;
  for (const accountId of await sellersAndCharities(ctx)) {
    if (await isKnownAtStripe(ctx, accountId)) continue;
    const account = await openConnectedAccount(ctx, accountId);
    if (!account.ok) throw new Error(`No account could be opened for ${accountId}: ${account.reason}`);
    await completeOnboarding(account.value.stripeAccountId);
    await askAboutReceiver(ctx, accountId);
    opened += 1;
  }
  return opened;
}

async function sellersAndCharities({ db }: Context): Promise<string[]> {
  const rows = [
    ...(await db.select({ id: merchants.accountId }).from(merchants)),
    ...(await db.select({ id: nonprofits.accountId }).from(nonprofits)),
  ];
  return rows.map(({ id }) => id);
}

async function isKnownAtStripe(ctx: Context, accountId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select()
    .from(connectedAccounts)
    .where(eq(connectedAccounts.accountId, accountId));
  if (!row) return false;
  const answer = await ctx.payments.retrieveAccount(row.stripeAccountId);
  if (answer.kind === "unknown") throw new Error("The local Stripe does not answer");
  return answer.kind === "known";
}
