// Timelines in four named steps: the ids, the details in bulk, the pure rules, the view.
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import { listings } from "@/db/schema/catalog";
import { tweetHashtags, tweets } from "@/db/schema/timeline";
import { type Core, personOf } from "@/domain/context";
import { hiddenAdvertisersOf, type RunningPromotion, runningPromotions } from "@/domain/promotions/queries";
import { recordPlacements } from "@/domain/promotions/record-placements";
import { mayBeShown, placePromotions, type Reader, roomAmong, type Slot } from "@/domain/promotions/rules";
import { endOfShown } from "@/domain/shown";
import { homeTweetIds } from "./home-ids";
import { tweetViews } from "./tweet-views";
import type { TimelinePage, TweetView } from "./views";

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
  return withoutPromotions(ctx, asked, await tweetIds(ctx, asked, eq(tweets.authorId, accountId)));
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
  return withoutPromotions(
    ctx,
    asked,
    rows.map((row) => row.id),
  );
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
  return withoutPromotions(ctx, asked, ids);
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

async function withoutPromotions(ctx: Core, asked: PageAsked, ids: string[]): Promise<TimelinePage> {
  const views = await tweetViews(ctx, ids);
  return { tweets: onlyOnce(ids, views, asked), next: nextOf(ids, asked) };
}

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
  // Why somebody sees one has to be written down first. Where that cannot be, as on a full disk, it is the promoted tweets
  // that are left out, and not the page.
  const placements = await recordPlacements(ctx, placed).catch((error: unknown) => {
    if (!ctx.db.refusesToWrite(error)) throw error;
    ctx.unpromoted?.(error);
    return new Map<string, string>();
  });
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
