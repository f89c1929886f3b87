// The listings of a shop as a table: searched, filtered and sorted by the database, each with its state in the words
// of the one function (for-sale.ts). What that function says is said here in SQL too, to be filtered by; a test
// compares the two.
import {
  type SQL,
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  like,
  lt,
  lte,
  ne,
  not,
  or,
  sql,
} from "drizzle-orm";
import { connectedAccounts, merchants } from "@/db/schema/accounts";
import { listings, products, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { canReceiveMoney } from "@/domain/accounts/rules";
import { lifeAt, whyNotSelling } from "@/domain/channels/rules";
import type { Core } from "@/domain/context";
import { smallestStep } from "@/domain/money";
import { mayActFor } from "@/domain/shops/access";
import { firstIdToCome } from "@/domain/shown";
import { type Instant, minutesAfter } from "@/domain/time";
import { fewUnits } from "./card-facts";
import { whyNotForSale } from "./for-sale";
import {
  listingStateOf,
  type ListingSort,
  type ListingState,
  type ListingView,
  nobody,
} from "./listing-rules";
import { offersOf } from "./offers";
import { slugOf } from "./product-rules";

export const listingsPerPage = 25;

export type ListingsAsked = {
  accountId: string;
  view: ListingView;
  sort: ListingSort;
  /** Words of the title, or a part of a SKU. */
  search: string;
  /** The listing that stood last on the page before. */
  after?: string | undefined;
};

export type ListingRow = {
  listingId: string;
  productId: string;
  title: string;
  pictureUrl: string | undefined;
  /** In minor units; undefined without a variant. */
  price: { fromMinor: number; toMinor: number; currency: string } | undefined;
  variantCount: number;
  unitsInStock: number;
  unitsHeld: number;
  /** At least one variant sells on when its stock is used up. */
  sellsWithoutStock: boolean;
  state: ListingState;
  channelName: string;
  updatedAt: Instant;
};

/** Undefined for a shop in which the person asking does not see the listings. */
export async function listingTable(
  ctx: Core,
  asked: ListingsAsked,
): Promise<{ rows: ListingRow[]; after: string | undefined } | undefined> {
  if (!mayActFor(ctx, asked.accountId, "see-listings")) return undefined;
  const { db } = ctx;
  const found = await db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(
      and(
        // Both say the same; each leads to an index of its own. By title only one of them is in that order.
        eq(products.merchantId, asked.accountId),
        asked.sort === "title" ? undefined : eq(listings.merchantId, asked.accountId),
        lt(listings.id, firstIdToCome(ctx)),
        await isInView(ctx, asked),
        asked.search === "" ? undefined : isSearched(asked.search),
        await isBehind(ctx, asked),
      ),
    )
    .orderBy(...orderOf(asked.sort))
    .limit(listingsPerPage + 1);
  const ids = found.slice(0, listingsPerPage).map(({ id }) => id);
  return {
    rows: await rowsOf(ctx, ids),
    after: found.length > listingsPerPage ? ids.at(-1) : undefined,
  };
}

async function rowsOf(ctx: Core, ids: string[]): Promise<ListingRow[]> {
  if (ids.length === 0) return [];
  const named = await ctx.db
    .select({ id: listings.id, product: products, channelName: channels.name })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(inArray(listings.id, ids));
  const offers = await offersOf(ctx, ids);
  return ids.flatMap((id) => {
    const found = named.find((row) => row.id === id);
    if (!found) return [];
    const { product, channelName } = found;
    const offer = offers.get(id);
    const kept = offer?.variants ?? [];
    const prices = kept.map(({ priceMinor }) => priceMinor);
    const sum = (figure: (variant: (typeof kept)[number]) => number) =>
      kept.reduce((all, variant) => all + figure(variant), 0);
    const notForSale = offer ? whyNotForSale(offer, ctx.clock.now(), nobody) : "not-open";
    return {
      listingId: id,
      productId: product.id,
      title: product.title,
      pictureUrl: offer?.images[0]?.url,
      price: kept[0] && {
        fromMinor: Math.min(...prices),
        toMinor: Math.max(...prices),
        currency: kept[0].currency,
      },
      variantCount: kept.length,
      unitsInStock: sum(({ unitsInStock }) => unitsInStock),
      unitsHeld: sum(({ unitsHeld }) => unitsHeld),
      sellsWithoutStock: kept.some(({ sellsWithoutStock }) => sellsWithoutStock),
      state: listingStateOf(product.status, notForSale),
      channelName,
      updatedAt: product.updatedAt,
    };
  });
}

const ofProduct = and(eq(variants.productId, products.id), isNull(variants.removedAt));
const lowestPrice = sql`coalesce((select min(${variants.priceMinor}) from ${variants} where ${ofProduct}), -1)`;
const stock = sql`(select coalesce(sum(${variants.unitsInStock}), 0) from ${variants} where ${ofProduct})`;

/** By what it is sorted, and which way; of equals the newest first. */
const sorts: Record<ListingSort, { by: SQL; isDown: boolean } | undefined> = {
  newest: undefined,
  title: { by: sql`lower(${products.title})`, isDown: false },
  price: { by: lowestPrice, isDown: false },
  "price-down": { by: lowestPrice, isDown: true },
  stock: { by: stock, isDown: false },
  "stock-down": { by: stock, isDown: true },
};

function orderOf(sort: ListingSort): SQL[] {
  const { by, isDown } = sorts[sort] ?? {};
  return [...(by ? [isDown ? desc(by) : asc(by)] : []), desc(listings.id)];
}

/** Where that row stands in this order, and what comes behind it; from the beginning when it is gone. */
async function isBehind({ db }: Core, { accountId, sort, after }: ListingsAsked): Promise<SQL | undefined> {
  if (after === undefined) return undefined;
  const { by, isDown } = sorts[sort] ?? {};
  if (!by) return lt(listings.id, after);
  const [row] = await db
    .select({ value: by })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(and(eq(listings.id, after), eq(listings.merchantId, accountId)));
  if (!row) return undefined;
  const [orSame, further] = isDown ? [lte, lt] : [gte, gt];
  return and(orSame(by, row.value), or(further(by, row.value), lt(listings.id, after)));
}

/** By the title, by the name in addresses, which has no accents, or by a SKU. */
export function isSearched(search: string): SQL | undefined {
  const pattern = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const has = (column: SQL, text: string) => sql`${column} like ${pattern(text)} escape '\\'`;
  const plain = slugOf(search);
  return or(
    has(sql`lower(${products.title})`, search),
    plain === "product" ? undefined : like(products.slug, `%${plain}%`),
    sql`exists (select 1 from ${variants} where ${ofProduct} and ${has(sql`lower(${variants.sku})`, search)})`,
  );
}

async function isInView(ctx: Core, { accountId, view }: ListingsAsked): Promise<SQL | undefined> {
  if (view === "all") return undefined;
  if (view === "draft" || view === "archived") return eq(products.status, view);
  if (view === "low-stock")
    return and(
      eq(products.status, "active"),
      sql`(select sum(${variants.unitsInStock} - ${variants.unitsHeld}) from ${variants} where ${ofProduct}) <= ${fewUnits}`,
      sql`not exists (select 1 from ${variants} where ${ofProduct} and ${variants.sellsWithoutStock})`,
    );
  return and(eq(products.status, "active"), await isInState(ctx, accountId, view));
}

/** Among active products: that a listing of this shop is in this state now, as whyNotForSale says it. */
async function isInState(ctx: Core, accountId: string, view: ListingState): Promise<SQL | undefined> {
  const { now, canBePaid, closed, isFresh, step } = await shopFacts(ctx, accountId);
  // What comes before the variants, in the order of that function: the first that is, is the reason.
  const steps: { state: ListingState; is: SQL; isNot: SQL | undefined }[] = [
    ...closed.map(({ id, reason }) => ({
      state: reason,
      is: eq(listings.connectionId, id),
      isNot: ne(listings.connectionId, id),
    })),
    {
      state: "withdrawn",
      is: lte(listings.withdrawnAt, now),
      isNot: or(isNull(listings.withdrawnAt), gt(listings.withdrawnAt, now)),
    },
    { state: "not-started", is: gt(listings.opensAt, now), isNot: lte(listings.opensAt, now) },
    {
      state: "over",
      is: lte(listings.endsAt, now),
      isNot: or(isNull(listings.endsAt), gt(listings.endsAt, now)),
    },
    {
      state: "at-merchant-site",
      is: eq(listings.checkout, "merchant-site"),
      isNot: eq(listings.checkout, "here"),
    },
    ...(canBePaid ? [] : [{ state: "merchant-cannot-be-paid" as const, is: always, isNot: never }]),
  ];
  const some = (...conditions: (SQL | undefined)[]) =>
    sql`exists (select 1 from ${variants} where ${and(ofProduct, ...conditions)})`;
  const isPayable = sql`${variants.priceMinor} > 0 and ${variants.priceMinor} % ${step} = 0`;
  const hasUnits = sql`(${variants.unitsInStock} > ${variants.unitsHeld} or ${variants.sellsWithoutStock})`;
  const ofVariants: Partial<Record<ListingState, SQL | undefined>> = {
    "for-sale": some(isPayable, isFresh, hasUnits),
    "sold-out": and(not(some(isPayable, isFresh, hasUnits)), or(some(isPayable, isFresh), not(some()))),
    "at-merchant-site": and(some(), not(some(isPayable))),
    "price-not-fresh": and(some(isPayable), not(some(isPayable, isFresh))),
  };
  const passed = (count: number) => steps.slice(0, count).map(({ isNot }) => isNot);
  const ways = [
    ...steps.flatMap(({ state, is }, at) => (state === view ? [and(...passed(at), is)] : [])),
    ...(ofVariants[view] ? [and(...passed(steps.length), ofVariants[view])] : []),
  ];
  return ways.length > 0 ? or(...ways) : never;
}

const always = sql`1 = 1`;
const never = sql`1 = 0`;

/** What is the same for all listings of a shop, or for all on one of its channels. */
async function shopFacts(ctx: Core, accountId: string) {
  const { db } = ctx;
  const now = ctx.clock.now();
  const programme = lifeAt(await db.select().from(programmes), now);
  const ways = await db
    .select({ connection: connections, channel: channels })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, accountId));
  const [merchant] = await db
    .select({ shop: merchants, receiver: connectedAccounts })
    .from(merchants)
    .leftJoin(connectedAccounts, eq(connectedAccounts.accountId, merchants.accountId))
    .where(eq(merchants.accountId, accountId));
  const closed = ways.flatMap(({ connection, channel }) => {
    const reasons = [programme, channel, connection].map((life) =>
      life ? whyNotSelling(life, now, nobody) : "not-open",
    );
    const reason = reasons.find((one) => one !== undefined);
    return reason ? [{ id: connection.id, reason }] : [];
  });
  const isFresh = ways.every(({ channel }) => channel.priceFreshMinutes === null)
    ? undefined
    : or(
        ...ways.map(({ connection, channel: { priceFreshMinutes: minutes } }) =>
          and(
            eq(listings.connectionId, connection.id),
            minutes === null ? undefined : gt(variants.priceCheckedAt, minutesAfter(now, -minutes)),
          ),
        ),
      );
  return {
    now,
    closed,
    isFresh,
    canBePaid: canReceiveMoney(merchant?.receiver ?? undefined, merchant?.shop.canBePaid ?? false),
    step: smallestStep(merchant?.shop.currency ?? ""),
  };
}
