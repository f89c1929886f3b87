// The form of a product: its fields as text, and what is typed in them read again. Every field is said to be wrong at
// once, beside it, and keeps what was typed. Rows are numbered: variant.0.price, variant.1.price ...
import { z } from "zod";
import type { ProductFields } from "@/domain/catalog/create-product";
import { htmlOfText, textOfHtml } from "@/domain/catalog/description-rules";
import {
  combinationCount,
  type ListingTerms,
  mostVariantsMade,
  problemsOfProduct,
  problemsOfTerms,
  variantsOfOptions,
} from "@/domain/catalog/product-rules";
import type { SeenVariant } from "@/domain/catalog/save-variants";
import type { ShopProduct } from "@/domain/catalog/shop-product";
import { parseAmount, plainAmount } from "@/domain/money";
import type { Instant } from "@/domain/time";
import { instantAt, wallClockOf } from "@/domain/wall-clock";
import type { getTranslations } from "@/i18n/translations";

export type Values = Record<string, string>;
type Translator = Awaited<ReturnType<typeof getTranslations<"listings">>>;
export type FormShop = {
  currency: string;
  otherCurrencies: string[];
  timeZone: string;
  website: string;
};

export type ReadProductForm = {
  product: ProductFields;
  /** One for each listing of the product; `listingId` is blank for a product that is not made yet. */
  terms: (ListingTerms & { listingId: string })[];
  errors: Record<string, string>;
};

const yes = (isSo: boolean): string => (isSo ? "yes" : "");

/** A product that is kept, as its form shows it. */
export function valuesOf({ product, variants, images, listings, shop }: ShopProduct): Values {
  const text = textOfHtml(product.descriptionHtml);
  const values: Values = {
    productId: product.id,
    seenAt: product.updatedAt.toISOString(),
    title: product.title,
    description: text ?? product.descriptionHtml,
    isHtml: yes(text === undefined),
    summary: product.summary,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags.join(", "),
    status: product.status,
    madeFrom: JSON.stringify(product.options),
    connectionId: listings[0]?.connectionId ?? "",
  };
  for (const [at, { name, values: words }] of product.options.entries())
    put(values, `option.${at}`, { name, values: words.map(withoutCommas).join(", ") });
  for (const [at, variant] of variants.entries())
    putVariant(values, at, { ...variant, unitsSeen: variant.unitsInStock }, shop, variant.unitsHeld);
  for (const [at, { url, alt }] of images.entries())
    put(values, `picture.${at}`, { url, alt, isDecorative: yes(alt === "") });
  for (const [at, listing] of listings.entries())
    put(values, `terms.${at}`, {
      listingId: listing.id,
      checkout: listing.checkout,
      merchantUrl: listing.merchantUrl,
      opensAt: wallClockOf(listing.opensAt, shop.timeZone),
      opensAtWas: listing.opensAt.toISOString(),
      endsAt: listing.endsAt ? wallClockOf(listing.endsAt, shop.timeZone) : "",
      endsAtWas: listing.endsAt?.toISOString() ?? "",
      unitsPerBuyer: String(listing.unitsPerBuyer),
    });
  return values;
}

/** The empty form. `productId` is new, and is kept while the form is mended: two presses make one product. */
export function emptyValues(productId: string, shop: FormShop, unitsPerBuyer: number): Values {
  const values: Values = { productId, status: "active", madeFrom: "[]" };
  putVariant(values, 0, { ...freshVariant([], undefined), priceMinor: Number.NaN }, shop, 0);
  put(values, "terms.0", { checkout: "here", unitsPerBuyer: String(unitsPerBuyer) });
  return values;
}

function put(values: Values, row: string, fields: Record<string, string>): void {
  for (const [name, value] of Object.entries(fields)) values[`${row}.${name}`] = value;
}

function putVariant(values: Values, at: number, variant: SeenVariant, shop: FormShop, unitsHeld: number) {
  put(values, `variant.${at}`, {
    id: variant.id ?? "",
    optionValues: JSON.stringify(variant.optionValues),
    unitsSeen: variant.unitsSeen === undefined ? "" : String(variant.unitsSeen),
    unitsHeld: String(unitsHeld),
    imageUrl: variant.imageUrl ?? "",
    price: Number.isNaN(variant.priceMinor) ? "" : plainAmount(variant.priceMinor, shop.currency),
    ...Object.fromEntries(
      shop.otherCurrencies.map((code) => {
        const price = variant.otherPrices?.[code];
        return [`price:${code}`, typeof price === "number" ? plainAmount(price, code) : ""];
      }),
    ),
    stock: String(variant.unitsInStock),
    sku: variant.sku,
    barcode: variant.barcode,
    weight: String(variant.weightGrams),
    sellsWithoutStock: yes(variant.sellsWithoutStock),
    requiresShipping: yes(variant.requiresShipping),
    isTaxable: yes(variant.isTaxable),
    isOffered: "yes",
  });
}

/** How many rows of this kind there are. */
export function rowCount(values: Values, kind: "variant" | "picture" | "terms"): number {
  const numbers = Object.keys(values).flatMap((name) => {
    const [row, at] = name.split(".");
    return row === kind ? [Number(at) + 1] : [];
  });
  return Math.max(0, ...numbers);
}

const rowsOf = (values: Values, kind: "variant" | "picture" | "terms") =>
  Array.from({ length: rowCount(values, kind) }, (_, at) => {
    const of = (name: string) => values[`${kind}.${at}.${name}`] ?? "";
    return { at, of };
  });

/** Reads what was typed. `errors` are by the field's name in the form. A window without a beginning begins now. */
export function readProductForm(
  values: Values,
  shop: FormShop,
  now: Instant,
  t: Translator,
): ReadProductForm {
  const errors: Record<string, string> = {};
  const wrong = (field: string, words: string) => (errors[field] ??= words);
  const options = optionsOf(values);
  const drafts = rowsOf(values, "variant").map(({ at, of }) => {
    const priceMinor = parseAmount(of("price"), shop.currency);
    if (priceMinor === undefined && of("isOffered") !== "") wrong(`variant.${at}.price`, t("form.badPrice"));
    // A form from before the shop named a currency has no field for it, and says nothing of its price.
    const asked = shop.otherCurrencies.filter((code) => `variant.${at}.price:${code}` in values);
    const otherPrices = Object.fromEntries(
      asked.map((code) => {
        const typed = of(`price:${code}`).trim();
        const price = typed === "" ? null : (parseAmount(typed, code) ?? Number.NaN);
        if (Number.isNaN(price) && of("isOffered") !== "")
          wrong(`variant.${at}.price:${code}`, t("form.badPrice"));
        return [code, price];
      }),
    );
    const draft: SeenVariant = {
      id: of("id") || undefined,
      optionValues: stringsOf(of("optionValues")),
      unitsSeen: of("unitsSeen") === "" ? undefined : Number(of("unitsSeen")),
      priceMinor: priceMinor ?? Number.NaN,
      otherPrices,
      unitsInStock: wholeOf(of("stock")),
      sku: of("sku").trim(),
      barcode: of("barcode").trim(),
      weightGrams: of("weight").trim() === "" ? 0 : wholeOf(of("weight")),
      sellsWithoutStock: of("sellsWithoutStock") !== "",
      requiresShipping: of("requiresShipping") !== "",
      isTaxable: of("isTaxable") !== "",
      imageUrl: of("imageUrl") || null,
    };
    return { at, isOffered: of("isOffered") !== "", draft };
  });
  const offered = drafts.filter(({ isOffered }) => isOffered);
  const images = rowsOf(values, "picture").map(({ at, of }) => {
    const alt = of("alt").trim();
    const isDecorative = of("isDecorative") !== "";
    if (alt === "" && !isDecorative) wrong(`picture.${at}.alt`, t("form.altMissing"));
    return { url: of("url"), alt: isDecorative ? "" : alt.slice(0, 1000) };
  });
  const text = values.description ?? "";
  const product: ProductFields = {
    title: (values.title ?? "").replace(/\s+/g, " ").trim(),
    description: values.isHtml ? text : htmlOfText(text),
    summary: (values.summary ?? "").replace(/\s+/g, " ").trim(),
    vendor: (values.vendor ?? "").trim(),
    productType: (values.productType ?? "").trim(),
    tags: wordsOf(values.tags ?? ""),
    status: statusOf(values.status),
    options,
    images,
    variants: offered.map(({ draft }) => draft),
  };
  const terms = rowsOf(values, "terms").map(({ at, of }) => readTerms(at, of, shop, now, t, wrong));

  const fieldOfProblem = (field: string): string => {
    const [, at, name = "", code] = /^variant\.(\d+)\.(\w+)(?:\.(\w+))?$/.exec(field) ?? [];
    if (at === undefined) return field;
    if (code !== undefined) return `variant.${offered[Number(at)]?.at ?? at}.price:${code}`;
    const names: Record<string, string> = {
      priceMinor: "price",
      unitsInStock: "stock",
      weightGrams: "weight",
    };
    return `variant.${offered[Number(at)]?.at ?? at}.${names[name] ?? name}`;
  };
  for (const { field, reason } of problemsOfProduct(product))
    wrong(fieldOfProblem(field), t(`form.wrong.${reason}`));
  for (const [at, one] of terms.entries())
    for (const { field, reason } of problemsOfTerms(one))
      wrong(`terms.${at}.${field}`, t(`form.wrong.${reason}`));
  return { product, terms, errors };
}

function readTerms(
  at: number,
  of: (name: string) => string,
  shop: FormShop,
  now: Instant,
  t: Translator,
  wrong: (field: string, words: string) => void,
): ListingTerms & { listingId: string } {
  const read = (name: "opensAt" | "endsAt"): Date | undefined => {
    const typed = of(name).trim();
    if (typed === "") return undefined;
    // Not touched: to the second as it was, also in an hour that comes twice.
    const was = of(`${name}Was`) === "" ? undefined : new Date(of(`${name}Was`));
    if (was && wallClockOf(was, shop.timeZone) === typed) return was;
    const instant = instantAt(typed, shop.timeZone);
    if (!instant) wrong(`terms.${at}.${name}`, t("form.badTime", { timeZone: shop.timeZone }));
    return instant;
  };
  const isAtSite = of("checkout") === "merchant-site";
  if (isAtSite && of("merchantUrl").trim() === "" && shop.website === "")
    wrong(`terms.${at}.merchantUrl`, t("form.wrong.missing"));
  return {
    listingId: of("listingId"),
    checkout: isAtSite ? "merchant-site" : "here",
    merchantUrl: of("merchantUrl").trim(),
    opensAt: read("opensAt") ?? now,
    endsAt: read("endsAt") ?? null,
    unitsPerBuyer: wholeOf(of("unitsPerBuyer")),
  };
}

/** The options as typed; a row without a name and values is none. */
export const optionsOf = (values: Values) =>
  [0, 1, 2]
    .map((at) => ({
      name: (values[`option.${at}.name`] ?? "").trim(),
      values: wordsOf(values[`option.${at}.values`] ?? "").map(withCommas),
    }))
    .filter(({ name, values: words }) => name !== "" || words.length > 0);

/** Whether the variants were made of other options than those that stand there now. */
export const areVariantsOld = (values: Values): boolean =>
  JSON.stringify(optionsOf(values)) !== JSON.stringify(madeFrom(values));

function madeFrom(values: Values): ProductFields["options"] {
  try {
    return Options.parse(JSON.parse(values.madeFrom ?? "[]"));
  } catch {
    return [];
  }
}

const Options = z.array(z.object({ name: z.string(), values: z.array(z.string()) }));

/** The same form with the variants that its options make; or how many they would make, when those are too many. */
export function withVariantsMade(values: Values): Values | number {
  const options = optionsOf(values);
  const count = combinationCount(options);
  if (count > mostVariantsMade) return count;
  if (options.some(({ values: words }) => words.length === 0)) return values;
  const before = rowsOf(values, "variant").map(({ at, of }) => ({
    at: at as number | undefined,
    optionValues: stringsOf(of("optionValues")),
  }));
  const made = variantsOfOptions(before, madeFrom(values), options, (optionValues) => ({
    at: undefined,
    optionValues,
  }));
  const rest = Object.entries(values).filter(([name]) => !name.startsWith("variant."));
  const next: Values = { ...Object.fromEntries(rest), madeFrom: JSON.stringify(options) };
  for (const [to, { at, optionValues }] of made.entries()) {
    const like = at ?? before[0]?.at ?? 0;
    for (const [name, value] of Object.entries(values))
      if (name.startsWith(`variant.${like}.`)) next[name.replace(/^variant\.\d+/, `variant.${to}`)] = value;
    next[`variant.${to}.optionValues`] = JSON.stringify(optionValues);
    // A new one costs what the first does, and has no stock, SKU or past of its own.
    if (at === undefined)
      put(next, `variant.${to}`, {
        id: "",
        unitsSeen: "",
        unitsHeld: "0",
        stock: "0",
        sku: "",
        barcode: "",
        imageUrl: "",
        isOffered: "yes",
      });
  }
  return next;
}

/** The same form with a picture more, at the end. */
export function withPicture(values: Values, url: string): Values {
  const at = rowCount(values, "picture");
  return { ...values, [`picture.${at}.url`]: url, [`picture.${at}.alt`]: "" };
}

/** The same form with two pictures changed places, or one left out. */
export function withPicturesMoved(values: Values, act: "up" | "down" | "remove", at: number): Values {
  const rows = rowsOf(values, "picture").map(({ of }) => ({
    url: of("url"),
    alt: of("alt"),
    isDecorative: of("isDecorative"),
  }));
  const to = act === "up" ? at - 1 : at + 1;
  const [one, other] = [rows[at], rows[to]];
  const removedUrl = act === "remove" ? one?.url : undefined;
  if (act === "remove") rows.splice(at, 1);
  else if (one && other) [rows[at], rows[to]] = [other, one];
  const rest = Object.entries(values).filter(([name]) => !name.startsWith("picture."));
  const next: Values = Object.fromEntries(rest);
  for (const [name, value] of rest)
    if (value === removedUrl && /^variant\.\d+\.imageUrl$/.test(name)) next[name] = "";
  for (const [position, row] of rows.entries()) put(next, `picture.${position}`, row);
  return next;
}

const freshVariant = (optionValues: string[], like: SeenVariant | undefined): SeenVariant => ({
  sku: "",
  barcode: "",
  optionValues,
  priceMinor: like?.priceMinor ?? 0,
  unitsInStock: 0,
  sellsWithoutStock: like?.sellsWithoutStock ?? false,
  requiresShipping: like?.requiresShipping ?? true,
  isTaxable: like?.isTaxable ?? true,
  weightGrams: like?.weightGrams ?? 0,
  imageUrl: null,
});

// A comma within a value would part it in two: the form shows another sign for it, and takes it back.
const inPlaceOfComma = "‚";
const withoutCommas = (word: string) => word.replaceAll(",", inPlaceOfComma);
const withCommas = (word: string) => word.replaceAll(inPlaceOfComma, ",");

/** Words with commas between them, each once. */
const wordsOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((word) => word.replace(/\s+/g, " ").trim())
    .filter((word, at, all) => word !== "" && all.indexOf(word) === at);

const wholeOf = (text: string): number => (/^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

const statusOf = (text: string | undefined): ProductFields["status"] =>
  text === "draft" || text === "archived" ? text : "active";

function stringsOf(json: string): string[] {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? read.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}
