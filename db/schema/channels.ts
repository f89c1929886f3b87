// The ways in for merchants, each with its dates. What phase each is in is computed: domain/channels/rules.ts.
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
