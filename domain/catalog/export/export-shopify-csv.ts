// A merchant's catalogue as a product file in Shopify's columns of today: what the import makes of it changes nothing.
// https://help.shopify.com/en/manual/products/import-export/using-csv. Prices in further currencies stand in columns
// of ours behind them: "Price:GBP".
import { stringify } from "csv-stringify/sync";
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { productImages, products, variants } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import { plainAmount } from "@/domain/money";
import { mayActFor } from "@/domain/shops/access";
import { byProduct } from "../by-product";
import { priceColumn } from "../import/columns";
import { asText } from "../spreadsheet-rules";

type Product = typeof products.$inferSelect;
type Variant = typeof variants.$inferSelect;
type Image = typeof productImages.$inferSelect;

const platformColumns = [
  "Title",
  "URL handle",
  "Description",
  "Vendor",
  "Product category",
  "Type",
  "Tags",
  "Published on online store",
  "Status",
  "SKU",
  "Barcode",
  "Option1 name",
  "Option1 value",
  "Option1 Linked To",
  "Option2 name",
  "Option2 value",
  "Option2 Linked To",
  "Option3 name",
  "Option3 value",
  "Option3 Linked To",
  "Price",
  "Compare-at price",
  "Cost per item",
  "Charge tax",
  "Tax code",
  "Unit price total measure",
  "Unit price total measure unit",
  "Unit price base measure",
  "Unit price base measure unit",
  "Inventory tracker",
  "Inventory quantity",
  "Continue selling when out of stock",
  "Weight value (grams)",
  "Weight unit for display",
  "Requires shipping",
  "Fulfillment service",
  "Product image URL",
  "Image position",
  "Image alt text",
  "Variant image URL",
  "Gift card",
  "SEO title",
  "SEO description",
] as const;

const numbers = new Set<string>(["Price", "Inventory quantity", "Weight value (grams)"]);

type Cells = Partial<Record<string, string>>;

const productsAtATime = 200;

/**
 * The file piece by piece, its header first; in memory there are never more than 200 products. Undefined for who may
 * not see the shop's listings. What changes while it is read may be in it or not, but no product is cut in half.
 */
export function exportShopifyCsv(core: Core, merchantId: string): AsyncGenerator<string> | undefined {
  return mayActFor(core, merchantId, "see-listings") ? pieces(core, merchantId) : undefined;
}

async function* pieces(core: Core, merchantId: string): AsyncGenerator<string> {
  const [shop] = await core.db
    .select({ otherCurrencies: merchants.otherCurrencies })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  const otherCurrencies = shop?.otherCurrencies ?? [];
  const columns = [...platformColumns, ...otherCurrencies.map(priceColumn)];
  yield stringify([columns], { bom: true }); // without the mark, Excel takes its letters for those of Windows
  for (let after = ""; ;) {
    const batch = await core.db
      .select()
      .from(products)
      .where(and(eq(products.merchantId, merchantId), gt(products.slug, after)))
      .orderBy(asc(products.slug))
      .limit(productsAtATime);
    const last = batch.at(-1);
    if (!last) return;
    after = last.slug;
    const ids = batch.map(({ id }) => id);
    const itsVariants = await core.db
      .select()
      .from(variants)
      .where(and(inArray(variants.productId, ids), isNull(variants.removedAt)))
      .orderBy(asc(variants.productId), asc(variants.position));
    const itsImages = await core.db
      .select()
      .from(productImages)
      .where(inArray(productImages.productId, ids))
      .orderBy(asc(productImages.productId), asc(productImages.position));
    const variantsOf = byProduct(itsVariants);
    const imagesOf = byProduct(itsImages);
    yield stringify(
      batch
        .flatMap((product) =>
          rowsOf(product, variantsOf.get(product.id) ?? [], imagesOf.get(product.id) ?? [], otherCurrencies),
        )
        .map((cells) => columns.map((column) => written(column, cells[column] ?? ""))),
    );
  }
}

/** One row for each variant, with one picture each; pictures that are left over have rows of their own. */
function rowsOf(
  product: Product,
  itsVariants: Variant[],
  images: Image[],
  otherCurrencies: string[],
): Cells[] {
  // A product file cannot say that a product has nothing to sell.
  if (itsVariants.length === 0) return [];
  return Array.from({ length: Math.max(itsVariants.length, images.length) }, (_, at) => ({
    "URL handle": product.slug,
    ...(at === 0 ? productCells(product) : {}),
    ...variantCells(itsVariants[at], product, at === 0),
    ...priceCells(itsVariants[at], otherCurrencies),
    ...imageCells(images[at], at),
  }));
}

/** Numbers are written as they are; whatever somebody typed is text, also where it begins like a formula. */
const written = (column: string, cell: string): string => (numbers.has(column) ? cell : asText(cell));

const yesOrNo = (is: boolean): string => (is ? "TRUE" : "FALSE");

function productCells(product: Product): Cells {
  const { title, descriptionHtml, vendor, productType, tags, status } = product;
  return {
    Title: title,
    Description: descriptionHtml,
    Vendor: vendor,
    Type: productType,
    Tags: tags.join(", "),
    "Published on online store": yesOrNo(status === "active"),
    Status: `${status.slice(0, 1).toUpperCase()}${status.slice(1)}`,
    "Gift card": "FALSE",
  };
}

function variantCells(variant: Variant | undefined, { options }: Product, isFirst: boolean): Cells {
  if (!variant) return {};
  const name = (at: number) => (isFirst ? (options[at]?.name ?? "") : "");
  const value = (at: number) => variant.optionValues[at] ?? "";
  const isWithoutOptions = options.length === 0;
  return {
    SKU: variant.sku,
    Barcode: variant.barcode,
    "Option1 name": isWithoutOptions && isFirst ? "Title" : name(0),
    "Option1 value": isWithoutOptions ? "Default Title" : value(0),
    "Option2 name": name(1),
    "Option2 value": value(1),
    "Option3 name": name(2),
    "Option3 value": value(2),
    Price: plainAmount(variant.priceMinor, variant.currency),
    "Charge tax": yesOrNo(variant.isTaxable),
    "Inventory tracker": "shopify",
    "Inventory quantity": String(variant.unitsInStock),
    "Continue selling when out of stock": variant.sellsWithoutStock ? "CONTINUE" : "DENY",
    "Weight value (grams)": String(variant.weightGrams),
    "Weight unit for display": "g",
    "Requires shipping": yesOrNo(variant.requiresShipping),
    "Fulfillment service": "manual",
    "Variant image URL": variant.imageUrl ?? "",
  };
}

function priceCells(variant: Variant | undefined, currencies: string[]): Cells {
  const cells = currencies.map((code) => {
    const price = variant?.otherPrices[code];
    return [priceColumn(code), price === undefined ? "" : plainAmount(price, code)];
  });
  return Object.fromEntries(cells);
}

const imageCells = (image: Image | undefined, at: number): Cells =>
  image
    ? { "Product image URL": image.url, "Image position": String(at + 1), "Image alt text": image.alt }
    : {};
