// The columns that an import reads, under all the names that Shopify has given them.
// https://help.shopify.com/en/manual/products/import-export/using-csv

import { fromText } from "../spreadsheet-rules";
import { type FileKind, usualKind } from "./file-kind";

const namesOfColumns = {
  handle: ["handle", "url handle"],
  title: ["title"],
  description: ["body (html)", "body html", "body", "description"],
  vendor: ["vendor"],
  productType: ["type", "product type", "custom product type"],
  tags: ["tags"],
  published: ["published", "published on online store"],
  status: ["status"],
  option1Name: ["option1 name"],
  option1Value: ["option1 value"],
  option2Name: ["option2 name"],
  option2Value: ["option2 value"],
  option3Name: ["option3 name"],
  option3Value: ["option3 value"],
  sku: ["variant sku", "sku"],
  barcode: ["variant barcode", "barcode"],
  grams: ["variant grams", "weight value (grams)"],
  tracker: ["variant inventory tracker", "inventory tracker"],
  quantity: ["variant inventory qty", "variant inventory quantity", "inventory quantity"],
  policy: ["variant inventory policy", "continue selling when out of stock"],
  price: ["variant price", "price"],
  compareAtPrice: ["variant compare at price", "compare-at price", "compare at price"],
  requiresShipping: ["variant requires shipping", "requires shipping"],
  isTaxable: ["variant taxable", "charge tax"],
  imageUrl: ["image src", "product image url"],
  imagePosition: ["image position"],
  imageAlt: ["image alt text"],
  variantImageUrl: ["variant image", "variant image url"],
  giftCard: ["gift card"],
  location: ["location"],
  available: ["available", "available (not editable)"],
} as const;

export type Column = keyof typeof namesOfColumns;

/** Without these no product can be read. */
const neededColumns = ["handle", "title", "price"] as const satisfies Column[];

/** And with these it is an inventory file, which has no prices. */
const neededForStock = ["handle", "location", "available"] as const satisfies Column[];

/** Our own, beside those of the platform: "Price:GBP" is the price in pounds. A blank cell takes it away. */
export const priceColumn = (currency: string): string => `Price:${currency}`;

const ofCurrency = /^price ?: ?([a-z]{3})$/;

/** Where each column of a file is. */
export type Columns = {
  kind: FileKind;
  /** Products as a whole, or only how much there is of their variants. */
  speaksOf: "products" | "stock";
  positions: Map<Column, number>;
  /** Of the prices in further currencies, in the order of the file. */
  priceColumns: { currency: string; position: number; name: string }[];
  /** As the file writes it, for messages. */
  nameOf(column: Column): string;
  /** The trimmed text of a cell, as it was before a spreadsheet; blank when the file has no such column. */
  cell(cells: string[], column: Column): string;
  /** A figure with its decimals behind a point. */
  figure(text: string): string;
};

const plain = (name: string): string =>
  name.replaceAll("\uFEFF", "").replace(/\s+/g, " ").trim().toLowerCase();

/** Finds the columns by name, or says which needed ones are missing (in the words of today's export). */
export function findColumns(header: string[], kind: FileKind = usualKind): Columns | { missing: string[] } {
  const names = header.map(plain);
  const positions = new Map<Column, number>();
  for (const [column, synonyms] of Object.entries(namesOfColumns) as [Column, readonly string[]][]) {
    const position = names.findIndex((name) => synonyms.includes(name));
    if (position >= 0) positions.set(column, position);
  }
  const isOfStock = !positions.has("price") && neededForStock.every((column) => positions.has(column));
  const missing = neededColumns.filter((column) => !positions.has(column));
  if (!isOfStock && missing.length > 0) {
    const today = { handle: "Handle (or URL handle)", title: "Title", price: "Variant Price (or Price)" };
    return { missing: missing.map((column) => today[column]) };
  }
  return {
    kind,
    speaksOf: isOfStock ? "stock" : "products",
    positions,
    priceColumns: names.flatMap((name, position) => {
      const code = ofCurrency.exec(name)?.[1]?.toUpperCase();
      return code ? [{ currency: code, position, name: header[position]?.trim() ?? "" }] : [];
    }),
    nameOf: (column) => header[positions.get(column) ?? -1]?.trim() ?? "",
    // Where commas separate cells, a comma in a figure may group its thousands.
    figure: (text) => (kind.separator === "," ? text : text.replace(/^(-?\d+),(\d+)$/, "$1.$2")),
    cell: (cells, column) => fromText(cells[positions.get(column) ?? -1]?.trim() ?? ""),
  };
}
