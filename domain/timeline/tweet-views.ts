// The second step of a timeline: everything that its tweets show, read in bulk, however many there are.
import { and, eq, isNull, lt, lte, sql } from "drizzle-orm";
import { accounts, nonprofits } from "@/db/schema/accounts";
import { causes } from "@/db/schema/donations";
import { likes, tweets } from "@/db/schema/timeline";
import { among, type Blanks, statement } from "@/db/statement";
import { productCards } from "@/domain/catalog/card-facts";
import { type Core, personOf } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";
import type { Instant } from "@/domain/time";
import type { AccountView, CardView, CauseCardView, TweetView } from "./views";

type TweetRow = typeof tweets.$inferSelect & { author: AccountView };

/** The tweets as whoever asks sees them, by the ids given. A retweet shows its original; what was deleted is left out. */
export async function tweetViews(ctx: Core, ids: string[]): Promise<Map<string, TweetView>> {
  const rows = await tweetRows(ctx, ids);
  const originals = await tweetRows(
    ctx,
    idsIn(rows.values(), (row) => row.retweetOfId),
  );
  const shown = [...rows.values()].filter((row) => row.retweetOfId === null);
  shown.push(...originals.values());
  const quoted = await tweetRows(
    ctx,
    idsIn(shown, (row) => row.quoteOfId),
  );
  const answered = await tweetRows(
    ctx,
    idsIn(shown, (row) => row.replyToId),
  );
  const cards = await cardsOf(ctx, [...shown, ...quoted.values()]);
  const mine = await ownActs(
    ctx,
    shown.map((row) => row.id),
  );
  const readerId = personOf(ctx)?.accountId;

  const views = new Map<string, TweetView>();
  for (const [id, row] of rows) {
    const tweet = row.retweetOfId === null ? row : originals.get(row.retweetOfId);
    if (!tweet) continue;
    const parent = tweet.replyToId === null ? undefined : answered.get(tweet.replyToId);
    const retweeter = row === tweet ? undefined : row.author;
    views.set(id, {
      id: tweet.id,
      author: tweet.author,
      text: tweet.text,
      language: tweet.language,
      entities: tweet.entities,
      pictures: tweet.pictures,
      card: cards(tweet),
      quote: quoteOf(tweet, quoted, cards),
      replyingTo: parent && { handle: parent.author.handle, tweetId: parent.id },
      replyCount: tweet.replyCount,
      retweetCount: tweet.retweetCount + tweet.quoteCount,
      likeCount: tweet.likeCount,
      isLiked: mine.liked.has(tweet.id),
      isRetweeted: mine.retweeted.has(tweet.id),
      isOwn: tweet.authorId === readerId,
      createdAt: tweet.createdAt,
      retweetedBy: retweeter && { handle: retweeter.handle, name: retweeter.name },
      ad: undefined,
    });
  }
  return views;
}

function quoteOf(
  tweet: TweetRow,
  quoted: Map<string, TweetRow>,
  cards: (tweet: TweetRow) => CardView | undefined,
): TweetView["quote"] {
  if (tweet.quoteOfId === null) return undefined;
  const quote = quoted.get(tweet.quoteOfId);
  if (!quote) return "gone";
  const { id, author, text, language, pictures, createdAt } = quote;
  return { id, author, text, language, pictures, createdAt, card: cards(quote) };
}

function idsIn(rows: Iterable<TweetRow>, idOf: (row: TweetRow) => string | null): string[] {
  const ids = new Set<string>();
  for (const row of rows) {
    const id = idOf(row);
    if (id !== null) ids.add(id);
  }
  return [...ids];
}

export const accountColumns = {
  id: accounts.id,
  kind: accounts.kind,
  handle: accounts.handle,
  name: accounts.name,
  avatarUrl: accounts.avatarUrl,
  verifiedAt: accounts.verifiedAt,
};

export function accountView(row: {
  id: string;
  kind: AccountView["kind"];
  handle: string;
  name: string;
  avatarUrl: string | null;
  verifiedAt: Date | null;
}): AccountView {
  const { id, kind, handle, name, avatarUrl, verifiedAt } = row;
  return { id, kind, handle, name, avatarUrl, isVerified: verifiedAt !== null };
}

const shownTweets = statement((db, { ids, toCome }: Blanks<{ ids: string[]; toCome: string }>) =>
  db
    .select({ tweet: tweets, author: accountColumns })
    .from(tweets)
    .innerJoin(accounts, eq(accounts.id, tweets.authorId))
    .where(and(among(tweets.id, ids), isNull(tweets.deletedAt), lt(tweets.id, toCome))),
);

/** Tweets that are said by now and not deleted, with who said them, by id, in the order of the ids. */
async function tweetRows(ctx: Core, ids: string[]): Promise<Map<string, TweetRow>> {
  if (ids.length === 0) return new Map();
  const rows = await shownTweets(ctx.db, { ids, toCome: firstIdToCome(ctx) });
  const byId = new Map(
    rows.map(({ tweet, author }) => [tweet.id, { ...tweet, author: accountView(author) }]),
  );
  return new Map(
    ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [[id, row]] : [];
    }),
  );
}

async function cardsOf(ctx: Core, rows: TweetRow[]): Promise<(tweet: TweetRow) => CardView | undefined> {
  const products = await productCards(
    ctx,
    idsIn(rows, (row) => row.listingId),
  );
  const donations = await causeCards(
    ctx,
    idsIn(rows, (row) => row.causeId),
  );
  return (tweet) => products.get(tweet.listingId ?? "") ?? donations.get(tweet.causeId ?? "");
}

const causesById = statement((db, { ids }: Blanks<{ ids: string[] }>) =>
  db
    .select({
      cause: causes,
      handle: accounts.handle,
      name: accounts.name,
      verifiedAt: nonprofits.verifiedAt,
      unverifiedAt: nonprofits.unverifiedAt,
    })
    .from(causes)
    .innerJoin(accounts, eq(accounts.id, causes.nonprofitId))
    .innerJoin(nonprofits, eq(nonprofits.accountId, causes.nonprofitId))
    .where(among(causes.id, ids)),
);

/** The cards of these causes, by cause id. */
export async function causeCards(ctx: Core, causeIds: string[]): Promise<Map<string, CauseCardView>> {
  if (causeIds.length === 0) return new Map();
  const now = ctx.clock.now();
  const rows = await causesById(ctx.db, { ids: causeIds });
  return new Map(
    rows.map(({ cause, handle, name, verifiedAt, unverifiedAt }) => {
      const isVerified =
        verifiedAt !== null && verifiedAt <= now && (unverifiedAt === null || now < unverifiedAt);
      const isOpen = isVerified && (cause.closedAt === null || now < cause.closedAt);
      return [
        cause.id,
        {
          kind: "cause",
          causeId: cause.id,
          title: cause.title,
          picture: { url: cause.imageUrl, alt: cause.imageAlt },
          charity: { handle, name, isVerified },
          isOpen,
        },
      ];
    }),
  );
}

type Acts = { accountId: string; ids: string[]; now: Instant; toCome: string };

const actsAmong = statement((db, { accountId, ids, now, toCome }: Blanks<Acts>) =>
  db
    .select({ id: sql<string>`${likes.tweetId}`.as("id"), isLike: sql<number>`1`.as("is_like") })
    .from(likes)
    .where(and(eq(likes.accountId, accountId), among(likes.tweetId, ids), lte(likes.createdAt, now)))
    .unionAll(
      db
        .select({ id: sql<string>`${tweets.retweetOfId}`, isLike: sql<number>`0` })
        .from(tweets)
        .where(
          and(
            eq(tweets.authorId, accountId),
            among(tweets.retweetOfId, ids),
            isNull(tweets.deletedAt),
            lt(tweets.id, toCome),
          ),
        ),
    ),
);

async function ownActs(
  ctx: Core,
  tweetIds: string[],
): Promise<{ liked: Set<string>; retweeted: Set<string> }> {
  const person = personOf(ctx);
  if (!person || tweetIds.length === 0) return { liked: new Set(), retweeted: new Set() };
  const rows = await actsAmong(ctx.db, {
    accountId: person.accountId,
    ids: tweetIds,
    now: ctx.clock.now(),
    toCome: firstIdToCome(ctx),
  });
  const idsOf = (isLike: number) => new Set(rows.filter((row) => row.isLike === isLike).map(({ id }) => id));
  return { liked: idsOf(1), retweeted: idsOf(0) };
}
