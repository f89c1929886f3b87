// Import a merchant's catalogue from a product file of Shopify, of any year, or its stock from an inventory file. Each
// product is written whole or not at all; what cannot be read is reported with its line, and the rest goes on. The same
// file again changes nothing. Undo: import the file from before; products that a file does not name stay as they are.
import { and, eq } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { listings, products } from "@/db/schema/catalog";
import { whyNoNewListing } from "@/domain/channels/rules";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import type { Instant } from "@/domain/time";
import type { Column, Columns } from "./columns";
import { columnsOf, copyOf, type RowGroup, surveyRows, wholeGroups } from "./group-rows";
import { type ImportConnection, importConnection } from "./import-connections";
import { countStock, readCounts } from "./count-stock";
import { type ProductDraft, readProduct, type ShopCurrencies, type Stock } from "./read-product";
import type { CsvFile } from "./read-rows";
import { type ImportProgress, type ImportReport, linesKept, type Note, type Skip } from "./report";
import { type Saved, saveProduct, type Shelf, type Unsaid, VariantUnsaid } from "./save-product";

export type ImportShopifyCsv = {
  merchantId: string;
  /** The file does not say it, so it must be said; it has to be the merchant's own. */
  currency: string;
  file: CsvFile;
  /** On which channel new products are offered; absent: the only one that takes new listings. */
  channel?: string | undefined;
  /** Only says what an import would come to. */
  isTrial?: boolean;
  /**
   * Where an import that did not reach its end was: what stands before it is read again, not written. What was written
   * since it began, but not noted before its process died, counts as what it was then.
   */
  resume?: { progress: ImportProgress; since: Instant } | undefined;
  /** Told after each few products, with the part of the file that is done; throws when it is to go no further. */
  onProgress?: ((progress: ImportProgress, part: number) => Promise<void>) | undefined;
};

/** What came of the rows of one handle; nothing, when they were done before. */
type Done = { line: number } & (
  | { skip: Skip }
  | { handle: string; came: Saved["came"] | undefined; notes: Note[]; stock: Stock }
);

/** What holds for every product of a file. */
type Run = {
  ctx: Core;
  columns: Columns;
  merchant: ShopCurrencies;
  connection: ImportConnection;
  shelf: Shelf;
  /** The last line that was done before this import was cut off. */
  doneBefore: number;
  since: Instant | undefined;
  /** As it is, or only to see what would come of it. */
  attempt: <T>(ctx: Core, work: (core: Core) => Promise<T>) => Promise<T>;
};

const changesKept = 500;

// Each in a transaction of its own; a server far away answers the others meanwhile.
const productsAtATime = 4;

export const importRefusals = ["not-found", "wrong-currency", "no-connection", "missing-columns"] as const;
export type ImportRefusal = (typeof importRefusals)[number];

/** Refused as a whole, with nothing read: the detail says the currency or names the columns. */
export async function importShopifyCsv(
  ctx: Core,
  input: ImportShopifyCsv,
): Promise<Outcome<ImportReport, ImportRefusal, string>> {
  const { merchantId, currency, file, channel } = input;
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.accountId, merchantId));
  if (!merchant || !mayImport(ctx, merchantId)) return refuse("not-found", merchantId);
  if (merchant.currency !== currency) return refuse("wrong-currency", merchant.currency);
  const connection = await importConnection(ctx, merchantId, channel);
  if (!connection) return refuse("no-connection", channel ?? "");
  const columns = await columnsOf(file);
  if ("missing" in columns) return refuse("missing-columns", columns.missing.join(", "));

  const survey = await surveyRows(file, columns);
  const so: ImportProgress = input.resume?.progress ?? { line: 0, imported: 0, updated: 0, unchanged: 0 };
  const { skipped, skippedCount } = survey;
  const report: ImportReport = {
    ...countsOf(so),
    skipped,
    skippedCount,
    notes: [],
    noteCount: 0,
    changed: [],
  };
  const tell = (note: Note) => {
    report.noteCount++;
    if (report.notes.length < linesKept) report.notes.push(note);
  };
  if (columns.kind.encoding === "windows-1252") tell({ line: 1, note: "read-as-windows", value: "" });
  const unsaid = unsaidBy(columns);
  const run: Run = {
    ctx,
    columns,
    merchant,
    connection,
    shelf: { merchantId, currency, website: merchant.website, connectionId: connection.id, unsaid },
    doneBefore: so.line,
    since: input.resume?.since,
    attempt: input.isTrial ? tried : (on, work) => work(on),
  };
  const doOne = columns.speaksOf === "stock" ? countOne : saveOne;
  const noteProgress = async (progress: ImportProgress) =>
    input.onProgress?.(progress, Math.min(1, progress.line / survey.lastLine));
  await noteProgress(so); // before anything is written, so that whoever goes on knows that it was begun
  const noted = new Set<string>();
  const stock = { uncounted: 0, withoutQuantity: 0 };
  for await (const groups of inBatches(wholeGroups(file, columns, survey.handles), productsAtATime)) {
    const done = await Promise.all(groups.map((group) => doOne(run, group)));
    for (const one of done) {
      if ("skip" in one) {
        report.skippedCount++;
        if (report.skipped.length < linesKept) report.skipped.push(one.skip);
        continue;
      }
      const { came, handle } = one;
      if (came) report[came]++;
      if (came && came !== "unchanged" && report.changed.length < changesKept)
        report.changed.push({ handle: copyOf(handle), came });
      // What a file says nothing of stays as it is, but for what is new.
      if (came === "imported") stock.withoutQuantity += one.stock.withoutQuantity;
      if (came === "imported" || !unsaid.variants.includes("sellsWithoutStock"))
        stock.uncounted += one.stock.uncounted;
      for (const note of one.notes) {
        const once = noteOfFile(note);
        if (once !== undefined && noted.has(once)) continue;
        if (once !== undefined) noted.add(once);
        tell(note);
      }
    }
    const line = Math.max(so.line, ...done.map((one) => one.line));
    await noteProgress({ line, ...countsOf(report) });
  }
  // First: the others may be too many to be shown.
  for (const [note, count] of [
    ["without-quantity", stock.withoutQuantity],
    ["sold-uncounted", stock.uncounted],
  ] as const) {
    if (count === 0) continue;
    report.noteCount++;
    report.notes.unshift({ line: 1, note, value: String(count) });
  }
  report.skipped.sort((a, b) => a.line - b.line);
  return ok(report);
}

async function saveOne(run: Run, { rows }: RowGroup): Promise<Done> {
  const { ctx, columns, shelf } = run;
  const product = readProduct(columns, rows, run.merchant);
  const line = rows[0]?.line ?? 0;
  if ("skip" in product) return { line, ...product };
  const { draft, notes, stock } = product;
  const found = { line, handle: draft.slug, notes, stock };
  const leftOut = (why: Pick<Skip, "reason" | "column" | "value">): Done => ({
    line,
    skip: { ...why, line, handle: draft.slug },
  });
  if (line <= run.doneBefore) return { ...found, came: undefined };
  const closed = await whyNotNew(ctx, shelf, run.connection, draft);
  if (closed) return leftOut(closed);
  try {
    const { came, variantsRemoved } = await run.attempt(ctx, (core) =>
      saveProduct(core, shelf, draft, run.since),
    );
    if (variantsRemoved > 0) notes.push({ line, note: "variants-removed", value: String(variantsRemoved) });
    return { ...found, came };
  } catch (error) {
    if (error instanceof VariantUnsaid) return leftOut({ reason: "which-variant", column: "", value: "" });
    throw error;
  }
}

async function countOne(run: Run, group: RowGroup): Promise<Done> {
  const { handle } = group;
  const read = readCounts(run.columns, group);
  const line = group.rows[0]?.line ?? 0;
  if ("skip" in read) return { line, ...read };
  const found = { line, handle, notes: [], stock: { uncounted: 0, withoutQuantity: 0 } };
  if (line <= run.doneBefore) return { ...found, came: undefined };
  const of = { merchantId: run.shelf.merchantId, handle, counts: read.counts };
  const counted = await run.attempt(run.ctx, (core) => countStock(core, of, run.since));
  if (counted) return { ...found, ...counted };
  return { line, skip: { line, handle, reason: "not-here", column: "", value: "" } };
}

/** A price list changes prices, and neither texts nor stock. */
function unsaidBy({ positions }: Columns): Unsaid {
  const lacks = (...columns: Column[]) => columns.every((column) => !positions.has(column));
  const without = <Key extends string>(of: Record<Key, Column[]>): Key[] =>
    (Object.keys(of) as Key[]).filter((key) => lacks(...of[key]));
  return {
    product: without({
      descriptionHtml: ["description"],
      vendor: ["vendor"],
      productType: ["productType"],
      tags: ["tags"],
      status: ["status", "published"],
    }),
    variants: without({
      sku: ["sku"],
      barcode: ["barcode"],
      unitsInStock: ["quantity"],
      // Shopify writes DENY also where it counts nothing: without a tracker or a quantity it says nothing.
      sellsWithoutStock: ["tracker", "quantity"],
      requiresShipping: ["requiresShipping"],
      isTaxable: ["isTaxable"],
      weightGrams: ["grams"],
      imageUrl: ["variantImageUrl"],
    }),
    images: lacks("imageUrl"),
    optionsSaid: (["option1Value", "option2Value", "option3Value"] as const).filter((one) => !lacks(one))
      .length,
  };
}

/** What is said of a column, once for the whole file; undefined for what is said of a row. */
const noteOfFile = ({ note, value }: Note): string | undefined =>
  note === "compare-at-ignored" ? note : note === "currency-ignored" ? `${note} ${value}` : undefined;

const countsOf = ({ imported, updated, unchanged }: Omit<ImportProgress, "line">) => ({
  imported,
  updated,
  unchanged,
});

/** Carries what came of something out of a transaction of which nothing remains. */
class Tried extends Error {
  constructor(readonly outcome: unknown) {
    super("Only tried");
  }
}

/** Does it by the same way, and takes it all back. */
async function tried<T>(ctx: Core, work: (core: Core) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, async (core): Promise<never> => {
      throw new Tried(await work(core));
    });
  } catch (error) {
    if (error instanceof Tried) return error.outcome as T;
    throw error;
  }
}

/** A channel that comes to its end takes nothing new; what is listed on it already can still be changed. */
async function whyNotNew(
  { db, clock }: Core,
  { merchantId, connectionId }: Shelf,
  connection: ImportConnection,
  { slug }: ProductDraft,
) {
  const why = whyNoNewListing(connection.lives, clock.now());
  if (!why || why.reason === "not-open") return undefined; // what opens later is made ready before
  const [listed] = await db
    .select({ id: listings.id })
    .from(products)
    .innerJoin(listings, and(eq(listings.productId, products.id), eq(listings.connectionId, connectionId)))
    .where(and(eq(products.merchantId, merchantId), eq(products.slug, slug)));
  return listed ? undefined : { reason: "no-new-listings" as const, column: "", value: connection.name };
}

async function* inBatches<T>(values: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const value of values) {
    batch.push(value);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Whoever may edit its listings, and the platform itself. */
const mayImport = (core: Core, merchantId: string): boolean =>
  core.actor.kind === "schedule" ||
  (core.actor.kind === "person" && core.actor.isOperator) ||
  mayActFor(core, merchantId, "edit-listings");
