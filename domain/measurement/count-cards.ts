// Add up how often cards were seen and opened. There is no undo: what was seen was seen.
import { eq, sql } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { listings } from "@/db/schema/catalog";
import { cardDays } from "@/db/schema/measurement";
import { tweets } from "@/db/schema/timeline";
import { among, type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import { dayIn } from "./day-rules";

export type CardCount = {
  listingId: string;
  /** Blank for a card that stands in no tweet. One that does not carry the listing counts as blank. */
  tweetId: string;
  seen: number;
  opened: number;
};

// Asked every second, each time of another number of cards: words that change with it would each be kept.
const listingsOf = statement((db, { ids }: Blanks<{ ids: readonly string[] }>) =>
  db
    .select({ id: listings.id, merchantId: listings.merchantId, timeZone: merchants.timeZone })
    .from(listings)
    .innerJoin(merchants, eq(merchants.accountId, listings.merchantId))
    .where(among(listings.id, ids)),
);

const carriersOf = statement((db, { ids }: Blanks<{ ids: readonly string[] }>) =>
  db.select({ id: tweets.id, listingId: tweets.listingId }).from(tweets).where(among(tweets.id, ids)),
);

type Row = Pick<
  typeof cardDays.$inferSelect,
  "listingId" | "tweetId" | "day" | "merchantId" | "seen" | "opened"
>;

const addToDay = statement((db, row: Blanks<Row>) =>
  db
    .insert(cardDays)
    .values(row)
    .onConflictDoUpdate({
      target: [cardDays.listingId, cardDays.tweetId, cardDays.day],
      set: {
        seen: sql`${cardDays.seen} + excluded.seen`,
        opened: sql`${cardDays.opened} + excluded.opened`,
      },
    }),
);

/** Of listings that nobody knows nothing is counted: anybody can send any id. */
export async function countCards(ctx: Core, counts: CardCount[]): Promise<void> {
  if (counts.length === 0) return;
  const now = ctx.clock.now();
  const known = await listingsOf(ctx.db, { ids: [...new Set(counts.map(({ listingId }) => listingId))] });
  const byId = new Map(known.map((listing) => [listing.id, listing]));
  const ids = [...new Set(counts.map(({ tweetId }) => tweetId))].filter(Boolean);
  const carriers = await carriersOf(ctx.db, { ids });
  const carried = new Map(carriers.map((tweet) => [tweet.id, tweet.listingId]));
  const rows = new Map<string, Row>();
  for (const { listingId, tweetId, seen, opened } of counts) {
    const listing = byId.get(listingId);
    if (!listing) continue;
    const card = { listingId, tweetId: carried.get(tweetId) === listingId ? tweetId : "" };
    const key = `${card.listingId} ${card.tweetId}`;
    const before = rows.get(key);
    rows.set(key, {
      ...card,
      day: dayIn(now, listing.timeZone),
      merchantId: listing.merchantId,
      seen: (before?.seen ?? 0) + seen,
      opened: (before?.opened ?? 0) + opened,
    });
  }
  if (rows.size === 0) return;
  await ctx.db.transaction(async () => {
    for (const row of rows.values()) await addToDay(ctx.db, row);
  });
}
