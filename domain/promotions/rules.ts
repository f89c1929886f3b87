// Where promoted tweets stand on a page, and for whom they are. Pure arithmetic.
import type { Audience, placementRules } from "@/db/schema/promotions";

/** At most one promoted tweet in this many. */
export const oneIn = 8;
// Readers meet what they came for first.
const firstAfter = 3;

type OnPage = {
  tweetId: string;
  /** What the tweet offers: the id of a listing or a cause. */
  subject: string | undefined;
};

export type Candidate = OnPage & { promotionId: string; advertiserId: string; authorId: string };

export type Slot<T, C> = { kind: "tweet"; tweet: T } | { kind: "promoted"; promotion: C };

export type Reader = {
  accountId: string | undefined;
  hiddenAdvertisers: ReadonlySet<string>;
  /** What stands on the page already, above these tweets. */
  alreadyShown: ReadonlySet<string>;
};

/** How many promoted tweets may stand among so many others. */
export const roomAmong = (tweetCount: number): number => Math.floor(tweetCount / (oneIn - 1));

/** Neither the reader's own, nor hidden by them, nor on their page already. */
export function mayBeShown({ tweetId, subject, advertiserId, authorId }: Candidate, reader: Reader): boolean {
  const isOwn = reader.accountId === advertiserId || reader.accountId === authorId;
  const { alreadyShown, hiddenAdvertisers } = reader;
  const isTwice = alreadyShown.has(tweetId) || (subject !== undefined && alreadyShown.has(subject));
  return !isOwn && !isTwice && !hiddenAdvertisers.has(advertiserId);
}

/**
 * Puts candidates, in their order, among the tweets: at most one in eight and seven tweets between two of them,
 * no tweet and no product twice on a page, none of a hidden advertiser, none of the reader's own.
 */
export function placePromotions<T extends OnPage, C extends Candidate>(
  tweets: T[],
  candidates: C[],
  reader: Reader,
): Slot<T, C>[] {
  const shown = new Set(reader.alreadyShown);
  for (const { tweetId, subject } of tweets) {
    shown.add(tweetId);
    if (subject !== undefined) shown.add(subject);
  }
  const chosen: C[] = [];
  for (const candidate of candidates) {
    if (chosen.length === roomAmong(tweets.length)) break;
    if (!mayBeShown(candidate, { ...reader, alreadyShown: shown })) continue;
    chosen.push(candidate);
    shown.add(candidate.tweetId);
    if (candidate.subject !== undefined) shown.add(candidate.subject);
  }
  return tweets.flatMap((tweet, at): Slot<T, C>[] => {
    const slot: Slot<T, C> = { kind: "tweet", tweet };
    const turn = (at + 1 - firstAfter) / (oneIn - 1);
    const promotion = Number.isInteger(turn) && turn >= 0 ? chosen[turn] : undefined;
    return promotion ? [slot, { kind: "promoted", promotion }] : [slot];
  });
}

/** Why a promotion was shown to somebody. `input` is what the rule looked at, and the country where that counted too. */
export type Reason = { rule: (typeof placementRules)[number]; input: string };

export type Viewer = {
  country: string | undefined;
  /** The handles that the viewer follows. */
  follows: ReadonlySet<string>;
  /** The tags, in lower case, that the viewer wrote or liked. */
  hashtags: ReadonlySet<string>;
};

/** The reason for which this audience includes the viewer; undefined when it does not. Every condition must hold. */
export function reasonFor(audience: Audience, viewer: Viewer): Reason | undefined {
  const { countries, followersOf, hashtag } = audience;
  const inputs: string[] = [];
  let rule: Reason["rule"] = "everyone";
  if (followersOf !== undefined) {
    if (!viewer.follows.has(followersOf)) return undefined;
    rule = "follows";
    inputs.push(followersOf);
  }
  if (hashtag !== undefined) {
    if (!viewer.hashtags.has(hashtag.toLowerCase())) return undefined;
    if (rule === "everyone") rule = "hashtag";
    inputs.push(hashtag);
  }
  if (countries !== undefined) {
    if (viewer.country === undefined || !countries.includes(viewer.country)) return undefined;
    if (rule === "everyone") rule = "country";
    inputs.push(viewer.country);
  }
  return { rule, input: inputs.join(" ") };
}
