// A cause with its charity, as card and sheet show it; and whether gifts are taken now. Commerce is not asked.
import { eq, inArray } from "drizzle-orm";
import { accounts, nonprofits } from "@/db/schema/accounts";
import { causes } from "@/db/schema/donations";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";

export type Cause = {
  cause: typeof causes.$inferSelect;
  nonprofit: typeof nonprofits.$inferSelect;
  charity: { id: string; handle: string; name: string; isVerified: boolean; avatarUrl: string | null };
};

export const notGivableReasons = ["not-verified", "closed"] as const;
export type NotGivable = (typeof notGivableReasons)[number];

/** The first reason why no gift is taken now, or undefined when one is. */
export function whyNotGivable(
  { cause, nonprofit }: Pick<Cause, "cause" | "nonprofit">,
  now: Instant,
): NotGivable | undefined {
  const isVerified =
    nonprofit.verifiedAt !== null &&
    nonprofit.verifiedAt <= now &&
    (nonprofit.unverifiedAt === null || now < nonprofit.unverifiedAt);
  if (!isVerified) return "not-verified";
  return cause.closedAt !== null && now >= cause.closedAt ? "closed" : undefined;
}

/** The causes with these ids, by id. Unknown ids are left out. */
export async function causesOf(ctx: Core, causeIds: string[]): Promise<Map<string, Cause>> {
  if (causeIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ cause: causes, nonprofit: nonprofits, account: accounts })
    .from(causes)
    .innerJoin(nonprofits, eq(nonprofits.accountId, causes.nonprofitId))
    .innerJoin(accounts, eq(accounts.id, causes.nonprofitId))
    .where(inArray(causes.id, [...new Set(causeIds)]));
  const now = ctx.clock.now();
  return new Map(
    rows.map(({ cause, nonprofit, account }) => [
      cause.id,
      {
        cause,
        nonprofit,
        charity: {
          id: account.id,
          handle: account.handle,
          name: account.name,
          isVerified: whyNotGivable({ cause, nonprofit }, now) !== "not-verified",
          avatarUrl: account.avatarUrl,
        },
      },
    ]),
  );
}

/** One cause, or undefined. */
export async function causeOf(ctx: Core, causeId: string): Promise<Cause | undefined> {
  return (await causesOf(ctx, [causeId])).get(causeId);
}
