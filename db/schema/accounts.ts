// Who is here: accounts that speak, people who sign in, and who acts for whom.
import { sql } from "drizzle-orm";
import {
  boolean,
  id,
  index,
  instant,
  integer,
  json,
  minor,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from "../columns";

export const accountKinds = ["person", "merchant", "nonprofit", "platform"] as const;
export const roles = ["owner", "manager", "fulfilment", "support", "analyst"] as const;
export const locales = ["en", "fr"] as const;

/** An address as its country writes it. `state` is a code where the country has them (US, CA, AU, JP ...). */
export type PostalAddress = {
  fullName: string;
  line1: string;
  line2?: string | undefined;
  city: string;
  state?: string | undefined;
  postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

export const accounts = table(
  "accounts",
  {
    id: id(),
    kind: text({ enum: accountKinds }).notNull(),
    /** Lower case; what stands behind the @ and in the address bar. */
    handle: text().notNull(),
    name: text().notNull(),
    bio: text().notNull().default(""),
    avatarUrl: text(),
    bannerUrl: text(),
    place: text().notNull().default(""),
    verifiedAt: instant(),
    followerCount: minor().notNull().default(0),
    followingCount: minor().notNull().default(0),
    tweetCount: minor().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("accounts_by_handle").on(t.handle),
    // Whom to suggest, the most followed first.
    index("accounts_to_follow")
      .on(t.followerCount, t.id)
      .where(sql`kind in ('merchant', 'nonprofit')`),
  ],
);

export const people = table(
  "people",
  {
    id: id(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** Lower case. Several people may claim one address; only one can have confirmed it. */
    email: text().notNull(),
    emailConfirmedAt: instant(),
    passwordHash: text().notNull(),
    /** Sessions that began before this are over. */
    passwordChangedAt: instant().notNull(),
    isOperator: boolean().notNull().default(false),
    locale: text({ enum: locales }).notNull(),
    country: text().notNull(),
    stripeCustomerId: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("people_by_account").on(t.accountId),
    uniqueIndex("people_by_confirmed_email")
      .on(t.email)
      .where(sql`email_confirmed_at is not null`),
    index("people_by_email").on(t.email, t.createdAt),
  ],
);

export const members = table(
  "members",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    role: text({ enum: roles }).notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.personId] }), index("members_by_person").on(t.personId)],
);

export const merchants = table("merchants", {
  accountId: text()
    .primaryKey()
    .references(() => accounts.id),
  legalName: text().notNull(),
  address: json<PostalAddress>().notNull(),
  country: text().notNull(),
  /** ISO 4217, upper case: the currency of this merchant's prices, for good. */
  currency: text().notNull(),
  /** Further ones in which it sells what has a price in them. */
  otherCurrencies: json<string[]>().notNull().default([]),
  pricesIncludeTax: boolean().notNull(),
  supportEmail: text().notNull(),
  website: text().notNull(),
  returnPolicy: json<{ en: string; fr: string }>().notNull(),
  timeZone: text().notNull(),
  /** Working time between paying and the carrier, in days. */
  handlingDays: integer().notNull().default(0),
  /** Whether money can reach this merchant now; nobody can buy while it is false. */
  canBePaid: boolean().notNull(),
  commissionBasisPoints: integer().notNull(),
  createdAt: instant().notNull(),
});

export const nonprofits = table("nonprofits", {
  accountId: text()
    .primaryKey()
    .references(() => accounts.id),
  legalName: text().notNull(),
  registration: text().notNull(),
  country: text().notNull(),
  /** Gifts are taken only while a verification stands. */
  verifiedAt: instant(),
  unverifiedAt: instant(),
  verificationNote: text().notNull().default(""),
  createdAt: instant().notNull(),
});

/** What Stripe says of an account's capability to receive transfers; only to an active one can be paid. */
export const transferStatuses = ["active", "pending", "restricted", "rejected", "unsupported"] as const;

// A merchant or charity with an account of its own at Stripe, to which payments go on at once. Without a row here the
// money stays with the platform, which pays it out later.
export const connectedAccounts = table(
  "connected_accounts",
  {
    accountId: text()
      .primaryKey()
      .references(() => accounts.id),
    stripeAccountId: text().notNull(),
    transfers: text({ enum: transferStatuses }).notNull(),
    /** When Stripe was last asked. */
    checkedAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("connected_accounts_by_stripe_account").on(t.stripeAccountId),
    index("connected_accounts_by_check").on(t.checkedAt),
  ],
);

export const mailLinkKinds = [
  "confirm-email",
  "reset-password",
  "claim-order",
  "monthly-gift",
  "join-shop",
] as const;

// A link in a mail that lets its reader do one thing. Only the hash of its secret is kept.
export const mailLinks = table(
  "mail_links",
  {
    id: id(),
    kind: text({ enum: mailLinkKinds }).notNull(),
    secretHash: text().notNull(),
    email: text().notNull(),
    personId: text().references(() => people.id),
    /** The order or donation of a claim-order link, the gift of a monthly-gift link, the invitation of a join-shop link. */
    subjectId: text(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex("mail_links_by_secret").on(t.secretHash), index("mail_links_by_person").on(t.personId)],
);

// Addresses that a person asked us to keep for next time.
export const keptAddresses = table(
  "kept_addresses",
  {
    id: id(),
    personId: text()
      .notNull()
      .references(() => people.id),
    address: json<PostalAddress>().notNull(),
    lastUsedAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [index("kept_addresses_by_person").on(t.personId, t.lastUsedAt)],
);
