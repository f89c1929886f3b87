// A cause with its charity, as card and sheet show it; and whether gifts are taken now. Commerce is not asked.
import { eq, inArray } from "drizzle-orm";
import { accounts, connectedAccounts, nonprofits } from "@/db/schema/accounts";
import { causes } from "@/db/schema/donations";
import { canReceiveMoney } from "@/domain/accounts/rules";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";

export type Cause = {
  cause: typeof causes.$inferSelect;
  nonprofit: typeof nonprofits.$inferSelect;
  /** The charity's own account at Stripe, if it has one: the gift goes on to it. */
  receiver: typeof connectedAccounts.$inferSelect | undefined;
  charity: { id: string; handle: string; name: string; isVerified: boolean; avatarUrl: string | null };
};

export const notGivableReasons = ["not-verified", "closed", "cannot-be-paid"] as const;
export type NotGivable = (typeof notGivableReasons)[number];

/** The first reason why no gift is taken now, or undefined when one is. */
export function whyNotGivable(
  { cause, nonprofit, receiver }: Pick<Cause, "cause" | "nonprofit" | "receiver">,
  now: Instant,
): NotGivable | undefined {
  const isVerified =
    nonprofit.verifiedAt !== null &&
    nonprofit.verifiedAt <= now &&
    (nonprofit.unverifiedAt === null || now < nonprofit.unverifiedAt);
  if (!isVerified) return "not-verified";
  if (cause.closedAt !== null && now >= cause.closedAt) return "closed";
  return canReceiveMoney(receiver, true) ? undefined : "cannot-be-paid";
}

/** The causes with these ids, by id. Unknown ids are left out. */
export async function causesOf(ctx: Core, causeIds: string[]): Promise<Map<string, Cause>> {
  if (causeIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ cause: causes, nonprofit: nonprofits, account: accounts, receiver: connectedAccounts })
    .from(causes)
    .innerJoin(nonprofits, eq(nonprofits.accountId, causes.nonprofitId))
    .innerJoin(accounts, eq(accounts.id, causes.nonprofitId))
    .leftJoin(connectedAccounts, eq(connectedAccounts.accountId, causes.nonprofitId))
    .where(inArray(causes.id, [...new Set(causeIds)]));
  const now = ctx.clock.now();
  return new Map(
    rows.map(({ cause, nonprofit, account, receiver }) => {
      const facts = { cause, nonprofit, receiver: receiver ?? undefined };
      const charity = {
        id: account.id,
        handle: account.handle,
        name: account.name,
        isVerified: whyNotGivable(facts, now) !== "not-verified",
        avatarUrl: account.avatarUrl,
      };
      return [cause.id, { ...facts, charity }];
    }),
  );
}

/** One cause, or undefined. */
export async function causeOf(ctx: Core, causeId: string): Promise<Cause | undefined> {
  return (await causesOf(ctx, [causeId])).get(causeId);
}
