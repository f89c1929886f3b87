// What a product may be, and how its variants follow from its options. Pure.
import type { ProductOption } from "@/db/schema/catalog";
import { smallestStep } from "@/domain/money";
import { isCurrency } from "@/domain/shops/country-rules";
import type { Instant } from "@/domain/time";

export const longestTitle = 255;
export const longestSummary = 200;
export const longestAddress = 2000;
export const longestDescription = 20_000;
export const mostOptions = 3;
export const mostVariants = 2048;
/** So many are made of options at once; a file may bring more. */
export const mostVariantsMade = 250;
export const mostPictures = 20;
export const mostUnits = 1_000_000_000;
/** What one card can be charged, in minor units: docs.stripe.com/currencies, "minimum and maximum". */
export const highestPriceMinor = 99_999_999;
export const defaultUnitsPerBuyer = 5;

export const productProblems = [
  "missing",
  "too-long",
  "too-many",
  "twice",
  "not-an-option",
  "bad-number",
  "not-a-web-address",
  "ends-before-it-opens",
] as const;

/** What is not right, and where: the field's name as forms call it, such as `variant.2.priceMinor`. */
export type ProductProblem = { field: string; reason: (typeof productProblems)[number] };

export type ProductWords = {
  title: string;
  description: string;
  summary: string;
  vendor: string;
  productType: string;
  tags: string[];
  options: ProductOption[];
  images: { url: string; alt: string }[];
  variants: {
    sku: string;
    barcode: string;
    optionValues: string[];
    priceMinor: number;
    otherPrices?: Record<string, number | null> | undefined;
    unitsInStock: number;
    weightGrams: number;
  }[];
};

export type ListingTerms = {
  checkout: "here" | "merchant-site";
  /** Where the merchant sells it themselves. Blank: the product's page at the merchant's website. */
  merchantUrl: string;
  opensAt: Instant;
  endsAt: Instant | null;
  unitsPerBuyer: number;
};

/** All that is not right with a product, in the order of the form. */
export function problemsOfProduct(product: Partial<ProductWords>): ProductProblem[] {
  const problems: ProductProblem[] = [];
  const say = (field: string, reason: ProductProblem["reason"], isWrong: boolean) => {
    if (isWrong && !problems.some((problem) => problem.field === field)) problems.push({ field, reason });
  };
  const { title, description = "", summary = "", vendor = "", productType = "", tags = [] } = product;
  say("title", "missing", title?.trim() === "");
  say("title", "too-long", (title ?? "").length > longestTitle);
  say("description", "too-long", description.length > longestDescription);
  say("summary", "too-long", Array.from(summary).length > longestSummary);
  say("vendor", "too-long", vendor.length > 100);
  say("productType", "too-long", productType.length > 100);
  say("tags", "too-long", tags.some((tag) => tag.length > 100) || tags.length > 100);
  for (const [at, { name, values }] of (product.options ?? []).entries()) {
    const others = (product.options ?? []).slice(0, at);
    say(`option.${at}.name`, "missing", name === "");
    say(`option.${at}.name`, "too-long", name.length > 100);
    say(
      `option.${at}.name`,
      "twice",
      others.some((other) => isSameWord(other.name, name)),
    );
    say(`option.${at}.values`, "missing", values.length === 0);
    say(
      `option.${at}.values`,
      "too-long",
      values.some((value) => value.length > 100),
    );
    say(`option.${at}.values`, "twice", new Set(values).size < values.length);
  }
  say("options", "too-many", (product.options ?? []).length > mostOptions);
  say("pictures", "too-many", (product.images ?? []).length > mostPictures);
  say("variants", "missing", product.variants?.length === 0);
  say("variants", "too-many", (product.variants ?? []).length > mostVariants);
  const seen = new Set<string>();
  for (const [at, variant] of (product.variants ?? []).entries()) {
    const field = (name: string) => `variant.${at}.${name}`;
    const key = JSON.stringify(variant.optionValues);
    say(field("optionValues"), "twice", seen.has(key));
    seen.add(key);
    say(field("optionValues"), "not-an-option", !isOf(product.options ?? [], variant.optionValues));
    say(field("priceMinor"), "bad-number", !isWhole(variant.priceMinor, 0, highestPriceMinor));
    for (const [code, price] of Object.entries(variant.otherPrices ?? {}))
      say(field(`otherPrices.${code}`), "bad-number", price !== null && !isOtherPrice(price, code));
    // Below nought where it sells on without stock.
    say(field("unitsInStock"), "bad-number", !isWhole(variant.unitsInStock, -mostUnits, mostUnits));
    say(field("weightGrams"), "bad-number", !isWhole(variant.weightGrams, 0, 10_000_000));
    say(field("sku"), "too-long", variant.sku.length > 100);
    say(field("barcode"), "too-long", variant.barcode.length > 100);
  }
  return problems;
}

export function problemsOfTerms(terms: ListingTerms): ProductProblem[] {
  const problems: ProductProblem[] = [];
  if (terms.merchantUrl !== "" && !isWebAddress(terms.merchantUrl))
    problems.push({ field: "merchantUrl", reason: "not-a-web-address" });
  if (terms.endsAt !== null && terms.endsAt <= terms.opensAt)
    problems.push({ field: "endsAt", reason: "ends-before-it-opens" });
  if (!isWhole(terms.unitsPerBuyer, 1, 1000)) problems.push({ field: "unitsPerBuyer", reason: "bad-number" });
  return problems;
}

const isWhole = (number: number, least: number, most: number) =>
  Number.isInteger(number) && number >= least && number <= most;
/** In a further currency nothing is free, and every price is one that a card can pay. */
const isOtherPrice = (price: number, currency: string) =>
  isCurrency(currency) && isWhole(price, 1, highestPriceMinor) && price % smallestStep(currency) === 0;
const isSameWord = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const isOf = (options: ProductOption[], values: string[]) =>
  values.length === options.length && values.every((value, at) => options[at]?.values.includes(value));

export const isWebAddress = (text: string) =>
  /^https?:\/\//i.test(text) && URL.canParse(text) && text.length <= longestAddress;

/** Every combination of the options' values, the last option changing fastest; one empty one without options. */
export function combinations(options: ProductOption[]): string[][] {
  return options.reduce<string[][]>(
    (all, { values }) => all.flatMap((made) => values.map((value) => [...made, value])),
    [[]],
  );
}

export const combinationCount = (options: ProductOption[]): number =>
  options.reduce((count, { values }) => count * values.length, 1);

/**
 * The variants that the options of now make, of those that the options before made: a value that was renamed in its
 * place keeps its variants, an option that was added gives them its first value, one that went takes the doubles away.
 * A new combination is `fresh`. Nothing is made beyond `mostVariantsMade`.
 */
export function variantsOfOptions<V extends { optionValues: string[] }>(
  variants: V[],
  before: ProductOption[],
  now: ProductOption[],
  fresh: (optionValues: string[], like: V | undefined) => V,
): V[] {
  const moved = variants.map((variant) => ({
    ...variant,
    optionValues: now.map((option, at) => movedValue(variant.optionValues[at], before[at], option)),
  }));
  const byValues = new Map<string, V>();
  for (const variant of moved) {
    const key = JSON.stringify(variant.optionValues);
    if (!byValues.has(key)) byValues.set(key, variant);
  }
  return combinations(now)
    .slice(0, mostVariantsMade)
    .map((values) => byValues.get(JSON.stringify(values)) ?? fresh(values, moved[0]));
}

function movedValue(
  value: string | undefined,
  before: ProductOption | undefined,
  now: ProductOption,
): string {
  if (value === undefined || !before) return now.values[0] ?? "";
  if (now.values.includes(value)) return value;
  const inItsPlace = now.values[before.values.indexOf(value)];
  return inItsPlace !== undefined && !before.values.includes(inItsPlace) ? inItsPlace : value;
}

/** The name of a product in addresses: "Thé vert, 100 g" is the-vert-100-g. Never blank. */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  return slug || "product";
}

/** Where a product stands at the merchant's own website, as shops usually have it; blank where they have none. */
export const pageAtSite = (website: string, slug: string): string =>
  website === "" ? "" : `${website.replace(/\/+$/, "")}/products/${encodeURIComponent(slug)}`;

/** Where the way goes on from what cannot be bought here: to the merchant's site, or else to their shop here. */
export const wayOn = (merchantUrl: string, sellerHandle: string): string =>
  isWebAddress(merchantUrl) ? merchantUrl : `/${sellerHandle}/shop`;

/** When a product was changed, which is also its version: later than the one before, to the millisecond. */
export const versionAfter = (before: Instant, now: Instant): Instant =>
  new Date(Math.max(now.getTime(), before.getTime() + 1));
