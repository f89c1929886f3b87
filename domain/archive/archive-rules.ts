// What is in a shop's archive, column by column, how long it can be fetched, and what of shoppers may be in it. Pure.
import { daysAfter, type Instant } from "@/domain/time";

const daysKept = 7;

/** From then on it can be fetched no more; a job removes it. */
export const fetchableUntil = (endedAt: Instant): Instant => daysAfter(endedAt, daysKept);

/** What ended until this instant can be fetched no more now. */
export const tooOldBy = (now: Instant): Instant => daysAfter(now, -daysKept);

/** The tables that are made here, with their columns in order; each is the file of its name, such as orders.csv. */
export const archiveColumns = {
  shop: [
    "handle",
    "name",
    "legal_name",
    "address",
    "country",
    "currency",
    "other_currencies",
    "prices_include_tax",
    "support_email",
    "website",
    "time_zone",
    "handling_days",
    "commission_percent",
    "return_policy_en",
    "return_policy_fr",
    "opened_at",
  ],
  prices: ["product", "sku", "options", "price", "currency", "valid_from"],
  listings: [
    "listing_id",
    "product",
    "channel",
    "checkout",
    "own_address",
    "opens_at",
    "ends_at",
    "units_per_buyer",
    "withdrawn_at",
    "created_at",
  ],
  delivery: [
    "zone",
    "delivery_kind",
    "fee",
    "free_from",
    "currency",
    "min_days",
    "max_days",
    "countries",
    "same_day",
  ],
  channels: [
    "channel",
    "name",
    "opens_at",
    "end_announced_at",
    "last_new_listing_at",
    "sales_end_at",
    "fulfil_by_at",
    "refunds_until_at",
    "closes_at",
  ],
  orders: [
    "order_number",
    "status",
    "paid_at",
    "closed_at",
    "listing_id",
    "post_id",
    "items",
    "delivery",
    "tax",
    "total",
    "given_back",
    "commission",
    "currency",
    "tax_name",
    "tax_rate_percent",
    "prices_include_tax",
    "delivery_kind",
    "deliver_by",
  ],
  "order-lines": ["order_number", "sku", "title", "options", "quantity", "unit_price", "currency"],
  "order-events": ["order_number", "event", "by", "amount", "currency", "at"],
  shipments: ["order_number", "carrier", "tracking_number", "shipped_at"],
  payments: [
    "order_number",
    "status",
    "amount",
    "given_back",
    "currency",
    "stripe_payment",
    "stripe_charge",
    "created_at",
    "settled_at",
  ],
  refunds: [
    "order_number",
    "amount",
    "currency",
    "reason",
    "status",
    "stripe_refund",
    "created_at",
    "settled_at",
  ],
  disputes: [
    "order_number",
    "amount",
    "currency",
    "reason",
    "status",
    "stripe_dispute",
    "opened_at",
    "closed_at",
  ],
  customers: [
    "order_number",
    "email",
    "full_name",
    "address_line_1",
    "address_line_2",
    "city",
    "state",
    "postal_code",
    "country",
    "language",
  ],
  posts: [
    "post_id",
    "address",
    "text",
    "language",
    "listing_id",
    "reply_to",
    "quote_of",
    "repost_of",
    "pictures",
    "replies",
    "reposts",
    "likes",
    "created_at",
  ],
  promotions: [
    "promotion_id",
    "post_id",
    "paid_by",
    "audience",
    "starts_at",
    "ends_at",
    "stopped_at",
    "daily_ceiling",
    "shown",
  ],
  "promotion-days": ["promotion_id", "day", "shown"],
  figures: ["day", "listing_id", "post_id", "seen", "opened", "orders", "sold", "given_back", "currency"],
  team: ["name", "handle", "role", "since"],
  "audit-log": ["at", "by", "handle", "action", "subject_kind", "subject_id", "detail"],
} as const;

export type ArchiveTable = keyof typeof archiveColumns;
export type ArchiveColumn<T extends ArchiveTable = ArchiveTable> = (typeof archiveColumns)[T][number];

export const archiveTables = Object.keys(archiveColumns) as ArchiveTable[];

/** The name of every part of it: besides the tables, `pictures/` has a file for each picture that was uploaded. */
export const archiveFiles = {
  readMe: "README.txt",
  products: "products.csv",
  ...(Object.fromEntries(archiveTables.map((table) => [table, `${table}.csv`])) as Record<
    ArchiveTable,
    string
  >),
  pictures: "pictures/",
  manifest: "manifest.json",
};
export type ArchiveFile = "readMe" | "products" | ArchiveTable | "pictures" | "manifest";
export const archiveFileKinds = Object.keys(archiveFiles) as ArchiveFile[];

/**
 * Until when the name and address of an order are kept: as long as the books are, ten years after the end of the year
 * in which it was paid (Code de commerce, art. L123-22; an invoice names who bought: Directive 2006/112/EC, art. 226).
 * Keeping them is then a legal obligation: Regulation (EU) 2016/679 (GDPR), art. 6(1)(c).
 */
export const nameKeptUntil = (paidAt: Instant): Instant =>
  new Date(Date.UTC(paidAt.getUTCFullYear() + 11, 0, 1));

/**
 * Until when the e-mail address of an order is kept: as long as the shop answers for what it sold, two years from
 * delivery (Directive (EU) 2019/771, art. 10(1); GDPR, art. 6(1)(b) and (c)). No book needs it after that.
 * @param deliveredBy what was promised, or when it was sent, whichever is later.
 */
export function emailKeptUntil(deliveredBy: Instant): Instant {
  const until = new Date(deliveredBy);
  until.setUTCFullYear(until.getUTCFullYear() + 2);
  return until;
}
