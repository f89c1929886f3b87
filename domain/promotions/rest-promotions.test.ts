import Sqlite from "better-sqlite3";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { env } from "@/env";
import { listings, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { impressions, promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { commerceProgrammeId } from "@/domain/catalog/offers";
import { world } from "@/domain/testing";
import { postTweet } from "@/domain/timeline/post-tweet";
import { publicTimeline } from "@/domain/timeline/queries";
import { daysAfter, type Instant } from "@/domain/time";
import { dayOf, nextToShow, runningPromotions } from "./queries";
import { restPromotions } from "./rest-promotions";
import { startPromotion } from "./start-promotion";
import { stopPromotion } from "./stop-promotion";

const askedAt = (now: Instant, limit: number) =>
  ({
    now: sql`${sql.param(now, promotions.endsAt)}`,
    today: sql`${dayOf(now)}`,
    limit: sql`${limit}`,
  }) as Parameters<typeof nextToShow>[1];

/** A shop whose mug is promoted for thirty days, on a timeline with room for two promoted tweets. */
async function pottery() {
  const w = await world();
  const shop = await w.merchant();
  const camille = await w.person("camille");
  camille.actor.memberships.push({ accountId: shop.accountId, role: "manager" });
  const promote = async (mug: Awaited<ReturnType<typeof w.listing>>) => {
    const tweetId = await w.cardTweet(shop.accountId, "Out of the kiln", mug);
    const started = await startPromotion(camille, {
      tweetId,
      startsAt: undefined,
      endsAt: daysAfter(w.clock.now(), 30),
      dailyImpressionCeiling: 1000,
      audience: { isForFollowers: false, countries: [], hashtag: undefined },
      paidBy: "Atelier Sorbier",
    });
    if (!started.ok) throw new Error(started.reason);
    return { tweetId, promotionId: started.value.id };
  };
  const mug = await w.listing(shop);
  const { tweetId, promotionId } = await promote(mug);
  const grace = await w.person("grace");
  for (let at = 0; at < 14; at++) {
    w.passMinutes(1);
    await postTweet(grace, { text: `Tweet ${at}` });
  }
  const ads = async () =>
    (await publicTimeline(w.guest(), { limit: 14 })).tweets.filter(({ ad }) => ad).map(({ id }) => id);
  /** How many rows the page would have to look at. */
  const read = async () => (await nextToShow(w.db, askedAt(w.clock.now(), 10_000))).length;
  const turn = () => restPromotions(w.schedule());
  const goTo = (at: Instant) => w.passMinutes((at.getTime() - w.clock.now().getTime()) / 60_000);
  const restsFrom = async (id = promotionId) =>
    (await w.db.select().from(promotions).where(eq(promotions.id, id)))[0]?.restsFrom;
  return { ...w, shop, mug, tweetId, promotionId, camille, promote, ads, read, turn, goTo, restsFrom };
}

type Pottery = Awaited<ReturnType<typeof pottery>>;

const ends: Record<string, (p: Pottery, at: Instant) => Promise<unknown>> = {
  programme: ({ db }, salesEndAt) =>
    db.update(programmes).set({ salesEndAt }).where(eq(programmes.id, commerceProgrammeId)),
  channel: ({ db, shop }, salesEndAt) =>
    db.update(channels).set({ salesEndAt }).where(eq(channels.id, shop.channelId)),
  connection: ({ db, shop }, salesEndAt) =>
    db.update(connections).set({ salesEndAt }).where(eq(connections.id, shop.connectionId)),
  "connection that closes": ({ db, shop }, closesAt) =>
    db.update(connections).set({ closesAt }).where(eq(connections.id, shop.connectionId)),
  listing: ({ db, mug }, endsAt) => db.update(listings).set({ endsAt }).where(eq(listings.id, mug.listingId)),
};

// Out: the index's condition, or what the page asks of each by itself. Then it is read, or shown, after the end.
for (const [whose, end] of Object.entries(ends))
  test.each([true, false])(
    `a promotion is shown until the end of the ${whose} and not in that millisecond (noted before: %s)`,
    async (isNoted) => {
      const p = await pottery();
      const before = await p.db.select().from(tweets);
      const at = daysAfter(p.clock.now(), 2);
      await end(p, at);
      if (isNoted) await p.turn();
      p.goTo(new Date(at.getTime() - 1));
      expect(await p.ads()).toEqual([p.tweetId]);
      p.goTo(at);
      expect(await p.read()).toBe(isNoted ? 0 : 1);
      expect(await p.ads()).toEqual([]);
      expect(await p.db.select().from(tweets)).toEqual(before);
      expect(await p.db.select().from(promotions)).toMatchObject([{ stoppedAt: null }]);
    },
  );

test("one that is begun before an announced end knows of it at once", async () => {
  const p = await pottery();
  const at = daysAfter(p.clock.now(), 3);
  await ends["channel"]?.(p, at);
  const { promotionId } = await p.promote(await p.listing(p.shop));
  expect(await p.restsFrom(promotionId)).toEqual(at);
});

test("what is sold out rests, and is shown again when there is more, or when the end is called off", async () => {
  const p = await pottery();
  await p.db.update(variants).set({ unitsInStock: 0 }).where(eq(variants.id, p.mug.variantId));
  expect(await p.ads()).toEqual([]);
  const soldOutAt = p.clock.now();
  await p.turn();
  expect(await p.restsFrom()).toEqual(soldOutAt);
  p.passMinutes(10);
  await p.turn();
  expect(await p.restsFrom(), "since when, not until when").toEqual(soldOutAt);
  expect(await p.read()).toBe(0);
  await p.db.update(variants).set({ unitsInStock: 1 }).where(eq(variants.id, p.mug.variantId));
  await p.turn();
  expect(await p.ads()).toEqual([p.tweetId]);
  const at = p.clock.now();
  await p.db.update(channels).set({ salesEndAt: at }).where(eq(channels.id, p.shop.channelId));
  await p.turn();
  expect(await p.read()).toBe(0);
  await p.db.update(channels).set({ salesEndAt: null }).where(eq(channels.id, p.shop.channelId));
  await p.turn();
  expect(await p.ads()).toEqual([p.tweetId]);
});

test("one that was stopped is not read again, and no turn wakes it", async () => {
  const p = await pottery();
  await stopPromotion(p.camille, { promotionId: p.promotionId });
  expect(await p.read()).toBe(0);
  await p.turn();
  expect(await p.restsFrom()).toEqual(p.clock.now());
});

test("a page reads as little beside hundreds that cannot be had any more as beside none", async () => {
  const p = await pottery();
  const gone = await p.merchant("gone");
  const soldOut = await p.listing(gone);
  const tweetId = await p.cardTweet(gone.accountId, "All gone", soldOut);
  const now = p.clock.now();
  const many = (count: number, facts: Partial<typeof promotions.$inferInsert>) =>
    p.db.insert(promotions).values(
      Array.from({ length: count }, (_, at) => ({
        id: `${String(facts.advertiserId)}-${at}-${String(facts.dailyImpressionCeiling)}`,
        tweetId,
        advertiserId: gone.accountId,
        paidBy: "Gone",
        audience: {},
        startsAt: daysAfter(now, -2),
        endsAt: daysAfter(now, 20),
        dailyImpressionCeiling: 10,
        createdAt: now,
        ...facts,
      })),
    );
  await many(300, { advertiserId: gone.accountId, dailyImpressionCeiling: 9 });
  expect(await p.read()).toBe(301);
  await p.db.update(channels).set({ salesEndAt: now }).where(eq(channels.id, gone.channelId));
  await p.turn();
  expect(await p.read()).toBe(1);
  expect(await p.ads()).toEqual([p.tweetId]);
  const taken = [];
  for await (const { promotionId } of runningPromotions(p.guest())) taken.push(promotionId);
  expect(taken).toEqual([p.promotionId]);
});

test("of many that run only as many are read as are taken, each once and the least shown first", async () => {
  const p = await pottery();
  for (let at = 0; at < 40; at++) await p.promote(await p.listing(p.shop));
  const shownOn = p.clock.now().toISOString().slice(0, 10);
  await p.db.insert(impressions).values({ promotionId: p.promotionId, shownOn, count: 1 });
  const all = [];
  for await (const { promotionId } of runningPromotions(p.guest())) all.push(promotionId);
  expect(all).toHaveLength(41);
  expect(all.at(-1)).toBe(p.promotionId);
  expect(all.slice(0, -1)).toEqual([...new Set(all.slice(0, -1))].toSorted());
});

test.runIf(env.engine === "sqlite")("what is to be shown is found by its index", async () => {
  const p = await pottery();
  const next = nextToShow(p.db, askedAt(p.clock.now(), 32)).toSQL();
  const plans = new Sqlite(p.db.url.slice("file:".length), { readonly: true });
  const plan = plans
    .prepare<unknown[], { detail: string }>(`explain query plan ${next.sql}`)
    .all(...next.params.map(() => null))
    .map(({ detail }) => detail);
  plans.close();
  expect(plan).toContainEqual(
    expect.stringMatching(/^SEARCH promotions USING INDEX promotions_to_show \(<expr>>\?/) as string,
  );
  expect(plan.filter((detail) => detail.startsWith("SCAN"))).toEqual([]);
});
