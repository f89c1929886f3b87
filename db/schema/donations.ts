// Causes and gifts. They share accounts and payments with orders and nothing else: they go on when commerce is closed.
import { boolean, id, index, instant, integer, json, minor, table, text, uniqueIndex } from "../columns";
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

/**
 * pending: the first payment is not made · active · past-due: a renewal failed, it is tried again · paused: nothing is
 * charged until the donor goes on · ended · expired: the first payment never came.
 */
export const monthlyGiftStatuses = ["pending", "active", "past-due", "paused", "ended", "expired"] as const;

export const monthlyGiftEnds = ["by-donor", "not-paid", "declined", "left-open"] as const;

// A gift that is given again every month, by a subscription at Stripe. Each month that is paid is a donation of its own.
export const monthlyGifts = table(
  "monthly_gifts",
  {
    id: id(),
    status: text({ enum: monthlyGiftStatuses }).notNull(),
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
    /** What is given from the next month on. */
    giftMinor: minor().notNull(),
    coveredFeeMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    keepsCard: boolean().notNull(),
    tweetId: text(),
    /** How the first month is paid, exactly as Stripe is asked. */
    confirmParams: json<Record<string, unknown>>().notNull(),
    /** Changes that the donor made, and the number of the one that Stripe showed last: it is told while they differ. */
    changes: integer().notNull().default(0),
    changesAtStripe: integer().notNull().default(0),
    stripeCustomerId: text(),
    stripeSubscriptionId: text(),
    /** Of the request in which the donor began it, or changed it last, as the log has it. */
    requestId: text(),
    createdAt: instant().notNull(),
    /** When Stripe was asked to take the first month's money; before that it can be dropped without asking. */
    confirmedAt: instant(),
    begunAt: instant(),
    /** When the next month is charged. */
    renewsAt: instant(),
    endedAt: instant(),
    endReason: text({ enum: monthlyGiftEnds }),
    /** Why the bank said no to the last payment: a decline code, or else an error code. */
    failureCode: text(),
    /** When Stripe is to be asked next how things stand, if it does not tell before. */
    checkAt: instant(),
  },
  (t) => [
    uniqueIndex("monthly_gifts_by_subscription").on(t.stripeSubscriptionId),
    uniqueIndex("monthly_gifts_one_under_way")
      .on(t.donorKey, t.causeId)
      .where(sql`status = 'pending'`),
    index("monthly_gifts_by_donor").on(t.donorKey, t.id),
    index("monthly_gifts_by_person").on(t.personId, t.id),
    index("monthly_gifts_to_check").on(t.checkAt),
  ],
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
    /** One month of a gift that is given every month, and Stripe's invoice for it. */
    monthlyGiftId: text().references(() => monthlyGifts.id),
    stripeInvoiceId: text(),
    createdAt: instant().notNull(),
    paidAt: instant(),
    closedAt: instant(),
  },
  (t) => [
    uniqueIndex("donations_by_receipt").on(t.receiptNumber),
    uniqueIndex("donations_by_invoice").on(t.stripeInvoiceId),
    // A month that was paid by itself stands in no gift's way.
    uniqueIndex("donations_one_under_way")
      .on(t.donorKey, t.causeId)
      .where(sql`status = 'pending' and monthly_gift_id is null`),
    index("donations_by_monthly_gift").on(t.monthlyGiftId, t.id),
    index("donations_by_donor").on(t.donorKey, t.id),
    index("donations_by_person").on(t.personId, t.id),
    index("donations_by_cause").on(t.causeId),
    index("donations_pending")
      .on(t.createdAt)
      .where(sql`status = 'pending'`),
  ],
);
