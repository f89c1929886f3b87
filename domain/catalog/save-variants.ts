// Writes the variants of a product: the one way, for whoever changes a catalogue by hand or by a file. Prices go into
// the history when they differ; stock changes by as much as was counted, while holds and sales go on.
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { type OtherPrices, priceChanges, variants } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { mergedByCurrency } from "./currency-rules";

export type VariantDraft = {
  sku: string;
  barcode: string;
  optionValues: string[];
  priceMinor: number;
  /** Prices in further currencies, in minor units: null takes one away, one that is not named stays as it is. */
  otherPrices?: Record<string, number | null> | undefined;
  /** As counted, with what is held. */
  unitsInStock: number;
  /** Nothing is said of the stock: a variant that is there keeps its own. */
  isStockUnsaid?: boolean;
  sellsWithoutStock: boolean;
  requiresShipping: boolean;
  isTaxable: boolean;
  weightGrams: number;
  imageUrl: string | null;
};

/** What a file has no column for. */
export type UnsaidOfVariants = readonly Exclude<
  keyof VariantDraft,
  "optionValues" | "priceMinor" | "otherPrices" | "isStockUnsaid"
>[];

/** A variant that somebody looked at before they changed it. */
export type SeenVariant = VariantDraft & {
  /** Absent: a new one. */
  id?: string | undefined;
  /** The stock that stood there: what was sold since stays sold. Absent: the figure is taken as it is. */
  unitsSeen?: number | undefined;
};

/** What became of a variant. Prices in minor units. */
export type VariantChange = {
  variantId: string;
  name: string;
  kind: "added" | "changed" | "removed";
  priceMinor?: { from: number | undefined; to: number };
  /** By currency. */
  otherPrices?: Record<string, { from: number | undefined; to: number | undefined }>;
  unitsBy?: number;
};

type KeptVariant = typeof variants.$inferSelect;

/** Fewer units than are promised to checkouts under way: thrown, so that nothing of the product is written. */
export class FewerThanHeld extends Error {
  constructor(
    readonly optionValues: string[],
    readonly unitsHeld: number,
  ) {
    super(`${unitsHeld} units are held`);
  }
}

const rowsAtATime = 500;

/**
 * In a transaction that holds the product's row. Those not named leave the catalogue; orders keep them.
 * @param product with `countedSince`, the stock of a variant that was written since then stays: what stands there is
 * that count, less what was sold, or was set by hand later. What is `unsaid` stays as it is in a variant that is there.
 * @throws FewerThanHeld
 */
export async function saveVariants(
  { db, clock }: Core,
  product: {
    id: string;
    isNew: boolean;
    currency: string;
    countedSince?: Instant | undefined;
    unsaid?: UnsaidOfVariants;
  },
  drafts: SeenVariant[],
): Promise<VariantChange[]> {
  const now = clock.now();
  const { id: productId, currency, countedSince, unsaid = [] } = product;
  const kept = product.isNew ? [] : await db.select().from(variants).where(eq(variants.productId, productId));
  const pairs = pairVariants(drafts, kept);
  const added: (typeof variants.$inferInsert)[] = [];
  const prices: (typeof priceChanges.$inferInsert)[] = [];
  const changes: VariantChange[] = [];

  for (const [position, wish] of drafts.entries()) {
    const variant = pairs.get(wish);
    const keeps = wish.isStockUnsaid ? [...unsaid, "unitsInStock" as const] : unsaid;
    const whole = variant
      ? { ...wish, ...Object.fromEntries(keeps.map((key) => [key, variant[key]])) }
      : wish;
    const { id: _, isStockUnsaid: __, unitsSeen, otherPrices: given, ...draft } = whole;
    const otherPrices = mergedByCurrency(variant?.otherPrices ?? {}, given);
    const wanted = { ...draft, otherPrices, position, currency, removedAt: null };
    const id = variant?.id ?? newId(now);
    const begins = { variantId: id, validFrom: now };
    const isNewPrice = variant?.priceMinor !== draft.priceMinor || variant.currency !== currency;
    if (isNewPrice) prices.push({ ...begins, id: newId(now), priceMinor: draft.priceMinor, currency });
    const otherChanges = changesOfPrices(variant?.otherPrices ?? {}, otherPrices);
    for (const [code, { to }] of Object.entries(otherChanges))
      if (to !== undefined) prices.push({ ...begins, id: newId(now), priceMinor: to, currency: code });
    const change = {
      variantId: id,
      name: nameOf(draft),
      ...(isNewPrice ? { priceMinor: { from: variant?.priceMinor, to: draft.priceMinor } } : {}),
      ...(Object.keys(otherChanges).length > 0 ? { otherPrices: otherChanges } : {}),
    };
    if (!variant) {
      added.push({ id, productId, ...wanted, unitsReceived: draft.unitsInStock, priceCheckedAt: now });
      changes.push({ ...change, kind: "added", unitsBy: draft.unitsInStock });
      continue;
    }
    const isCounted =
      keeps.includes("unitsInStock") ||
      (countedSince !== undefined && variant.priceCheckedAt >= countedSince);
    const seen = unitsSeen ?? (isCounted ? draft.unitsInStock - unitsShort(variant, draft) : undefined);
    const by = seen === undefined ? undefined : draft.unitsInStock - seen;
    const unitsInStock =
      by === undefined ? Math.max(draft.unitsInStock, variant.unitsHeld) : variant.unitsInStock + by;
    const kindOf = variant.removedAt === null ? "changed" : "added";
    if (isSame(variant, { ...wanted, unitsInStock })) continue;
    const stock = by === undefined ? stockAsCounted(draft.unitsInStock) : stockChangedBy(by);
    const [written] = await db
      .update(variants)
      .set({ ...wanted, ...stock })
      .where(
        and(
          eq(variants.id, variant.id),
          by === undefined || draft.sellsWithoutStock ? undefined : isNotBelowHeld(by),
        ),
      )
      .returning({ id: variants.id });
    if (!written) throw new FewerThanHeld(draft.optionValues, variant.unitsHeld);
    const unitsBy = unitsInStock - variant.unitsInStock;
    changes.push({ ...change, kind: kindOf, ...(unitsBy === 0 ? {} : { unitsBy }) });
  }
  for (let at = 0; at < added.length; at += rowsAtATime)
    await db.insert(variants).values(added.slice(at, at + rowsAtATime));
  for (let at = 0; at < prices.length; at += rowsAtATime)
    await db.insert(priceChanges).values(prices.slice(at, at + rowsAtATime));

  const paired = new Set([...pairs.values()].map((variant) => variant.id));
  const gone = kept.filter((variant) => variant.removedAt === null && !paired.has(variant.id));
  const goneIds = gone.map((variant) => variant.id);
  if (gone.length > 0) await db.update(variants).set({ removedAt: now }).where(inArray(variants.id, goneIds));
  if (kept.length > 0)
    await db
      .update(variants)
      .set({ priceCheckedAt: now })
      .where(and(eq(variants.productId, productId), isNull(variants.removedAt)));
  return [
    ...changes,
    ...gone.map((variant) => ({ variantId: variant.id, name: nameOf(variant), kind: "removed" as const })),
  ];
}

const nameOf = ({ optionValues, sku }: { optionValues: string[]; sku: string }) =>
  optionValues.join(" / ") || sku;

const changesOfPrices = (before: OtherPrices, after: OtherPrices) =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((code) => before[code] !== after[code])
      .map((code) => [code, { from: before[code], to: after[code] }]),
  );

/** Pairs each draft with the variant that is kept: by its id, by its SKU where it is telling, else by its options. */
function pairVariants(drafts: SeenVariant[], kept: KeptVariant[]): Map<SeenVariant, KeptVariant> {
  const pairs = new Map<SeenVariant, KeptVariant>();
  const free = new Set(kept);
  const timesOf = new Map<string, number>();
  for (const { sku } of drafts) timesOf.set(sku, (timesOf.get(sku) ?? 0) + 1);
  const pair = (
    keyOfDraft: (draft: SeenVariant) => string | undefined,
    keyOf: (variant: KeptVariant) => string,
  ) => {
    const byKey = new Map<string, KeptVariant[]>();
    for (const variant of free) {
      const alike = byKey.get(keyOf(variant));
      if (alike) alike.push(variant);
      else byKey.set(keyOf(variant), [variant]);
    }
    for (const draft of drafts) {
      const key = pairs.has(draft) ? undefined : keyOfDraft(draft);
      const variant = key === undefined ? undefined : byKey.get(key)?.shift();
      if (!variant) continue;
      pairs.set(draft, variant);
      free.delete(variant);
    }
  };
  pair(
    (draft) => draft.id,
    (variant) => variant.id,
  );
  pair(
    ({ sku }) => (sku !== "" && timesOf.get(sku) === 1 ? sku : undefined),
    ({ sku }) => sku,
  );
  pair(
    ({ optionValues }) => JSON.stringify(optionValues),
    ({ optionValues }) => JSON.stringify(optionValues),
  );
  return pairs;
}

type Wanted = Omit<VariantDraft, "otherPrices" | "isStockUnsaid"> & {
  otherPrices: OtherPrices;
  position: number;
  removedAt: null;
};

function isSame(variant: KeptVariant, wanted: Wanted): boolean {
  const kept = Object.fromEntries(
    Object.keys(wanted).map((key) => [key, variant[key as keyof typeof wanted]]),
  );
  return isDeepStrictEqual(kept, wanted);
}

/** What is held beyond the stock, which may be only where it sells without. */
const unitsShort = (
  { unitsHeld, unitsInStock }: KeptVariant,
  { sellsWithoutStock }: { sellsWithoutStock: boolean },
) => (sellsWithoutStock ? 0 : Math.max(0, unitsHeld - unitsInStock));

/** What is held is promised: the figure of a file, which does not know of it, cannot take it away. */
export const stockAsCounted = (units: number) => {
  const notBelowHeld = sql`case when ${variants.unitsHeld} > ${units} then ${variants.unitsHeld} else ${units} end`;
  return {
    unitsInStock: sql<number>`${notBelowHeld}`,
    unitsReceived: sql<number>`${notBelowHeld} + ${variants.unitsSold}`,
  };
};

/** More units came in, or fewer are there than was thought: what is sold and held meanwhile is left alone. */
export const stockChangedBy = (units: number) => ({
  unitsInStock: sql<number>`${variants.unitsInStock} + ${units}`,
  unitsReceived: sql<number>`${variants.unitsReceived} + ${units}`,
});

/** Whether the stock, once changed, still has what is held. */
export const isNotBelowHeld = (by: number) => sql`${variants.unitsInStock} + ${by} >= ${variants.unitsHeld}`;
