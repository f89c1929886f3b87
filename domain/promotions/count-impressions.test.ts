import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { impressions, placements, promotions } from "@/db/schema/promotions";
import { postTweet } from "@/domain/timeline/post-tweet";
import { world } from "@/domain/testing";
import { daysAfter } from "@/domain/time";
import { countImpressions } from "./count-impressions";

test("what many saw on one page counts for each of them, beside what was counted before", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const posted = await postTweet(ada, { text: "The kiln is open." });
  if (!posted.ok) throw new Error(posted.reason);
  const promotionId = newId(w.clock.now());
  await w.db.insert(promotions).values({
    id: promotionId,
    tweetId: posted.value.id,
    advertiserId: ada.accountId,
    paidBy: "Ada",
    audience: {},
    startsAt: w.clock.now(),
    endsAt: daysAfter(w.clock.now(), 1),
    dailyImpressionCeiling: 100,
    createdAt: w.clock.now(),
  });
  const placement = { promotionId, rule: "everyone" as const, firstShownAt: w.clock.now() };
  await w.db.insert(placements).values([
    { ...placement, id: "for visitors", viewer: "visitor" },
    { ...placement, id: "for ada", viewer: ada.accountId },
  ]);
  await countImpressions(
    w.schedule(),
    new Map([
      ["for visitors", 40],
      ["for ada", 2],
      ["unknown", 7],
    ]),
  );
  await countImpressions(w.schedule(), new Map([["for visitors", 3]]));
  await countImpressions(w.schedule(), new Map([["unknown", 7]]));
  expect(await w.db.select().from(impressions)).toEqual([{ promotionId, shownOn: "2026-05-04", count: 45 }]);
});
