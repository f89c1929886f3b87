// The rows of one product, read as a whole: either everything in them is understood, or the first thing that is not.
import type { ProductOption, productStatuses } from "@/db/schema/catalog";
import type { Column, Columns } from "./columns";
import type { VariantDraft } from "@/domain/catalog/save-variants";
import { smallestStep } from "@/domain/money";
import {
  isWebAddress,
  longestAddress,
  longestTitle,
  mostPictures,
  mostUnits,
  mostVariants,
} from "../product-rules";
import { readPrice } from "./read-price";
import type { Row } from "./read-rows";
import { handleOf } from "./group-rows";
import type { Note, Skip, SkipReason } from "./report";

export type ProductDraft = {
  slug: string;
  title: string;
  /** As the file has it: not yet safe to show. */
  description: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: (typeof productStatuses)[number];
  options: ProductOption[];
  images: { url: string; alt: string }[];
  variants: VariantDraft[];
};

/**
 * How many of its variants are sold without counting, because nothing in the file counts them, and of how many the stock
 * is counted but not said.
 */
export type Stock = { uncounted: number; withoutQuantity: number };
export type ReadProduct = { draft: ProductDraft; notes: Note[]; stock: Stock } | { skip: Skip };

/** The first thing in a product that cannot be understood. Thrown and caught within this file only. */
class Unreadable extends Error {
  constructor(readonly skip: Skip) {
    super(skip.reason);
  }
}

const largestInteger = 2_147_483_647; // what a column of whole numbers holds

const statuses: Record<string, ProductDraft["status"]> = {
  "": "active",
  active: "active",
  draft: "draft",
  unlisted: "draft", // Shopify: reachable by its address alone
  archived: "archived",
};
// Spreadsheets write TRUE in the language of whoever opens the file: French, German, Dutch, Spanish, Italian, Portuguese.
const yes = ["true", "yes", "1", "vrai", "wahr", "waar", "verdadero", "vero", "verdadeiro"];
const no = ["false", "no", "0", "faux", "falsch", "onwaar", "falso"];
const yesOrNo: Record<string, boolean> = Object.fromEntries([
  ...yes.map((word) => [word, true]),
  ...no.map((word) => [word, false]),
]);
const sellsOn: Record<string, boolean> = { ...yesOrNo, "": false, continue: true, deny: false };

export type ShopCurrencies = { currency: string; otherCurrencies: string[] };

/** Reads the rows of one product, all of the same handle. Prices are in the shop's own currency, where no column says another. */
export function readProduct(columns: Columns, rows: Row[], shop: ShopCurrencies): ReadProduct {
  try {
    return new ProductReader(columns, rows, shop).read();
  } catch (error) {
    if (error instanceof Unreadable) return { skip: error.skip };
    throw error;
  }
}

class ProductReader {
  readonly #columns: Columns;
  readonly #rows: Row[];
  readonly #shop: ShopCurrencies;
  readonly #notes: Note[] = [];
  readonly #stock: Stock = { uncounted: 0, withoutQuantity: 0 };
  /** The options of the variants read so far. */
  readonly #seen = new Set<string>();

  constructor(columns: Columns, rows: Row[], shop: ShopCurrencies) {
    this.#columns = columns;
    this.#rows = rows;
    this.#shop = shop;
  }

  read(): ReadProduct {
    const [first] = this.#rows;
    if (!first) throw new RangeError("A product has at least one row");
    const nameless = this.#rows.find((row) => handleOf(this.#columns, row) === "");
    if (nameless) this.#refuse(nameless, "missing-handle", "handle");
    const title = this.#cell(first, "title").replace(/\s+/g, " ");
    if (title === "") this.#refuse(first, "missing-title", "title");
    for (const column of ["handle", "title"] as const)
      if (this.#cell(first, column).length > longestTitle)
        this.#refuse(first, "too-long", column, String(longestTitle));
    if (this.#oneOf(first, "giftCard", { "": false, ...yesOrNo }))
      this.#refuse(first, "gift-card", "giftCard");

    const names = this.#optionNames(first);
    const variantRows = this.#rows.filter((row) => this.#isVariant(row));
    if (variantRows.length > mostVariants) this.#refuse(first, "too-many-rows", "handle");
    const variants = variantRows.map((row) => this.#variant(row, names));
    const isPublished = this.#oneOf(first, "published", { "": true, ...yesOrNo });
    const status = this.#oneOf(first, "status", statuses);
    const draft: ProductDraft = {
      slug: handleOf(this.#columns, first),
      title,
      description: this.#cell(first, "description"),
      vendor: this.#cell(first, "vendor"),
      productType: this.#cell(first, "productType"),
      tags: [
        ...new Set(
          this.#cell(first, "tags")
            .split(",")
            .map((tag) => tag.trim()),
        ),
      ].filter(Boolean),
      status: status === "active" && !isPublished ? "draft" : status,
      options: names.map((name, at) => ({
        name,
        values: [...new Set(variants.map((variant) => variant.optionValues[at] ?? ""))],
      })),
      images: this.#images(),
      variants,
    };
    return { draft, notes: this.#notes, stock: this.#stock };
  }

  /** A row without price, option or SKU, other than the first, only adds a picture. */
  #isVariant(row: Row): boolean {
    const columns = ["price", "sku", "option1Value", "option2Value", "option3Value"] as const;
    return row === this.#rows[0] || columns.some((column) => this.#cell(row, column) !== "");
  }

  #optionNames(first: Row): string[] {
    const names = ["option1Name", "option2Name", "option3Name"] as const;
    const used = names.map((column) => this.#cell(first, column));
    const isWithoutOptions =
      used[0]?.toLowerCase() === "title" &&
      this.#cell(first, "option1Value").toLowerCase() === "default title";
    if (isWithoutOptions) return [];
    const count = used.findLastIndex((name) => name !== "") + 1;
    const gap = used.slice(0, count).indexOf("");
    if (gap >= 0) this.#refuse(first, "option-without-name", names[gap] ?? "option1Name");
    return used.slice(0, count);
  }

  #variant(row: Row, names: string[]): VariantDraft {
    const optionValues = this.#optionValues(row, names);
    const key = JSON.stringify(optionValues);
    if (this.#seen.has(key)) {
      if (!this.#columns.positions.has("option1Value")) this.#refuse(row, "which-variant", "option1Value");
      this.#refuse(row, "duplicate-variant", "option1Value", optionValues.join(" / "));
    }
    this.#seen.add(key);

    const price = this.#cell(row, "price");
    if (price === "") this.#refuse(row, "missing-price", "price");
    const priceMinor = readPrice(this.#columns.figure(price), this.#shop.currency);
    if (priceMinor === undefined) this.#refuse(row, "bad-price", "price");
    const compareAt = this.#cell(row, "compareAtPrice");
    if (compareAt !== "") this.#notes.push({ line: row.line, note: "compare-at-ignored", value: compareAt });

    // Without a tracker Shopify counts nothing, whatever quantity stands beside it.
    const counting = this.#columns.positions.has("tracker") ? "tracker" : "quantity";
    const isCounted = this.#cell(row, counting) !== "";
    const sellsWithoutStock = this.#oneOf(row, "policy", sellsOn) || !isCounted;
    const isStockUnsaid = isCounted && this.#cell(row, "quantity") === "";
    if (!isCounted) this.#stock.uncounted += 1;
    else if (isStockUnsaid && !sellsWithoutStock) this.#stock.withoutQuantity += 1;
    return {
      sku: this.#cell(row, "sku"),
      barcode: this.#cell(row, "barcode"),
      optionValues,
      priceMinor,
      otherPrices: this.#otherPrices(row),
      unitsInStock: Math.max(0, this.#number(row, "quantity", "bad-quantity", /^-?\d+(\.0+)?$/, mostUnits)),
      ...(isStockUnsaid ? { isStockUnsaid } : {}),
      sellsWithoutStock,
      requiresShipping: this.#oneOf(row, "requiresShipping", { "": true, ...yesOrNo }),
      isTaxable: this.#oneOf(row, "isTaxable", { "": true, ...yesOrNo }),
      weightGrams: Math.round(this.#number(row, "grams", "bad-weight", /^\d+(\.\d+)?$/)),
      imageUrl: this.#url(row, "variantImageUrl") ?? null,
    };
  }

  /** One for each currency that the file has a column for and the shop sells in; the others are left out with a note. */
  #otherPrices(row: Row): Record<string, number | null> {
    const prices: Record<string, number | null> = {};
    for (const { currency, position, name } of this.#columns.priceColumns) {
      const text = row.cells[position]?.trim() ?? "";
      if (!this.#shop.otherCurrencies.includes(currency)) {
        if (text !== "") this.#notes.push({ line: row.line, note: "currency-ignored", value: name });
        continue;
      }
      const price = text === "" ? null : readPrice(this.#columns.figure(text), currency);
      if (price === undefined || price === 0 || (price ?? 0) % smallestStep(currency) !== 0)
        throw new Unreadable({
          line: row.line,
          handle: handleOf(this.#columns, row),
          reason: "bad-other-price",
          column: name,
          value: text.slice(0, 100),
        });
      prices[currency] = price;
    }
    return prices;
  }

  #optionValues(row: Row, names: string[]): string[] {
    const columns = ["option1Value", "option2Value", "option3Value"] as const;
    const values = columns.map((column) => this.#cell(row, column));
    for (const [at, column] of columns.entries()) {
      const isDefault = names.length === 0 && values[at]?.toLowerCase() === "default title";
      if (at < names.length && values[at] === "")
        this.#refuse(row, "missing-option-value", column, names[at]);
      if (at >= names.length && values[at] !== "" && !isDefault)
        this.#refuse(row, "option-without-name", column);
    }
    return values.slice(0, names.length);
  }

  /** The first of them, as many as its form takes. */
  #images(): ProductDraft["images"] {
    const images = new Map<string, { url: string; alt: string; position: number }>();
    for (const row of this.#rows) {
      const url = this.#url(row, "imageUrl");
      if (url === undefined || images.has(url)) continue;
      const position = Number(this.#cell(row, "imagePosition") || Number.NaN);
      images.set(url, {
        url,
        alt: this.#cell(row, "imageAlt"),
        position: Number.isFinite(position) ? position : images.size + 1,
      });
    }
    if (images.size > mostPictures)
      this.#notes.push({
        line: this.#rows[0]?.line ?? 0,
        note: "pictures-left-out",
        value: `${images.size}`,
      });
    return [...images.values()]
      .toSorted((a, b) => a.position - b.position)
      .slice(0, mostPictures)
      .map(({ url, alt }) => ({ url, alt }));
  }

  /** A web address, or a path of this site; anything else is left out with a note. */
  #url(row: Row, column: Column): string | undefined {
    const text = this.#cell(row, column);
    if (text === "") return undefined;
    const isOfThisSite = /^\/[\w.%/-]+$/.test(text) && !text.startsWith("//");
    // Pages show no picture that does not come by https (server.ts).
    const address = text.replace(/^(http:)?\/\//i, "https://");
    const url = isWebAddress(address) ? new URL(address).href : isOfThisSite ? text : "";
    if (url !== "" && url.length <= longestAddress) return url;
    this.#notes.push({ line: row.line, note: "image-ignored", value: text.slice(0, 100) });
    return undefined;
  }

  #number(row: Row, column: Column, reason: SkipReason, pattern: RegExp, most = largestInteger): number {
    const text = this.#columns.figure(this.#cell(row, column));
    if (text === "") return 0;
    const number = Number(text);
    if (!pattern.test(text) || Math.abs(number) > most) this.#refuse(row, reason, column);
    return number;
  }

  #oneOf<T>(row: Row, column: Column, meanings: Record<string, T>): T {
    const text = this.#cell(row, column).toLowerCase();
    const meaning = Object.hasOwn(meanings, text) ? meanings[text] : undefined;
    if (meaning === undefined) this.#refuse(row, "unknown-value", column);
    return meaning;
  }

  #cell(row: Row, column: Column): string {
    return this.#columns.cell(row.cells, column);
  }

  #refuse(row: Row, reason: SkipReason, column: Column, value = this.#cell(row, column)): never {
    throw new Unreadable({
      line: row.line,
      handle: handleOf(this.#columns, row),
      reason,
      column: this.#columns.nameOf(column),
      value: value.slice(0, 100),
    });
  }
}
