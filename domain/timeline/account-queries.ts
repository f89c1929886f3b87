// Accounts as they stand beside the timeline: somebody's own page, whom to follow, which causes are open.
import { and, asc, desc, eq, isNull, lt, lte, ne, notExists, or, sql } from "drizzle-orm";
import { accounts, merchants } from "@/db/schema/accounts";
import { causes } from "@/db/schema/donations";
import { follows } from "@/db/schema/timeline";
import { type Core, personOf } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";
import { accountColumns, accountView, causeCards } from "./tweet-views";
import type { AccountView, CauseCardView, ProfileView } from "./views";

/** An account's own page, by its handle in any case. */
export async function profile(ctx: Core, handle: string): Promise<ProfileView | undefined> {
  const [row] = await ctx.db
    .select({ account: accounts, website: merchants.website })
    .from(accounts)
    .leftJoin(merchants, eq(merchants.accountId, accounts.id))
    .where(eq(accounts.handle, handle.toLowerCase()));
  if (!row) return undefined;
  const { account, website } = row;
  const readerId = personOf(ctx)?.accountId;
  // Who joins later is not here yet, but for themselves.
  if (account.createdAt > ctx.clock.now() && account.id !== readerId) return undefined;
  const between = readerId
    ? await ctx.db
        .select({ followerId: follows.followerId })
        .from(follows)
        .where(
          or(
            and(eq(follows.followerId, readerId), eq(follows.followeeId, account.id)),
            and(eq(follows.followerId, account.id), eq(follows.followeeId, readerId)),
          ),
        )
    : [];
  return {
    ...accountView(account),
    bio: account.bio,
    bannerUrl: account.bannerUrl,
    place: account.place,
    followerCount: account.followerCount,
    followingCount: account.followingCount,
    tweetCount: account.tweetCount,
    createdAt: account.createdAt,
    website: website ?? undefined,
    isOwn: account.id === readerId,
    isFollowed: between.some((follow) => follow.followerId === readerId),
    isFollowingReader: between.some((follow) => follow.followerId === account.id),
  };
}

/** Verified accounts that the reader does not follow yet, the most followed first. */
export async function suggestedAccounts(
  ctx: Core,
  limit: number,
): Promise<(AccountView & { bio: string })[]> {
  const person = personOf(ctx);
  const followed = ctx.db
    .select({ id: follows.followeeId })
    .from(follows)
    .where(and(eq(follows.followerId, person?.accountId ?? ""), eq(follows.followeeId, accounts.id)));
  const rows = await ctx.db
    .select({ ...accountColumns, bio: accounts.bio })
    .from(accounts)
    .where(
      and(
        sql`${accounts.kind} in ('merchant', 'nonprofit')`, // literally: in the words of the index accounts_to_follow
        ne(accounts.id, person?.accountId ?? ""),
        lt(accounts.id, firstIdToCome(ctx)),
        notExists(followed),
      ),
    )
    .orderBy(desc(accounts.followerCount), desc(accounts.id))
    .limit(limit);
  return rows.map((row) => ({ ...accountView(row), bio: row.bio }));
}

/** Open causes, the newest first. */
export async function openCauses(ctx: Core, limit: number): Promise<CauseCardView[]> {
  const rows = await ctx.db
    .select({ id: causes.id })
    .from(causes)
    .where(and(isNull(causes.closedAt), lte(causes.createdAt, ctx.clock.now())))
    .orderBy(desc(causes.createdAt), asc(causes.id))
    .limit(limit);
  const cards = await causeCards(
    ctx,
    rows.map((row) => row.id),
  );
  return [...cards.values()].filter((card) => card.isOpen);
}
