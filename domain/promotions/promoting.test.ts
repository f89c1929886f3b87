import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { listings } from "@/db/schema/catalog";
import { impressions, promotions } from "@/db/schema/promotions";
import { auditEntries } from "@/db/schema/shops";
import { tweets } from "@/db/schema/timeline";
import { ok, refuse } from "@/domain/outcome";
import { deleteTweet } from "@/domain/timeline/delete-tweet";
import { world } from "@/domain/testing";
import { daysAfter } from "@/domain/time";
import { changeCeiling } from "./change-ceiling";
import { tagFrom } from "./promotion-rules";
import { promotionsOfTweet } from "./shop-promotions";
import { type StartPromotion, type StartPromotionRefusal, startPromotion } from "./start-promotion";
import { stopPromotion } from "./stop-promotion";

/** A pottery with a tweet about its mug, and Camille who manages it. */
async function pottery() {
  const w = await world();
  const shop = await w.merchant("atelier");
  const mug = await w.listing(shop);
  const tweetId = await w.cardTweet(shop.accountId, "Out of the kiln", mug);
  const camille = await w.person("camille");
  camille.actor.memberships.push({ accountId: shop.accountId, role: "manager" });
  const day = (n: number) => daysAfter(w.clock.now(), n);
  const asked = (facts: Partial<StartPromotion> = {}): StartPromotion => ({
    tweetId,
    startsAt: undefined,
    endsAt: day(7),
    dailyImpressionCeiling: 1000,
    audience: { isForFollowers: false, countries: [], hashtag: undefined },
    paidBy: "Atelier Sorbier",
    ...facts,
  });
  async function started(facts: Partial<StartPromotion> = {}) {
    const outcome = await startPromotion(camille, asked(facts));
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value.id;
  }
  return { ...w, shop, mug, tweetId, camille, day, asked, started };
}

test("a promotion has its dates, its ceiling, its audience and its payer, and a line in the log", async () => {
  const { camille, shop, tweetId, db, started, day } = await pottery();
  const id = await started({
    startsAt: day(1),
    audience: { isForFollowers: true, countries: ["FR", "BE", "FR"], hashtag: " #Céramique " },
    paidBy: " The Guild of Potters ",
  });
  expect(await db.select().from(promotions)).toMatchObject([
    {
      id,
      tweetId,
      advertiserId: shop.accountId,
      paidBy: "The Guild of Potters",
      audience: { followersOf: "atelier", countries: ["FR", "BE"], hashtag: "Céramique" },
      startsAt: day(1),
      endsAt: day(7),
      stoppedAt: null,
      dailyImpressionCeiling: 1000,
    },
  ]);
  expect(await db.select().from(auditEntries)).toMatchObject([
    {
      accountId: shop.accountId,
      personId: camille.personId,
      action: "promotion-started",
      subjectId: tweetId,
    },
  ]);
});

test("what makes no sense is refused, each with its own reason, and nothing is kept", async () => {
  const { camille, asked, day, db } = await pottery();
  const audience = asked().audience;
  const refusals: [Partial<StartPromotion>, StartPromotionRefusal][] = [
    [{ startsAt: day(-1) }, "starts-in-the-past"],
    [{ endsAt: day(0) }, "ends-too-early"],
    [{ startsAt: day(3), endsAt: day(3) }, "ends-too-early"],
    [{ dailyImpressionCeiling: 0 }, "bad-ceiling"],
    [{ dailyImpressionCeiling: 1.5 }, "bad-ceiling"],
    [{ dailyImpressionCeiling: 10_000_001 }, "bad-ceiling"],
    [{ paidBy: "  " }, "no-payer"],
    [{ paidBy: "x".repeat(101) }, "no-payer"],
    [{ audience: { ...audience, hashtag: "two words" } }, "bad-hashtag"],
    [{ audience: { ...audience, countries: ["FR", "XX"] } }, "bad-country"],
    [{ tweetId: "nothing" }, "not-found"],
  ];
  for (const [facts, reason] of refusals)
    expect(await startPromotion(camille, asked(facts)), reason).toEqual(refuse(reason));
  expect(await db.select().from(promotions)).toEqual([]);
});

test("only a standing tweet of the own shop can be promoted", async () => {
  const { camille, merchant, listing, cardTweet, asked, db, tweetId, person } = await pottery();
  const other = await merchant("other");
  const theirs = await cardTweet(other.accountId, "Ours", await listing(other));
  expect(await startPromotion(camille, asked({ tweetId: theirs }))).toEqual(refuse("not-found"));
  expect(await startPromotion(await person("ada"), asked())).toEqual(refuse("not-found"));
  await db.update(tweets).set({ retweetOfId: theirs }).where(eq(tweets.id, tweetId));
  expect(await startPromotion(camille, asked())).toEqual(refuse("not-found"));
  await db.update(tweets).set({ retweetOfId: null }).where(eq(tweets.id, tweetId));
  await deleteTweet(camille, { tweetId });
  expect(await startPromotion(camille, asked())).toEqual(refuse("not-found"));
});

test("what is no longer sold here is not promoted, and the reason is told", async () => {
  const { camille, asked, db, mug, clock } = await pottery();
  const change = (facts: Partial<typeof listings.$inferInsert>) =>
    db.update(listings).set(facts).where(eq(listings.id, mug.listingId));
  await change({ withdrawnAt: clock.now() });
  expect(await startPromotion(camille, asked())).toEqual(refuse("not-sold", "withdrawn"));
  await change({ withdrawnAt: null, checkout: "merchant-site" });
  expect(await startPromotion(camille, asked())).toEqual(refuse("not-sold", "at-merchant-site"));
});

test("two promotions of one tweet never overlap; one after the other they may stand", async () => {
  const { camille, asked, day, db, started } = await pottery();
  const outcomes = await Promise.all([1, 2, 3].map(() => startPromotion(camille, asked())));
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([refuse("overlaps"), refuse("overlaps")]);
  for (const [from, to] of [
    [1, 3],
    [6, 9],
    [1, 30],
  ] as const)
    expect(await startPromotion(camille, asked({ startsAt: day(from), endsAt: day(to) }))).toEqual(
      refuse("overlaps"),
    );
  await started({ startsAt: day(7), endsAt: day(9) });
  expect(await db.select().from(promotions)).toHaveLength(2);
});

test("stopping ends it from now on, once, and leaves the tweet as it was; then the next can begin", async () => {
  const { camille, person, tweetId, db, started, passMinutes, clock } = await pottery();
  const before = await db.select().from(tweets);
  const promotionId = await started();
  passMinutes(60);
  expect(await stopPromotion(await person("ada"), { promotionId })).toEqual(refuse("not-found"));
  const both = await Promise.all([1, 2].map(() => stopPromotion(camille, { promotionId })));
  expect(both.filter((outcome) => outcome.ok)).toEqual([ok({ tweetId })]);
  expect(both.filter((outcome) => !outcome.ok)).toEqual([refuse("over")]);
  expect(await db.select().from(tweets)).toEqual(before);
  expect(await db.select().from(promotions)).toMatchObject([{ stoppedAt: clock.now() }]);
  await started();
});

test("one that is called off before it began makes room for another at the same time", async () => {
  const { camille, started, day } = await pottery();
  const promotionId = await started({ startsAt: day(2), endsAt: day(5) });
  await stopPromotion(camille, { promotionId });
  await started({ startsAt: day(1), endsAt: day(6) });
});

test("a ceiling is changed by who saw the one that stands; after the end it stays", async () => {
  const { camille, started, db, passMinutes } = await pottery();
  const promotionId = await started();
  const change = (seenCeiling: number, dailyImpressionCeiling: number) =>
    changeCeiling(camille, { promotionId, seenCeiling, dailyImpressionCeiling });
  expect(await change(1000, 0)).toEqual(refuse("bad-ceiling"));
  const both = await Promise.all([change(1000, 2000), change(1000, 3000)]);
  expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
  const [row] = await db.select().from(promotions);
  expect(both.find((outcome) => !outcome.ok)).toEqual(refuse("changed", row?.dailyImpressionCeiling));
  passMinutes(8 * 24 * 60);
  expect(await change(row?.dailyImpressionCeiling ?? 0, 50)).toEqual(refuse("over"));
  expect(
    await changeCeiling(camille, { promotionId: "none", seenCeiling: 1, dailyImpressionCeiling: 2 }),
  ).toEqual(refuse("not-found"));
});

test("a shop sees how its promotions stand and how often they were shown each day", async () => {
  const { camille, shop, tweetId, started, db, day, passMinutes, person } = await pottery();
  const first = await started({ endsAt: day(1) });
  const next = await started({ startsAt: day(1), endsAt: day(3) });
  await db.insert(impressions).values([
    { promotionId: first, shownOn: "2026-05-03", count: 700 },
    { promotionId: first, shownOn: "2026-05-04", count: 42 },
  ]);
  expect(await promotionsOfTweet(camille, shop.accountId, tweetId)).toMatchObject([
    { id: next, state: "planned", shown: 0, days: [] },
    {
      id: first,
      state: "running",
      shown: 742,
      days: [
        { day: "2026-05-04", shown: 42 },
        { day: "2026-05-03", shown: 700 },
      ],
    },
  ]);
  await stopPromotion(camille, { promotionId: first });
  passMinutes(25 * 60);
  const states = (await promotionsOfTweet(camille, shop.accountId, tweetId)).map(({ state }) => state);
  expect(states).toEqual(["running", "stopped"]);
  expect(await promotionsOfTweet(await person("ada"), shop.accountId, tweetId)).toEqual([]);
});

test("a tag is letters, digits and _, with or without its sign", () => {
  expect(tagFrom(" #Mugs_26 ")).toBe("Mugs_26");
  expect(tagFrom("céramique")).toBe("céramique");
  for (const none of ["", "#", "2026", "a b", "#a-b", "x".repeat(101)])
    expect(tagFrom(none), none).toBeUndefined();
});
