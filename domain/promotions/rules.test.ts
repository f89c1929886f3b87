import { expect, test } from "vitest";
import { type Candidate, oneIn, placePromotions, type Reader, reasonFor } from "./rules";

const tweet = (at: number, subject?: string) => ({ tweetId: `t${at}`, subject });
const promotion = (at: number, more: Partial<Candidate> = {}): Candidate => ({
  promotionId: `p${at}`,
  tweetId: `ad${at}`,
  subject: `s${at}`,
  advertiserId: `a${at}`,
  authorId: `a${at}`,
  ...more,
});
const anybody: Reader = { accountId: undefined, hiddenAdvertisers: new Set(), alreadyShown: new Set() };
const page = (length: number) => Array.from({ length }, (_, at) => tweet(at));

test("on the first page of twelve one promoted tweet stands after the third", () => {
  const slots = placePromotions(page(12), [promotion(1), promotion(2)], anybody);
  expect(slots.map((slot) => slot.kind).indexOf("promoted")).toBe(3);
  expect(slots.filter((slot) => slot.kind === "promoted")).toHaveLength(1);
});

test("a page of six has none", () => {
  expect(placePromotions(page(6), [promotion(1)], anybody)).toHaveLength(6);
});

test("a product that an ordinary tweet shows, or that stands above, is not promoted on that page", () => {
  const tweets = [...page(11), tweet(11, "s1")];
  const reader = { ...anybody, alreadyShown: new Set(["s2"]) };
  const slots = placePromotions(tweets, [promotion(1), promotion(2), promotion(3)], reader);
  expect(slots.find((slot) => slot.kind === "promoted")).toMatchObject({ promotion: { promotionId: "p3" } });
});

test("whatever the page, the candidates and the reader, the rules hold", () => {
  let seed = 11;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 3_000; round++) {
    const tweets = Array.from({ length: random(45) }, (_, at) =>
      tweet(at, random(3) ? undefined : `s${random(9)}`),
    );
    const candidates = Array.from({ length: random(12) }, (_, at) =>
      promotion(at, { subject: `s${random(9)}`, advertiserId: `a${random(6)}`, authorId: `a${random(6)}` }),
    );
    const reader: Reader = {
      accountId: random(2) ? `a${random(6)}` : undefined,
      hiddenAdvertisers: new Set([`a${random(6)}`]),
      alreadyShown: new Set([`s${random(9)}`]),
    };
    const slots = placePromotions(tweets, candidates, reader);
    const promoted = slots.flatMap((slot) => (slot.kind === "promoted" ? [slot.promotion] : []));

    expect(slots.flatMap((slot) => (slot.kind === "tweet" ? [slot.tweet] : []))).toEqual(tweets);
    expect(promoted.length * oneIn).toBeLessThanOrEqual(slots.length);
    for (let start = 0; start + oneIn <= slots.length; start++) {
      const window = slots.slice(start, start + oneIn);
      expect(window.filter((slot) => slot.kind === "promoted").length).toBeLessThanOrEqual(1);
    }
    const subjects = [...tweets.flatMap((t) => t.subject ?? []), ...reader.alreadyShown];
    for (const { subject, advertiserId, authorId } of promoted) {
      expect(subjects).not.toContain(subject);
      subjects.push(subject!);
      expect(reader.hiddenAdvertisers.has(advertiserId)).toBe(false);
      expect([advertiserId, authorId]).not.toContain(reader.accountId);
    }
  }
});

test("an audience includes only those for whom every condition holds, and the reason names the narrowest", () => {
  const ada = { country: "US", follows: new Set(["camille"]), hashtags: new Set(["lamps"]) };
  expect(reasonFor({}, ada)).toEqual({ rule: "everyone", input: "" });
  expect(reasonFor({ countries: ["US", "CA"] }, ada)).toEqual({ rule: "country", input: "US" });
  expect(reasonFor({ countries: ["US"], followersOf: "camille" }, ada)).toEqual({
    rule: "follows",
    input: "camille US",
  });
  expect(reasonFor({ hashtag: "Lamps" }, ada)).toEqual({ rule: "hashtag", input: "Lamps" });
  expect(reasonFor({ countries: ["FR"], followersOf: "camille" }, ada)).toBeUndefined();
  expect(reasonFor({ followersOf: "grace" }, ada)).toBeUndefined();
  expect(reasonFor({ countries: ["US"] }, { ...ada, country: undefined })).toBeUndefined();
});
