// What the shops of the demo world sell, and through which channels. The products come in by the importer, from
// files such as shops export, dated before the first tweet that shows one.
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { findColumns } from "@/domain/catalog/import/columns";
import { importShopifyCsv } from "@/domain/catalog/import/import-shopify-csv";
import { readPrice } from "@/domain/catalog/import/read-price";
import { readRows } from "@/domain/catalog/import/read-rows";
import type { Core } from "@/domain/context";
import { daysAfter, minutesAfter } from "@/domain/time";
import { catalogueFile, demoFile } from "./demo-files";
import type { Accounts } from "./seed-people";

const daysOnSale = 90;
const daysSinceReduction = 9;

/** Each merchant's connection to the channel through which it sells today. */
export async function seedConnections({ db }: Core, known: Accounts): Promise<void> {
  for (const { merchant, channel } of demoFile("connections.json")) {
    const [row] = await db.select().from(channels).where(eq(channels.slug, channel));
    if (!row) throw new Error(`@${merchant} sells through an unknown channel: ${channel}`);
    const opensAt = known.joinedAt(merchant);
    await db
      .insert(connections)
      .values({ id: newId(opensAt), channelId: row.id, merchantId: known.idOf(merchant), opensAt });
  }
}

export async function seedCatalogues(ctx: Core, known: Accounts): Promise<void> {
  const now = ctx.clock.now();
  const onSaleSince: Core = { ...ctx, clock: { now: () => daysAfter(now, -daysOnSale) } };
  for (const { handle, currency } of demoFile("merchants.json")) {
    const input = { merchantId: known.idOf(handle), currency, file: catalogueFile(handle) };
    const outcome = await importShopifyCsv(onSaleSince, input);
    if (!outcome.ok) throw new Error(`The catalogue of @${handle}: ${outcome.reason} ${outcome.detail}`);
    const [skip] = outcome.value.skipped;
    if (skip) throw new Error(`The catalogue of @${handle}, line ${skip.line}: ${skip.reason} ${skip.value}`);
    await reducePrices(ctx, handle, currency);
  }
  await ctx.db.update(variants).set({ priceCheckedAt: now });
}

/** What a file says to have cost more was dearer until some days ago, so that a struck-out price is true here. */
async function reducePrices({ db, clock }: Core, merchant: string, currency: string): Promise<void> {
  for (const [sku, earlierMinor] of await earlierPrices(merchant, currency)) {
    const [variant] = await db.select({ id: variants.id }).from(variants).where(eq(variants.sku, sku));
    if (!variant) throw new Error(`The catalogue of @${merchant} has no variant ${sku}`);
    const reducedAt = daysAfter(clock.now(), -daysSinceReduction);
    const [present] = await db
      .update(priceChanges)
      .set({ validFrom: reducedAt })
      .where(eq(priceChanges.variantId, variant.id))
      .returning();
    if (!present || present.priceMinor >= earlierMinor) throw new Error(`${sku} did not become cheaper`);
    const validFrom = daysAfter(clock.now(), -daysOnSale);
    await db
      .insert(priceChanges)
      .values({ id: newId(validFrom), variantId: variant.id, priceMinor: earlierMinor, currency, validFrom });
  }
}

async function earlierPrices(merchant: string, currency: string): Promise<Map<string, number>> {
  const prices = new Map<string, number>();
  let columns: ReturnType<typeof findColumns> | undefined;
  for await (const row of readRows(catalogueFile(merchant))) {
    if ("problem" in row) throw new Error(`The catalogue of @${merchant}, line ${row.line}: ${row.problem}`);
    columns ??= findColumns(row.cells);
    if ("missing" in columns)
      throw new Error(`The catalogue of @${merchant} lacks ${columns.missing.join()}`);
    const earlier = readPrice(columns.cell(row.cells, "compareAtPrice"), currency);
    if (earlier !== undefined) prices.set(columns.cell(row.cells, "sku"), earlier);
  }
  return prices;
}

/** Those that differ from the rest: at the merchant's own site, not open yet, over, one per buyer. */
export async function seedListingTerms(ctx: Core, known: Accounts): Promise<void> {
  const now = ctx.clock.now();
  for (const terms of demoFile("listings.json")) {
    const listingId = await listingIdOf(ctx, known, terms.merchant, terms.slug);
    const { checkout, unitsPerBuyer, opensMinutesAgo, endsInMinutes } = terms;
    await ctx.db
      .update(listings)
      .set({
        checkout,
        unitsPerBuyer,
        opensAt: opensMinutesAgo === undefined ? undefined : minutesAfter(now, -opensMinutesAgo),
        endsAt: endsInMinutes === undefined ? undefined : minutesAfter(now, endsInMinutes),
      })
      .where(eq(listings.id, listingId));
  }
}

/** Throws when there is no such product, or it is not offered through this channel. */
export async function listingIdOf(
  { db }: Core,
  known: Accounts,
  merchant: string,
  slug: string,
  channel = "direct",
): Promise<string> {
  const [row] = await db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(
      and(eq(products.merchantId, known.idOf(merchant)), eq(products.slug, slug), eq(channels.slug, channel)),
    );
  if (!row) throw new Error(`@${merchant} does not sell ${slug} through ${channel}`);
  return row.id;
}
