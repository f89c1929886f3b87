// Timelines in four named steps: the ids, the details in bulk, the pure rules, the view.
import { and, asc, desc, eq, inArray, isNull, lt, lte, ne, notExists, or, sql } from "drizzle-orm";
import { accounts, merchants } from "@/db/schema/accounts";
import { listings } from "@/db/schema/catalog";
import { causes } from "@/db/schema/donations";
import { follows, tweetHashtags, tweets } from "@/db/schema/timeline";
import { type Core, personOf } from "@/domain/context";
import { hiddenAdvertisersOf, type RunningPromotion, runningPromotions } from "@/domain/promotions/queries";
import { recordPlacements } from "@/domain/promotions/record-placements";
import { mayBeShown, placePromotions, type Reader, roomAmong, type Slot } from "@/domain/promotions/rules";
import { endOfShown, firstIdToCome } from "@/domain/shown";
import { homeTweetIds } from "./home-ids";
import { accountColumns, accountView, causeCards, tweetViews } from "./tweet-views";
import type { AccountView, CauseCardView, ProfileView, TimelinePage, TweetView } from "./views";

export type PageAsked = {
  /** Only tweets before this one. */
  before?: string | undefined;
  limit: number;
  /** Ids of tweets, listings and causes that stand on the page already, above this part. */
  alreadyShown?: string[] | undefined;
};

/** The tweets of those whom the person follows, and their own; promoted ones among them. */
export async function homeTimeline(ctx: Core, asked: PageAsked): Promise<TimelinePage> {
  const person = personOf(ctx);
  if (!person) return publicTimeline(ctx, asked);
  const shown = { before: endOfShown(ctx, asked.before), limit: asked.limit };
  const ids = await homeTweetIds(ctx, person.accountId, shown);
  return withPromotions(ctx, asked, ids);
}

/** What everybody sees: whatever starts a conversation. */
export async function publicTimeline(ctx: Core, asked: PageAsked): Promise<TimelinePage> {
  const ids = await tweetIds(ctx, asked, and(isNull(tweets.replyToId), isNull(tweets.retweetOfId)));
  return withPromotions(ctx, asked, ids);
}

/** Everything that one account said and passed on. Without promotions: the page is about the account. */
export async function accountTimeline(ctx: Core, accountId: string, asked: PageAsked): Promise<TimelinePage> {
  const ids = await tweetIds(ctx, asked, eq(tweets.authorId, accountId));
  const views = await tweetViews(ctx, ids);
  return { tweets: onlyOnce(ids, views, asked), next: nextOf(ids, asked) };
}

/** What was said with a tag, in any case of its letters. */
export async function hashtagTimeline(ctx: Core, tag: string, asked: PageAsked): Promise<TimelinePage> {
  const rows = await ctx.db
    .select({ id: tweets.id })
    .from(tweetHashtags)
    .innerJoin(tweets, eq(tweets.id, tweetHashtags.tweetId))
    .where(
      and(
        eq(tweetHashtags.tag, tag.toLowerCase()),
        isNull(tweets.deletedAt),
        lt(tweetHashtags.tweetId, endOfShown(ctx, asked.before)),
      ),
    )
    .orderBy(desc(tweetHashtags.tweetId))
    .limit(asked.limit);
  const ids = rows.map((row) => row.id);
  const views = await tweetViews(ctx, ids);
  return { tweets: onlyOnce(ids, views, asked), next: nextOf(ids, asked) };
}

/** What offers a product, on whichever channel. Without promotions: the page is about the product. */
export async function productTimeline(ctx: Core, productId: string, asked: PageAsked): Promise<TimelinePage> {
  const listed = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(eq(listings.productId, productId));
  const ids = await tweetIds(
    ctx,
    asked,
    inArray(
      tweets.listingId,
      listed.map((listing) => listing.id),
    ),
  );
  const views = await tweetViews(ctx, ids);
  return { tweets: onlyOnce(ids, views, asked), next: nextOf(ids, asked) };
}

async function tweetIds(ctx: Core, asked: PageAsked, which: ReturnType<typeof and>): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(and(isNull(tweets.deletedAt), lt(tweets.id, endOfShown(ctx, asked.before)), which))
    .orderBy(desc(tweets.id))
    .limit(asked.limit);
  return rows.map((row) => row.id);
}

const nextOf = (ids: string[], asked: PageAsked): string | undefined =>
  ids.length === asked.limit ? ids.at(-1) : undefined;

// Beside those that a page has room for: one may be sold out, or stand on the page already.
const spare = 1;

/** However many promotions run, only the next few are read whole: the least shown come first. */
async function withPromotions(ctx: Core, asked: PageAsked, ids: string[]): Promise<TimelinePage> {
  const reader = {
    accountId: personOf(ctx)?.accountId,
    hiddenAdvertisers: await hiddenAdvertisersOf(ctx),
    alreadyShown: new Set(asked.alreadyShown),
  };
  const waiting = runningPromotions(ctx);
  let few = roomAmong(ids.length) + spare;
  let next = await nextOfThem(waiting, few, reader);
  const views = await tweetViews(ctx, [...ids, ...next.map((candidate) => candidate.tweetId)]);
  const ordinary = onlyOnce(ids, views, asked);
  const onPage = ordinary.map((view) => ({ tweetId: view.id, subject: subjectOf(view), view }));
  const candidates: RunningPromotion[] = [];
  let slots: Slot<(typeof onPage)[number], RunningPromotion>[];
  let placed: RunningPromotion[];
  for (;;) {
    candidates.push(...next.filter((candidate) => canBeHad(views.get(candidate.tweetId))));
    slots = placePromotions(onPage, candidates, reader);
    placed = slots.flatMap((slot) => (slot.kind === "promoted" ? [slot.promotion] : []));
    if (next.length < few || placed.length === roomAmong(onPage.length)) break;
    few *= 2; // few rounds, should many be sold out
    next = await nextOfThem(waiting, few, reader);
    const more = await tweetViews(
      ctx,
      next.map((candidate) => candidate.tweetId),
    );
    for (const [id, view] of more) views.set(id, view);
  }
  const placements = await recordPlacements(ctx, placed);
  return { tweets: slots.flatMap((slot) => viewOf(slot, views, placements)), next: nextOf(ids, asked) };
}

async function nextOfThem(
  waiting: AsyncGenerator<RunningPromotion>,
  few: number,
  reader: Reader,
): Promise<RunningPromotion[]> {
  const next: RunningPromotion[] = [];
  while (next.length < few) {
    const { value, done } = await waiting.next();
    if (done) break;
    if (mayBeShown(value, reader)) next.push(value);
  }
  return next;
}

function viewOf(
  slot: Slot<{ tweetId: string; subject: string | undefined; view: TweetView }, RunningPromotion>,
  views: Map<string, TweetView>,
  placements: Map<string, string>,
): TweetView[] {
  if (slot.kind === "tweet") return [slot.tweet.view];
  const { promotionId, tweetId, advertiser, paidBy } = slot.promotion;
  const view = views.get(tweetId);
  const placementId = placements.get(promotionId);
  return view && placementId ? [{ ...view, ad: { advertiser, paidBy, placementId } }] : [];
}

/** A tweet that several people passed on is shown once on a page. */
function onlyOnce(ids: string[], views: Map<string, TweetView>, asked: PageAsked): TweetView[] {
  const shown = new Set(asked.alreadyShown);
  return ids.flatMap((id) => {
    const view = views.get(id);
    if (!view || shown.has(view.id)) return [];
    shown.add(view.id);
    return [view];
  });
}

function subjectOf(view: TweetView): string | undefined {
  return view.card?.kind === "product" ? view.card.listingId : view.card?.causeId;
}

/** Nobody pays for showing what cannot be bought or given to. */
function canBeHad(view: TweetView | undefined): boolean {
  if (!view) return false;
  if (view.card?.kind === "product") return view.card.notForSale === undefined;
  return view.card === undefined || view.card.isOpen;
}

export type TweetPageView = { tweet: TweetView; ancestors: TweetView[]; replies: TweetView[] };

// A conversation longer than this is cut; its rest is reached from its replies' own pages.
const longestThread = 100;

/** One tweet, what it answers (from the first on) and what answers it (oldest first). */
export async function tweetPage(ctx: Core, tweetId: string): Promise<TweetPageView | undefined> {
  const isShown = lt(tweets.id, firstIdToCome(ctx));
  const [row] = await ctx.db
    .select({ id: tweets.id, conversationId: tweets.conversationId, replyToId: tweets.replyToId })
    .from(tweets)
    .where(and(eq(tweets.id, tweetId), isNull(tweets.deletedAt), isShown));
  if (!row) return undefined;
  const before = row.replyToId
    ? await ctx.db
        .select({ id: tweets.id, replyToId: tweets.replyToId })
        .from(tweets)
        .where(and(eq(tweets.conversationId, row.conversationId), lt(tweets.id, tweetId)))
        .orderBy(desc(tweets.id))
        .limit(longestThread)
    : [];
  const answers = await ctx.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(
      and(
        eq(tweets.conversationId, row.conversationId),
        eq(tweets.replyToId, tweetId),
        isNull(tweets.deletedAt),
        isShown,
      ),
    )
    .orderBy(asc(tweets.id))
    .limit(longestThread);
  const chain: string[] = [];
  for (let parent = row.replyToId; parent !== null;) {
    chain.unshift(parent);
    parent = before.find((earlier) => earlier.id === parent)?.replyToId ?? null;
  }
  const replyIds = answers.map((answer) => answer.id);
  const views = await tweetViews(ctx, [tweetId, ...chain, ...replyIds]);
  const tweet = views.get(tweetId);
  if (!tweet) return undefined;
  const known = (ids: string[]) => ids.flatMap((id) => views.get(id) ?? []);
  return { tweet, ancestors: known(chain), replies: known(replyIds) };
}

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
