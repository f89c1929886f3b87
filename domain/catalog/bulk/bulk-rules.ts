// What can be changed in many products at once, and what it makes of one. Pure.
import type { OtherPrices } from "@/db/schema/catalog";
import { minorDigits, shareOf, smallestStep } from "@/domain/money";
import { highestPriceMinor } from "../product-rules";

/** Which products: those that fit everything given. Blank fits all. */
export type BulkFilter = {
  /** Part of the title, in small or capital letters. */
  title: string;
  productType: string;
  vendor: string;
  tag: string;
  status: "" | "active" | "draft" | "archived";
};

export const priceRoundings = ["none", "00", "99"] as const;
export type PriceRounding = (typeof priceRoundings)[number];

export type PriceChange = {
  /** Which prices; absent: those in the shop's own currency. */
  currency?: string;
  /** Basis points of the price, or minor units, below nought it falls; or the price itself, in minor units. */
  by: { basisPoints: number } | { amountMinor: number } | { newPriceMinor: number };
  /** To the nearest price that ends so; where a currency has no cents, on hundreds. Not of a price that is set. */
  rounding: PriceRounding;
};

/** What is to be changed; what is absent stays. */
export type BulkChange = {
  price?: PriceChange;
  status?: "active" | "draft" | "archived";
  checkout?: "here" | "merchant-site";
  unitsPerBuyer?: number;
  addTags?: string[];
  removeTags?: string[];
  unitsInStock?: number;
};

export const isEmptyChange = (change: BulkChange): boolean => Object.keys(change).length === 0;

/**
 * A price as it becomes, in minor units of `currency` and in steps that a card can pay; undefined when it would be
 * nothing, or more than can be charged.
 */
export function changedPrice(
  priceMinor: number,
  currency: string,
  { by, rounding }: PriceChange,
): number | undefined {
  if ("newPriceMinor" in by) return payable(by.newPriceMinor, currency);
  const amount = "amountMinor" in by ? by.amountMinor : signedShare(priceMinor, by.basisPoints);
  return payable(rounded(priceMinor + amount, currency, rounding), currency);
}

function payable(priceMinor: number, currency: string): number | undefined {
  const step = smallestStep(currency);
  const price = Math.round(priceMinor / step) * step;
  return price > 0 && price <= highestPriceMinor ? price : undefined;
}

const signedShare = (amountMinor: number, basisPoints: number): number =>
  Math.sign(basisPoints) * shareOf(amountMinor, Math.abs(basisPoints));

function rounded(priceMinor: number, currency: string, rounding: PriceRounding): number {
  if (rounding === "none" || priceMinor <= 0) return priceMinor;
  const whole = 10 ** (minorDigits(currency) || 2);
  const below = rounding === "99" ? whole / 100 : 0;
  return Math.max(1, Math.round((priceMinor + below) / whole)) * whole - below;
}

/** Tags as they become: those added at the end, each once whatever its capitals. */
export function changedTags(tags: string[], { addTags = [], removeTags = [] }: BulkChange): string[] {
  const plain = (tag: string) => tag.toLowerCase();
  const removed = new Set(removeTags.map(plain));
  const kept = tags.filter((tag) => !removed.has(plain(tag)));
  const known = new Set(kept.map(plain));
  for (const tag of addTags) {
    if (known.has(plain(tag))) continue;
    known.add(plain(tag));
    kept.push(tag);
  }
  return kept;
}

type Pair<T> = { from: T; to: T };

export type VariantStep = {
  variantId: string;
  name: string;
  priceMinor?: Pair<number>;
  /** Of the prices in a further currency, when it is one of those that is changed. */
  otherPrice?: { from?: number; to: number; currency: string };
  unitsInStock?: Pair<number>;
};

/** What would become of one product, from what it was when it was looked at. */
export type PlannedProduct = {
  productId: string;
  title: string;
  /** Its version when it was looked at: milliseconds. */
  seenAt: number;
  status?: Pair<string>;
  tags?: Pair<string[]>;
  checkout?: Pair<string>;
  unitsPerBuyer?: Pair<number>;
  listingIds: string[];
  variants: VariantStep[];
  /** Variants whose price was to rise or fall, and that have none in that currency. */
  withoutPrice?: number;
};

export type Looked = {
  product: { id: string; title: string; status: string; tags: string[]; updatedAt: Date };
  listings: { id: string; checkout: string; unitsPerBuyer: number }[];
  variants: {
    id: string;
    optionValues: string[];
    sku: string;
    priceMinor: number;
    currency: string;
    otherPrices: OtherPrices;
    unitsInStock: number;
    unitsHeld: number;
  }[];
};

/** Undefined when nothing of it would change; or why it cannot be changed so. */
export function plannedFor(
  { product, listings, variants }: Looked,
  change: BulkChange,
): PlannedProduct | { problem: "bad-price" | "fewer-than-held" | "no-price" } | undefined {
  const steps: VariantStep[] = [];
  let withoutPrice = 0;
  for (const variant of variants) {
    const currency = change.price?.currency ?? variant.currency;
    const before = currency === variant.currency ? variant.priceMinor : variant.otherPrices[currency];
    // Nothing is converted: what has no price in that currency gets one only where it is said which.
    const isWithout = change.price && before === undefined && !("newPriceMinor" in change.price.by);
    if (isWithout) withoutPrice += 1;
    const after = change.price && !isWithout ? changedPrice(before ?? 0, currency, change.price) : before;
    if (after === undefined && change.price && !isWithout) return { problem: "bad-price" };
    const unitsInStock = change.unitsInStock ?? variant.unitsInStock;
    if (unitsInStock < variant.unitsHeld && unitsInStock !== variant.unitsInStock)
      return { problem: "fewer-than-held" };
    const step = {
      ...priceStep(currency === variant.currency ? undefined : currency, before, after),
      ...pairOf("unitsInStock", variant.unitsInStock, unitsInStock),
    };
    if (Object.keys(step).length > 0)
      steps.push({ variantId: variant.id, name: variant.optionValues.join(" / ") || variant.sku, ...step });
  }
  const [listing] = listings;
  const tags = changedTags(product.tags, change);
  const planned = {
    ...pairOf("status", product.status, change.status ?? product.status),
    ...(tags.join("\n") === product.tags.join("\n") ? {} : { tags: { from: product.tags, to: tags } }),
    ...(listing && change.checkout && listings.some(({ checkout }) => checkout !== change.checkout)
      ? { checkout: { from: listing.checkout, to: change.checkout } }
      : {}),
    ...(listing &&
    change.unitsPerBuyer !== undefined &&
    listings.some(({ unitsPerBuyer }) => unitsPerBuyer !== change.unitsPerBuyer)
      ? { unitsPerBuyer: { from: listing.unitsPerBuyer, to: change.unitsPerBuyer } }
      : {}),
  };
  if (steps.length === 0 && Object.keys(planned).length === 0)
    return withoutPrice > 0 ? { problem: "no-price" } : undefined;
  const { id: productId, title, updatedAt } = product;
  const listingIds = listings.map(({ id }) => id);
  const isPartly = withoutPrice > 0 ? { withoutPrice } : {};
  return {
    productId,
    title,
    seenAt: updatedAt.getTime(),
    ...planned,
    listingIds,
    variants: steps,
    ...isPartly,
  };
}

function priceStep(
  otherCurrency: string | undefined,
  from: number | undefined,
  to: number | undefined,
): Pick<VariantStep, "priceMinor" | "otherPrice"> {
  if (to === undefined || from === to) return {};
  if (otherCurrency !== undefined)
    return { otherPrice: { ...(from === undefined ? {} : { from }), to, currency: otherCurrency } };
  return from === undefined ? {} : { priceMinor: { from, to } };
}

function pairOf<Name extends string, T>(name: Name, from: T, to: T): { [N in Name]?: Pair<T> } {
  return (from === to ? {} : { [name]: { from, to } }) as { [N in Name]?: Pair<T> };
}

export const skippedReasons = [
  "changed-meanwhile",
  "fewer-than-held",
  "bad-price",
  "no-price",
  "not-found",
  "not-right",
  "shop-closed",
] as const;
export type SkippedProduct = { productId: string; title: string; reason: (typeof skippedReasons)[number] };

/** What a task of a bulk edit keeps in its report; the plan itself is in its file. */
export type BulkReport = {
  filter: BulkFilter;
  change: BulkChange;
  /** How many products would change; those that cannot, and why, the first thousand. */
  planned: number;
  cannot: SkippedProduct[];
  /** While it is applied, and then. */
  changed?: number;
  skipped?: SkippedProduct[];
  /** Why it came to no end. */
  refusal?: { reason: "stopped" | "broken" | "file-gone"; detail: string };
};

export const mostSkippedKept = 1000;
/** So many products can be changed at once. */
export const mostProducts = 50_000;
