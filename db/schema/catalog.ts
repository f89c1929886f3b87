// What merchants sell: products, their variants and pictures, prices over time, listings, delivery and tax.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  id,
  index,
  instant,
  integer,
  json,
  minor,
  table,
  text,
  uniqueIndex,
} from "../columns";
import { accounts } from "./accounts";
import { connections } from "./channels";

export const productStatuses = ["active", "draft", "archived"] as const;
export const checkoutPlaces = ["here", "merchant-site"] as const;
export const deliveryKinds = ["standard", "same-day"] as const;

export type ProductOption = { name: string; values: string[] };

/** Minor units by currency (ISO 4217), without the shop's own. */
export type OtherPrices = Record<string, number>;

export const products = table(
  "products",
  {
    id: id(),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    /** The handle of the product in the merchant's own catalogue; unique there. */
    slug: text().notNull(),
    title: text().notNull(),
    /** Sanitised when it was written. */
    descriptionHtml: text().notNull().default(""),
    /** Plain text of at most 200 characters, for the card. */
    summary: text().notNull().default(""),
    vendor: text().notNull().default(""),
    productType: text().notNull().default(""),
    tags: json<string[]>().notNull(),
    options: json<ProductOption[]>().notNull(),
    status: text({ enum: productStatuses }).notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("products_by_merchant_and_slug").on(t.merchantId, t.slug),
    // A shop's table of listings, by title and by status.
    index("products_by_merchant_and_title").on(t.merchantId, sql`lower(${t.title})`),
    index("products_by_merchant_and_status").on(t.merchantId, t.status, t.id),
  ],
);

export const productImages = table(
  "product_images",
  {
    id: id(),
    productId: text()
      .notNull()
      .references(() => products.id),
    position: integer().notNull(),
    url: text().notNull(),
    alt: text().notNull().default(""),
  },
  (t) => [uniqueIndex("product_images_by_product_and_url").on(t.productId, t.url)],
);

export const variants = table(
  "variants",
  {
    id: id(),
    productId: text()
      .notNull()
      .references(() => products.id),
    position: integer().notNull(),
    sku: text().notNull().default(""),
    barcode: text().notNull().default(""),
    /** One value for each option of the product, in its order; none when the product has no options. */
    optionValues: json<string[]>().notNull(),
    priceMinor: minor().notNull(),
    currency: text().notNull(),
    /** Its prices in further currencies, in minor units by currency: typed, never converted. */
    otherPrices: json<OtherPrices>().notNull().default({}),
    /** When the price was last known to be right. */
    priceCheckedAt: instant().notNull(),
    unitsInStock: integer().notNull(),
    /** Promised to checkouts that are under way; always part of unitsInStock. */
    unitsHeld: integer().notNull().default(0),
    unitsSold: integer().notNull().default(0),
    /** All that ever came in: what is in stock and what was sold add up to it (domain/audit). */
    unitsReceived: integer().notNull().default(0),
    /** Sells on when the stock is used up. */
    sellsWithoutStock: boolean().notNull().default(false),
    requiresShipping: boolean().notNull().default(true),
    isTaxable: boolean().notNull().default(true),
    weightGrams: integer().notNull().default(0),
    imageUrl: text(),
    /** No longer in the catalogue; kept because orders name it. */
    removedAt: instant(),
  },
  (t) => [
    index("variants_by_product").on(t.productId, t.position),
    check(
      "variants_held_units_exist",
      sql`units_held >= 0 and (units_held <= units_in_stock or sells_without_stock)`,
    ),
  ],
);

// Append-only, each currency by itself. A struck-out price is computed from it, never typed (Directive 98/6/EC, art. 6a).
export const priceChanges = table(
  "price_changes",
  {
    id: id(),
    variantId: text()
      .notNull()
      .references(() => variants.id),
    priceMinor: minor().notNull(),
    currency: text().notNull(),
    validFrom: instant().notNull(),
  },
  (t) => [index("price_changes_by_variant").on(t.variantId, t.validFrom)],
);

export const listings = table(
  "listings",
  {
    id: id(),
    productId: text()
      .notNull()
      .references(() => products.id),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    connectionId: text()
      .notNull()
      .references(() => connections.id),
    checkout: text({ enum: checkoutPlaces }).notNull(),
    /** Where the merchant sells it themselves: the way on when it cannot be bought here. */
    merchantUrl: text().notNull(),
    opensAt: instant().notNull(),
    endsAt: instant(),
    unitsPerBuyer: integer().notNull(),
    withdrawnAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("listings_by_product_and_connection").on(t.productId, t.connectionId),
    index("listings_by_merchant").on(t.merchantId, t.id),
  ],
);

/** Where and until when a merchant delivers on the same day. Minutes are after midnight in the merchant's time zone. */
export type SameDayZone = {
  cityName: string;
  country: string;
  postalPrefixes: string[];
  cutOffMinute: number;
  deliveredByMinute: number;
};

/** Minor units, by currency (ISO 4217), without the shop's own. */
export type OtherFees = Record<string, { feeMinor: number; freeFromMinor: number | null }>;

export const deliveryMethods = table(
  "delivery_methods",
  {
    id: id(),
    merchantId: text()
      .notNull()
      .references(() => accounts.id),
    kind: text({ enum: deliveryKinds }).notNull(),
    /** The zone, as the merchant calls it. */
    name: text().notNull().default(""),
    feeMinor: minor().notNull(),
    currency: text().notNull(),
    /** Orders of at least this much travel free. */
    freeFromMinor: minor(),
    /** The same in further currencies. Where one has no fee here, orders are not paid in it. */
    otherFees: json<OtherFees>().notNull().default({}),
    /** From the hand-over to the carrier; the merchant's days of handling come before. */
    minDays: integer().notNull(),
    maxDays: integer().notNull(),
    /** Absent: everywhere. */
    countries: json<string[]>(),
    sameDay: json<SameDayZone>(),
  },
  (t) => [index("delivery_methods_by_merchant").on(t.merchantId, t.kind)],
);

export const taxRates = table(
  "tax_rates",
  {
    id: id(),
    country: text().notNull(),
    /** Blank: the whole country. */
    state: text().notNull().default(""),
    name: text().notNull(),
    rateBasisPoints: integer().notNull(),
    appliesToShipping: boolean().notNull(),
  },
  (t) => [uniqueIndex("tax_rates_by_place").on(t.country, t.state)],
);
