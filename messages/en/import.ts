import type { ImportRefusal } from "@/domain/catalog/import/import-shopify-csv";
import type { importNotes, SkipReason } from "@/domain/catalog/import/report";

// What an import of a catalogue says about itself.
export const importWords = {
  summary:
    "{imported, plural, =0 {No product} one {# product} other {# products}} imported, {updated} updated, {unchanged} unchanged, {skipped} left out.",
  skippedLine: "Line {line}: {reason}",
  skippedProduct: "Line {line}, {handle}: {reason}",
  noteLine: "Line {line}: {note}",
  reasons: {
    "bad-quoting": "the quotation marks do not match, so nothing of this product was imported",
    "too-many-columns": "the row has more cells than the header has columns",
    "unreadable-characters": "the row has characters that are not UTF-8; save the file as UTF-8",
    "row-too-long": "the row is longer than a million characters",
    "rows-apart": "rows of this product stand apart in the file; put all its rows together",
    "too-many-rows": "too many rows have this handle: a product has 2,048 variants at most",
    "missing-handle": "the row has no handle",
    "missing-title": "the product has no title",
    "too-long": "{column} has more than {value} characters",
    "missing-price": "the variant has no price",
    "bad-price": "“{value}” in {column} is not a price in {currency}",
    "bad-other-price": "“{value}” in {column} is not a price above nought in that currency",
    "bad-quantity": "“{value}” in {column} is not a whole number of units",
    "bad-weight": "“{value}” in {column} is not a weight in grams",
    "unknown-value": "“{value}” is not known in {column}",
    "missing-option-value": "the variant has no value for {value}",
    "option-without-name": "{column} is filled, but something before it or its name is not",
    "duplicate-variant": "the variant {value} comes twice",
    "which-variant":
      "the product has several variants, and the file has no columns that say which one is meant: add Option1 Name, Option1 Value and so on, as Shopify exports them",
    "gift-card": "gift cards are not sold here",
    "no-new-listings": "{value} takes no new products any more; what is listed on it already can be changed",
    "not-here": "no product here has this handle: import the product file first",
  } satisfies Record<SkipReason, string>,
  notes: {
    "compare-at-ignored":
      "compare-at prices are not used: a struck-out price is computed from the lowest price of the last 30 days",
    "image-ignored": "“{value}” is not an address of a picture",
    "pictures-left-out": "a product has 20 pictures at most: of {value}, the first 20 are kept",
    "currency-ignored": "{value} is not used: name this currency in the shop’s settings first",
    "read-as-windows":
      "the file is not in UTF-8; it was read as Windows-1252: see whether letters with accents are right",
    "variants-removed":
      "{count, plural, one {# variant of this product leaves} other {# variants of this product leave}} the catalogue: the file does not name {count, plural, one {it} other {them}}",
    "sold-uncounted":
      "{count, plural, one {# variant is never sold out: nothing in the file counts its stock} other {# variants are never sold out: nothing in the file counts their stock}}; to count it, untick “Sells on when the stock is used up” in the product",
    "without-quantity":
      "{count, plural, one {# variant is sold out: its stock is counted, but the file has no quantity for it} other {# variants are sold out: their stock is counted, but the file has no quantities for them}}, as Shopify exports a shop with several locations. Import its inventory file next, or set the stock by “Bulk edit”",
    "variant-not-here": "the product has no variant “{value}” here, so its stock is left out",
  } satisfies Record<(typeof importNotes)[number], string>,
  refusals: {
    "not-found": "There is no merchant {merchant}.",
    "wrong-currency": "The prices of {merchant} are in {detail}, not in {currency}: nothing was imported.",
    "no-connection":
      "{detail, select, none {Say with --channel on which channel the products of {merchant} are to be offered} other {{merchant} does not sell through the channel {detail}}}: nothing was imported.",
    "missing-columns": "The file has no column {detail}: nothing was imported.",
  } satisfies Record<ImportRefusal, string>,
  usage:
    "Say whose catalogue it is, in which currency its prices are, and the file: npm run import -- --merchant HANDLE --currency USD FILE [--channel CHANNEL]",
  unknownCurrency: "“{currency}” is not a currency: three letters, such as USD.",
  unreadableFile: "The file {file} cannot be read: {problem}.",
  noSuchFile: "there is none",
  notAFile: "it is a folder",
  noPermission: "its permissions forbid it",
} as const;
