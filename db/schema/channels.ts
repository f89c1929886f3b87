// The ways in for merchants, each with its dates. What phase each is in is computed: domain/channels/rules.ts.
import { sql } from "drizzle-orm";
import { id, index, instant, integer, json, table, text, uniqueIndex } from "../columns";
import { accounts } from "./accounts";

/** The dates that programme, channel and connection carry alike. An absent end means none was announced. */
const life = () => ({
  opensAt: instant().notNull(),
  /** Until then only those inside the roll-out can buy. Absent: open to all from the start. */
  openToAllAt: instant(),
  rolloutShareBasisPoints: integer().notNull().default(10_000),
  /** Absent: every country. */
  rolloutCountries: json<string[]>(),
  endAnnouncedAt: instant(),
  lastNewListingAt: instant(),
  salesEndAt: instant(),
  fulfilByAt: instant(),
  refundsUntilAt: instant(),
  closesAt: instant(),
  /** Counted up with every change of an announced end, so that each change is told once. */
  endRevision: integer().notNull().default(0),
});

export const programmes = table("programmes", { id: id(), name: text().notNull(), ...life() });

export const channels = table(
  "channels",
  {
    id: id(),
    slug: text().notNull(),
    name: text().notNull(),
    /** How long a price that came through this channel stays right. Absent: prices are set here and do not age. */
    priceFreshMinutes: integer(),
    ...life(),
  },
  (t) => [uniqueIndex("channels_by_slug").on(t.slug)],
);

export const connections = table(
  "connections",
  {
    id: id(),
    channelId: text()
      .notNull()
      .references(() => channels.id),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    ...life(),
  },
  (t) => [
    uniqueIndex("connections_by_merchant_and_channel").on(t.merchantId, t.channelId),
    index("connections_by_channel").on(t.channelId),
  ],
);

export const lifeOwners = ["programme", "channel", "connection"] as const;
export const noticeKinds = [
  "announced",
  "corrected",
  "cancelled",
  "reminder-30",
  "reminder-7",
  "reminder-1",
  "sales-ended",
  "closed",
] as const;

// What has to be told on a date of programme, channel or connection. Done once, and kept as done: the mails of it are
// written in the same transaction.
export const notices = table(
  "notices",
  {
    id: id(),
    ownerKind: text({ enum: lifeOwners }).notNull(),
    ownerId: text().notNull(),
    kind: text({ enum: noticeKinds }).notNull(),
    /** That of the dates which it tells of. */
    endRevision: integer().notNull(),
    dueAt: instant().notNull(),
    /** Of the request that wrote it, as the log has it. */
    requestId: text(),
    doneAt: instant(),
    /** Superseded by a change of the dates before it was due. */
    droppedAt: instant(),
  },
  (t) => [
    uniqueIndex("notices_once").on(t.ownerKind, t.ownerId, t.kind, t.endRevision),
    index("notices_due")
      .on(t.dueAt)
      .where(sql`done_at is null and dropped_at is null`),
  ],
);
