// What was before: when Buy now first opened, through which platforms, what was sold and said, and how it ended. Days of
// the calendar, not of the seeding: whoever moves the clock there finds it as it was.
import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { listings } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { promotions } from "@/db/schema/promotions";
import { likes, tweets } from "@/db/schema/timeline";
import { commerceProgrammeId } from "@/domain/catalog/offers";
import type { Life } from "@/domain/channels/rules";
import type { Core } from "@/domain/context";
import { type Instant, minutesAfter } from "@/domain/time";
import { readText } from "@/domain/timeline/read-text";
import { type DemoFile, demoFile } from "./demo-files";
import type { Accounts } from "./seed-people";
import { listingIdOf } from "./seed-shops";
import { countOf, inBatches, minutesToLike, seedHashtags, type TweetRow } from "./seed-timeline";

type History = DemoFile<"history.json">;
type Dates = History["programmes"][number];

const startOf = (day: string): Instant => new Date(`${day}T00:00:00Z`);

function lifeOf({
  opensOn,
  openToAllOn,
  rolloutCountries,
  end,
}: Dates): Omit<Life, "rolloutShareBasisPoints"> {
  const dateOf = (day: string | undefined) => (day === undefined ? null : startOf(day));
  return {
    opensAt: startOf(opensOn),
    openToAllAt: dateOf(openToAllOn),
    rolloutCountries: rolloutCountries ?? null,
    endAnnouncedAt: dateOf(end?.announcedOn),
    lastNewListingAt: dateOf(end?.lastNewListingOn),
    salesEndAt: dateOf(end?.salesEndOn),
    fulfilByAt: dateOf(end?.fulfilByOn),
    refundsUntilAt: dateOf(end?.refundsUntilOn),
    closesAt: dateOf(end?.closesOn),
  };
}

/** The programmes, one after the other, and the channels of all time. */
export async function seedEras({ db }: Core): Promise<void> {
  const { programmes: eras, channels: all } = demoFile("history.json");
  if (!eras.some(({ id }) => id === commerceProgrammeId)) throw new Error("Nothing is sold in our day");
  await db
    .insert(programmes)
    .values(
      eras.map((era) => ({ id: era.id, name: "Buy now", ...lifeOf(era), endRevision: era.end ? 1 : 0 })),
    );
  await db.insert(channels).values(
    all.map(({ slug, name, ...dates }) => ({
      id: newId(startOf(dates.opensOn)),
      slug,
      name,
      ...lifeOf({ id: slug, ...dates }),
      endRevision: dates.end ? 1 : 0,
    })),
  );
}

/** What was sold through platforms, by shops that sell directly now. Withdrawn when the first Buy now had closed. */
export async function seedFormerListings(ctx: Core, known: Accounts): Promise<void> {
  const { connections: former, programmes: eras } = demoFile("history.json");
  const closedOn = eras.find(({ id }) => id !== commerceProgrammeId)?.end?.closesOn;
  const withdrawnAt = closedOn === undefined ? null : startOf(closedOn);
  for (const { merchant, channel, opensOn, listings: sold } of former) {
    const [row] = await ctx.db.select().from(channels).where(eq(channels.slug, channel));
    if (!row) throw new Error(`@${merchant} sold through an unknown channel: ${channel}`);
    const opensAt = startOf(opensOn);
    const connectionId = newId(opensAt);
    const merchantId = known.idOf(merchant);
    await ctx.db.insert(connections).values({ id: connectionId, channelId: row.id, merchantId, opensAt });
    for (const { slug, opensOn: soldFrom } of sold) {
      const todays = await listingNow(ctx, await listingIdOf(ctx, known, merchant, slug));
      const createdAt = startOf(soldFrom);
      await ctx.db.insert(listings).values({
        ...todays,
        id: newId(createdAt),
        connectionId,
        checkout: "here",
        opensAt: createdAt,
        endsAt: null,
        withdrawnAt,
        createdAt,
      });
    }
  }
}

async function listingNow({ db }: Core, listingId: string): Promise<typeof listings.$inferSelect> {
  const [row] = await db.select().from(listings).where(eq(listings.id, listingId));
  if (!row) throw new Error(`There is no listing ${listingId}`);
  return row;
}

/** What was said then, with the cards of then, and what was promoted. */
export async function seedFormerTweets(
  ctx: Core,
  known: Accounts,
  causeIds: Map<string, string>,
): Promise<void> {
  const { tweets: said, promotions: former } = demoFile("history.json");
  const story = said.toSorted((a, b) => a.at.localeCompare(b.at));
  const replies = countOf(story.map((tweet) => tweet.replyTo));
  const told = new Map<string, TweetRow>();
  for (const tweet of story) {
    const createdAt = new Date(tweet.at);
    const id = newId(createdAt);
    const { text, entities, isTooLong } = readText(tweet.text);
    if (isTooLong) throw new Error(`The tweet ${tweet.id} is too long`);
    const parent = tweet.replyTo === undefined ? undefined : told.get(tweet.replyTo);
    if (tweet.replyTo !== undefined && !parent) throw new Error(`${tweet.id} answers what was not said yet`);
    told.set(tweet.id, {
      id,
      authorId: known.idOf(tweet.author),
      text,
      language: tweet.lang,
      entities,
      pictures: [],
      replyToId: parent?.id ?? null,
      conversationId: parent?.conversationId ?? id,
      ...(await cardOf(ctx, known, causeIds, tweet)),
      replyCount: replies(tweet.id),
      likeCount: tweet.likedBy?.length ?? 0,
      createdAt,
    });
  }
  const rows = [...told.values()];
  await inBatches(rows, (batch) => ctx.db.insert(tweets).values(batch));
  await seedHashtags(ctx, rows);
  const liked = story.flatMap(({ id, at, likedBy = [] }) =>
    likedBy.map((handle, place) => ({
      accountId: known.idOf(handle),
      tweetId: told.get(id)?.id ?? "",
      createdAt: minutesAfter(new Date(at), (place + 1) * minutesToLike),
    })),
  );
  await inBatches(liked, (batch) => ctx.db.insert(likes).values(batch));
  for (const { tweet, advertiser, paidBy, startsOn, endsOn, dailyImpressionCeiling } of former) {
    const tweetId = told.get(tweet)?.id;
    if (tweetId === undefined) throw new Error(`The tweet ${tweet} was never said`);
    const startsAt = startOf(startsOn);
    await ctx.db.insert(promotions).values({
      id: newId(startsAt),
      tweetId,
      advertiserId: known.idOf(advertiser),
      paidBy,
      audience: {},
      startsAt,
      endsAt: startOf(endsOn),
      dailyImpressionCeiling,
      createdAt: startsAt,
    });
  }
}

async function cardOf(
  ctx: Core,
  known: Accounts,
  causeIds: Map<string, string>,
  { id, card }: History["tweets"][number],
) {
  if (!card) return {};
  if (card.kind === "product") {
    const listingId = await listingIdOf(ctx, known, card.merchant, card.slug, card.channel);
    return { cardKind: card.kind, listingId };
  }
  const causeId = causeIds.get(`${card.nonprofit}/${card.cause}`);
  if (causeId === undefined) throw new Error(`The tweet ${id} asks for an unknown cause: ${card.cause}`);
  return { cardKind: card.kind, causeId };
}
