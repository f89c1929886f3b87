// Which promotions are running for whoever asks, and the stored answer to "why did I see this?".
import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { hiddenAdvertisers, impressions, placements, promotions, showsUntil } from "@/db/schema/promotions";
import { follows, likes, tweetHashtags, tweets } from "@/db/schema/timeline";
import { among, type Blanks, statement } from "@/db/statement";
import type { Database } from "@/db";
import { type Core, personOf } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";
import type { Instant } from "@/domain/time";
import { type Candidate, type Reason, reasonFor, type Viewer } from "./rules";

export type RunningPromotion = Candidate & {
  reason: Reason;
  paidBy: string;
  advertiser: { handle: string; name: string };
};

/** Whose placements these are: an account's id, or all visitors together. */
export const viewerOf = (ctx: Core): string => personOf(ctx)?.accountId ?? "visitor";

/** The calendar day, in UTC, that impressions are counted on. */
export const dayOf = (at: Instant): string => at.toISOString().slice(0, 10);

// Most pages need two or three. Each further round reads twice as many, up to the most that a page may cost.
const firstRound = 32;
const mostRead = 2000;

/**
 * Promotions inside their dates, below their ceiling of the day, and meant for whoever asks; the least shown first. They
 * are read as they are taken, so that what a page costs does not grow with how many run.
 */
export async function* runningPromotions(ctx: Core): AsyncGenerator<RunningPromotion> {
  let after: Place | undefined;
  let read = 0;
  for (let round = firstRound; read < mostRead; round *= 2) {
    const now = ctx.clock.now();
    const asked = { now, today: dayOf(now), limit: round };
    const rows = after
      ? await leastShownAfter(ctx.db, { ...asked, ...after })
      : await leastShown(ctx.db, asked);
    const viewer = await viewerFacts(ctx, {
      follows: rows.flatMap((row) => row.audience.followersOf ?? []),
      hashtags: rows.flatMap((row) => row.audience.hashtag?.toLowerCase() ?? []),
    });
    for (const row of rows) {
      const reason = row.deletedAt === null ? reasonFor(row.audience, viewer) : undefined;
      if (reason) yield { ...row, subject: row.listingId ?? row.causeId ?? undefined, reason };
    }
    const last = rows.at(-1);
    if (!last || rows.length < round) return;
    after = { shown: last.shown, promotionId: last.promotionId };
    read += round;
  }
}

type Place = { shown: number; promotionId: string };

type Asked = Blanks<{ now: Instant; today: string; limit: number }>;

/** Ids alone, found by the index of what is to be shown: what rests is not looked at. */
export function nextToShow(db: Database, { now, today, limit }: Asked, after?: Blanks<Place>) {
  const shown = sql<number>`coalesce(${impressions.count}, 0)`.mapWith(Number);
  return db
    .select({ id: promotions.id, shown: shown.as("shown") })
    .from(promotions)
    .leftJoin(impressions, and(eq(impressions.promotionId, promotions.id), eq(impressions.shownOn, today)))
    .where(
      and(
        sql`${showsUntil(promotions)} > ${now}`,
        lte(promotions.startsAt, now),
        gt(promotions.endsAt, now),
        or(isNull(promotions.stoppedAt), gt(promotions.stoppedAt, now)),
        sql`${shown} < ${promotions.dailyImpressionCeiling}`,
        after && sql`(${shown}, ${promotions.id}) > (${after.shown}, ${after.promotionId})`,
      ),
    )
    .orderBy(asc(shown), asc(promotions.id))
    .limit(limit);
}

/** The same with all that is asked of them. */
function nextWhole(db: Database, asked: Asked, after?: Blanks<Place>) {
  const next = nextToShow(db, asked, after).as("of_next");
  return db
    .select({
      promotionId: promotions.id,
      tweetId: promotions.tweetId,
      advertiserId: promotions.advertiserId,
      authorId: tweets.authorId,
      listingId: tweets.listingId,
      causeId: tweets.causeId,
      deletedAt: tweets.deletedAt,
      paidBy: promotions.paidBy,
      audience: promotions.audience,
      advertiser: { handle: accounts.handle, name: accounts.name },
      shown: next.shown,
    })
    .from(next)
    .innerJoin(promotions, eq(promotions.id, next.id))
    .innerJoin(tweets, eq(tweets.id, promotions.tweetId))
    .innerJoin(accounts, eq(accounts.id, promotions.advertiserId))
    .orderBy(asc(next.shown), asc(next.id));
}

/** The next few that run, by how often they were shown today and then by id. */
const leastShown = statement((db, asked: Asked) => nextWhole(db, asked));

const leastShownAfter = statement((db, given: Asked & Blanks<Place>) => nextWhole(db, given, given));

type Interests = Blanks<{ accountId: string; handles: string[] }>;

const followedAmong = statement((db, { accountId, handles }: Interests) =>
  db
    .select({ handle: accounts.handle })
    .from(accounts)
    .innerJoin(follows, and(eq(follows.followerId, accountId), eq(follows.followeeId, accounts.id)))
    .where(among(accounts.handle, handles)),
);

/** What the audiences ask about: which of these handles the viewer follows, which of these hashtags are theirs. */
async function viewerFacts(ctx: Core, asked: { follows: string[]; hashtags: string[] }): Promise<Viewer> {
  const person = personOf(ctx);
  if (!person) return { country: undefined, follows: new Set(), hashtags: new Set() };
  const followed =
    asked.follows.length > 0
      ? await followedAmong(ctx.db, { accountId: person.accountId, handles: asked.follows })
      : [];
  const used =
    asked.hashtags.length > 0
      ? await recentHashtags(ctx.db, {
          accountId: person.accountId,
          tags: asked.hashtags,
          toCome: firstIdToCome(ctx),
        })
      : [];
  return {
    country: person.country,
    follows: new Set(followed.map((account) => account.handle)),
    hashtags: new Set(used.map(({ tag }) => tag)),
  };
}

// An interest of long ago is not one of today.
const recentTweets = 200;

type Used = Blanks<{ accountId: string; tags: string[]; toCome: string }>;

/** Which of these hashtags somebody used, or liked the use of, lately. */
const recentHashtags = statement((db, { accountId, tags, toCome }: Used) => {
  const own = db
    .select({ id: tweets.id })
    .from(tweets)
    .where(and(eq(tweets.authorId, accountId), isNull(tweets.deletedAt), lt(tweets.id, toCome)))
    .orderBy(desc(tweets.id))
    .limit(recentTweets)
    .as("of_own");
  const liked = db
    .select({ id: likes.tweetId })
    .from(likes)
    .where(eq(likes.accountId, accountId))
    .orderBy(desc(likes.tweetId))
    .limit(recentTweets)
    .as("of_liked");
  const { tag } = tweetHashtags;
  const isAmong = among(tag, tags);
  return db
    .select({ tag })
    .from(own)
    .innerJoin(tweetHashtags, and(eq(tweetHashtags.tweetId, own.id), isAmong))
    .union(
      db
        .select({ tag })
        .from(liked)
        .innerJoin(tweetHashtags, and(eq(tweetHashtags.tweetId, liked.id), isAmong)),
    );
});

const hiddenBy = statement((db, { accountId }: Blanks<{ accountId: string }>) =>
  db
    .select({ advertiserId: hiddenAdvertisers.advertiserId })
    .from(hiddenAdvertisers)
    .where(eq(hiddenAdvertisers.accountId, accountId)),
);

export async function hiddenAdvertisersOf(ctx: Core): Promise<Set<string>> {
  const person = personOf(ctx);
  if (!person) return new Set();
  const rows = await hiddenBy(ctx.db, { accountId: person.accountId });
  return new Set(rows.map((row) => row.advertiserId));
}

/** Those whom the person asking has hidden, by name. */
export async function hiddenAdvertiserNames(ctx: Core): Promise<{ handle: string; name: string }[]> {
  const person = personOf(ctx);
  if (!person) return [];
  return ctx.db
    .select({ handle: accounts.handle, name: accounts.name })
    .from(hiddenAdvertisers)
    .innerJoin(accounts, eq(accounts.id, hiddenAdvertisers.advertiserId))
    .where(eq(hiddenAdvertisers.accountId, person.accountId))
    .orderBy(asc(accounts.name));
}

export type WhyThisAd = Reason & {
  advertiser: { handle: string; name: string };
  author: { handle: string };
  tweetId: string;
  paidBy: string;
  startsAt: Instant;
  endsAt: Instant;
  firstShownAt: Instant;
  isHidden: boolean;
};

/** The stored reason of one placement. Only its own viewer can ask; visitors share theirs. */
export async function whyThisAd(ctx: Core, placementId: string): Promise<WhyThisAd | undefined> {
  const [row] = await ctx.db
    .select({
      rule: placements.rule,
      input: placements.input,
      firstShownAt: placements.firstShownAt,
      advertiserId: promotions.advertiserId,
      paidBy: promotions.paidBy,
      startsAt: promotions.startsAt,
      endsAt: promotions.endsAt,
      tweetId: promotions.tweetId,
      authorId: tweets.authorId,
    })
    .from(placements)
    .innerJoin(promotions, eq(promotions.id, placements.promotionId))
    .innerJoin(tweets, eq(tweets.id, promotions.tweetId))
    .where(and(eq(placements.id, placementId), inArray(placements.viewer, [viewerOf(ctx), "visitor"])));
  if (!row) return undefined;
  const { advertiserId, authorId, ...reason } = row;
  const names = await ctx.db
    .select({ id: accounts.id, handle: accounts.handle, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, [advertiserId, authorId]));
  const advertiser = names.find((account) => account.id === advertiserId);
  const author = names.find((account) => account.id === authorId);
  if (!advertiser || !author) return undefined;
  return {
    ...reason,
    advertiser: { handle: advertiser.handle, name: advertiser.name },
    author: { handle: author.handle },
    isHidden: (await hiddenAdvertisersOf(ctx)).has(advertiserId),
  };
}
