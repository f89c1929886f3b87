// What happened to cards, counted by day. Nobody who looked is in it.
import { minor, primaryKey, table, text } from "../columns";

export const cardDays = table(
  "card_days",
  {
    listingId: text().notNull(),
    /** The tweet whose card it was; blank for one in a shop or on a product page. */
    tweetId: text().notNull(),
    /** The calendar day in UTC: 2026-05-04. */
    day: text().notNull(),
    seen: minor().notNull(),
    opened: minor().notNull(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.tweetId, t.day] })],
);
