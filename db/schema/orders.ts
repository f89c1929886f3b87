// What shoppers buy. An order is written, with its hold, before Stripe is asked for anything.
import { sql } from "drizzle-orm";
import { boolean, id, index, instant, integer, json, minor, table, text, uniqueIndex } from "../columns";
import { accounts, locales, people, type PostalAddress } from "./accounts";
import { deliveryKinds, listings, variants } from "./catalog";

export const orderStatuses = [
  "pending",
  "paid",
  "packing",
  "shipped",
  "delivered",
  "expired",
  "cancelled",
  "refunded",
  "disputed",
  "returned",
  "withdrawn",
] as const;

export const orders = table(
  "orders",
  {
    id: id(),
    /** Given when it is paid, so that tries which come to nothing leave no gaps. */
    number: text(),
    status: text({ enum: orderStatuses }).notNull(),
    /** Where a disputed order was, and goes back to when the bank finds for the shop. */
    statusBeforeDispute: text({ enum: orderStatuses }),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    listingId: text()
      .notNull()
      .references(() => listings.id),
    /** A person's id, or the secret id of a guest's browser. */
    buyerKey: text().notNull(),
    /** Absent for a guest, until the order is claimed. */
    personId: text().references(() => people.id),
    email: text().notNull(),
    locale: text({ enum: locales }).notNull(),
    shippingAddress: json<PostalAddress>(),
    deliveryKind: text({ enum: deliveryKinds }).notNull(),
    /** What was promised, for the record: the last day, or the hour on the same day. */
    deliverBy: instant().notNull(),
    currency: text().notNull(),
    itemsMinor: minor().notNull(),
    deliveryMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    refundedMinor: minor().notNull().default(0),
    taxName: text().notNull(),
    taxRateBasisPoints: integer().notNull(),
    pricesIncludeTax: boolean().notNull(),
    commissionMinor: minor().notNull(),
    /** Whether address and card are kept for next time: said while paying. */
    keepsDetails: boolean().notNull().default(false),
    /** The tweet whose card it was bought from. */
    tweetId: text(),
    holdExpiresAt: instant().notNull(),
    isHoldExtended: boolean().notNull().default(false),
    createdAt: instant().notNull(),
    paidAt: instant(),
    closedAt: instant(),
  },
  (t) => [
    uniqueIndex("orders_by_number").on(t.number),
    // A double click, a reload, two tabs: one checkout under way per buyer and listing.
    uniqueIndex("orders_one_checkout_each")
      .on(t.buyerKey, t.listingId)
      .where(sql`status = 'pending'`),
    index("orders_by_buyer").on(t.buyerKey, t.id),
    index("orders_by_person").on(t.personId, t.id),
    index("orders_by_merchant").on(t.merchantId, t.id),
    // What a shop has to pack, oldest first, however many orders it ever had.
    index("orders_by_merchant_and_status").on(t.merchantId, t.status, t.id),
    // "I wrote to you from this address."
    index("orders_by_merchant_and_email").on(t.merchantId, t.email, t.id),
    index("orders_pending")
      .on(t.holdExpiresAt)
      .where(sql`status = 'pending'`),
  ],
);

export const orderLines = table(
  "order_lines",
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    variantId: text()
      .notNull()
      .references(() => variants.id),
    /** As they were when it was bought. */
    title: text().notNull(),
    optionValues: json<string[]>().notNull(),
    sku: text().notNull(),
    imageUrl: text(),
    quantity: integer().notNull(),
    unitPriceMinor: minor().notNull(),
  },
  (t) => [index("order_lines_by_order").on(t.orderId)],
);

// A parcel that was handed to a carrier: one for an order.
export const shipments = table(
  "shipments",
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    /** One of domain/orders/carrier-rules.ts, or a name as it was typed. */
    carrier: text().notNull(),
    trackingNumber: text(),
    shippedBy: text()
      .notNull()
      .references(() => people.id),
    shippedAt: instant().notNull(),
  },
  (t) => [uniqueIndex("shipments_by_order").on(t.orderId)],
);

export const holdStates = ["held", "sold", "released"] as const;

// Units kept for one order. One row for each line: its state says once and for all what became of the units.
export const holds = table(
  "holds",
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    variantId: text()
      .notNull()
      .references(() => variants.id),
    units: integer().notNull(),
    state: text({ enum: holdStates }).notNull(),
    /** A digest of the network address that it was placed from, only while it is held. */
    behind: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    index("holds_by_order").on(t.orderId),
    index("holds_by_variant").on(t.variantId),
    // How much of a variant is kept from everybody else by one network address.
    index("holds_behind")
      .on(t.behind, t.variantId)
      .where(sql`behind is not null`),
  ],
);

export const orderEventKinds = [
  "placed",
  "payment-declined",
  "paid",
  "packing",
  "shipped",
  "delivered",
  "expired",
  "cancelled",
  "refund-started",
  "refunded",
  "refund-failed",
  "disputed",
  "dispute-won",
  "dispute-lost",
  "claimed",
] as const;

// What happened to an order, when and by whom, as its page tells it.
export const orderEvents = table(
  "order_events",
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    kind: text({ enum: orderEventKinds }).notNull(),
    /** shopper, merchant, stripe, schedule, operator */
    by: text().notNull(),
    amountMinor: minor(),
    at: instant().notNull(),
  },
  (t) => [index("order_events_by_order").on(t.orderId, t.id)],
);
