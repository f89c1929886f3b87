// What happened to cards, counted by day. Nobody who looked is in it.
import { index, minor, primaryKey, table, text } from "../columns";
import { accounts } from "./accounts";

export const cardDays = table(
  "card_days",
  {
    listingId: text().notNull(),
    /** The tweet whose card it was; blank for one in a shop or on a product page. */
    tweetId: text().notNull(),
    /** The calendar day in the merchant's time zone: 2026-05-04. */
    day: text().notNull(),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    seen: minor().notNull().default(0),
    opened: minor().notNull().default(0),
    /** Orders of that day that were paid, in any currency. */
    bought: minor().notNull().default(0),
    /** What those in the shop's own currency came to, and what of it has gone back by now. */
    soldMinor: minor().notNull().default(0),
    refundedMinor: minor().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.listingId, t.tweetId, t.day] }),
    // A year of a shop's figures is added up from the index alone.
    index("card_days_by_merchant").on(
      t.merchantId,
      t.day,
      t.listingId,
      t.tweetId,
      t.seen,
      t.opened,
      t.bought,
      t.soldMinor,
      t.refundedMinor,
    ),
  ],
);

// The same of orders in a further currency of the shop: amounts of two currencies are never added up.
export const cardDaySales = table(
  "card_day_sales",
  {
    listingId: text().notNull(),
    tweetId: text().notNull(),
    day: text().notNull(),
    /** ISO 4217, upper case. */
    currency: text().notNull(),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    soldMinor: minor().notNull(),
    refundedMinor: minor().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.listingId, t.tweetId, t.day, t.currency] }),
    // The sums of a shop's days.
    index("card_day_sales_by_merchant").on(t.merchantId, t.day),
  ],
);
