// Dated overlays on tweets, and why each was shown to whom.
import { type Column, sql } from "drizzle-orm";
import { id, index, instant, integer, json, minor, primaryKey, table, text, uniqueIndex } from "../columns";
import { accounts } from "./accounts";
import { tweets } from "./timeline";

/** Whom a promotion is for. Everything absent: everybody. */
export type Audience = {
  countries?: string[] | undefined;
  followersOf?: string | undefined;
  hashtag?: string | undefined;
};

/** Until when there may be something to show. In these words, without a comma, the generator of migrations keeps it whole. */
export const showsUntil = (t: { restsFrom: Column; endsAt: Column }) =>
  sql`(case when ${t.restsFrom} is null then ${t.endsAt} else ${t.restsFrom} end)`;

export const promotions = table(
  "promotions",
  {
    id: id(),
    tweetId: text()
      .notNull()
      .references(() => tweets.id),
    /** On whose behalf it is shown. */
    advertiserId: text()
      .notNull()
      .references(() => accounts.id),
    /** Who paid, in words; Regulation (EU) 2022/2065, art. 26(1)(c). */
    paidBy: text().notNull(),
    audience: json<Audience>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    stoppedAt: instant(),
    /**
     * From when on there is nothing to show before its end: it was stopped, or what it offers cannot be had; it may lie
     * ahead. Absent: none known. domain/promotions/rest-promotions.ts
     */
    restsFrom: instant(),
    dailyImpressionCeiling: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    // What is to be shown now, however many are over, stopped, or offer what cannot be had any more.
    index("promotions_to_show").on(showsUntil(t), t.startsAt),
    index("promotions_by_end").on(t.endsAt, t.id),
    index("promotions_by_tweet").on(t.tweetId, t.startsAt),
  ],
);

export const placementRules = ["everyone", "country", "follows", "hashtag"] as const;

// The reason that a promoted tweet was shown for, kept when it is shown first. viewer: an account's id, or "visitor".
export const placements = table(
  "placements",
  {
    id: id(),
    promotionId: text()
      .notNull()
      .references(() => promotions.id),
    viewer: text().notNull(),
    rule: text({ enum: placementRules }).notNull(),
    /** What the rule looked at: a country's code, a handle, a tag. */
    input: text().notNull().default(""),
    firstShownAt: instant().notNull(),
  },
  (t) => [uniqueIndex("placements_by_viewer").on(t.promotionId, t.viewer)],
);

// How often a promotion was shown on a day (UTC), against its ceiling.
export const impressions = table(
  "impressions",
  {
    promotionId: text()
      .notNull()
      .references(() => promotions.id),
    shownOn: text().notNull(),
    count: minor().notNull(),
  },
  (t) => [primaryKey({ columns: [t.promotionId, t.shownOn] })],
);

// Advertisers that a reader does not want to see.
export const hiddenAdvertisers = table(
  "hidden_advertisers",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    advertiserId: text()
      .notNull()
      .references(() => accounts.id),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.advertiserId] })],
);
