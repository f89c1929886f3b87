// Causes and gifts. They share accounts and payments with orders and nothing else: they go on when commerce is closed.
import { boolean, id, index, instant, json, minor, table, text, uniqueIndex } from "../columns";
import { accounts, locales, people } from "./accounts";
import { sql } from "drizzle-orm";

/** An amount that the charity suggests, with what it says this amount does. */
export type Suggestion = { amountMinor: number; effect: { en: string; fr: string } };

export const causes = table(
  "causes",
  {
    id: id(),
    nonprofitId: text()
      .notNull()
      .references(() => accounts.id),
    slug: text().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    imageUrl: text().notNull(),
    imageAlt: text().notNull().default(""),
    currency: text().notNull(),
    minimumMinor: minor().notNull(),
    suggestions: json<Suggestion[]>().notNull(),
    closedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex("causes_by_nonprofit_and_slug").on(t.nonprofitId, t.slug)],
);

export const donationStatuses = ["pending", "paid", "expired", "refunded"] as const;

export const donations = table(
  "donations",
  {
    id: id(),
    /** Given when it is paid: the number of the receipt. */
    receiptNumber: text(),
    status: text({ enum: donationStatuses }).notNull(),
    nonprofitId: text()
      .notNull()
      .references(() => accounts.id),
    causeId: text()
      .notNull()
      .references(() => causes.id),
    /** A person's id, or the secret id of a guest's browser. */
    donorKey: text().notNull(),
    personId: text().references(() => people.id),
    email: text().notNull(),
    donorName: text().notNull(),
    isAnonymous: boolean().notNull(),
    locale: text({ enum: locales }).notNull(),
    currency: text().notNull(),
    giftMinor: minor().notNull(),
    /** Added by the donor to cover what the payment costs. */
    coveredFeeMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    refundedMinor: minor().notNull().default(0),
    keepsDetails: boolean().notNull(),
    tweetId: text(),
    createdAt: instant().notNull(),
    paidAt: instant(),
    closedAt: instant(),
  },
  (t) => [
    uniqueIndex("donations_by_receipt").on(t.receiptNumber),
    uniqueIndex("donations_one_under_way")
      .on(t.donorKey, t.causeId)
      .where(sql`status = 'pending'`),
    index("donations_by_donor").on(t.donorKey, t.id),
    index("donations_by_person").on(t.personId, t.id),
    index("donations_by_cause").on(t.causeId),
    index("donations_pending")
      .on(t.createdAt)
      .where(sql`status = 'pending'`),
  ],
);
