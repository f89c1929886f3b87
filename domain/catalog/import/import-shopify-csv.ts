// Import a merchant's catalogue from a product file of Shopify, of any year. Each product is written whole or not
// at all; what cannot be read is reported with its line, and the rest goes on. The same file again changes nothing.
// Undo: import the file from before; products that a file does not name stay as they are.
import { and, asc, eq } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { channels, connections } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { columnsOf, type RowGroup, surveyRows, wholeGroups } from "./group-rows";
import { readProduct } from "./read-product";
import type { CsvFile } from "./read-rows";
import type { ImportReport } from "./report";
import { saveProduct } from "./save-product";

export type ImportShopifyCsv = {
  merchantId: string;
  /** The file does not say it, so it must be said; it has to be the merchant's own. */
  currency: string;
  file: CsvFile;
  /** On which channel new products are offered; absent: the merchant's only one. */
  channel?: string | undefined;
};

// Each in a transaction of its own; a server far away answers the others meanwhile.
const productsAtATime = 4;

export const importRefusals = ["not-found", "wrong-currency", "no-connection", "missing-columns"] as const;
export type ImportRefusal = (typeof importRefusals)[number];

/** Refused as a whole, with nothing read: the detail says the currency or names the columns. */
export async function importShopifyCsv(
  ctx: Core,
  { merchantId, currency, file, channel }: ImportShopifyCsv,
): Promise<Outcome<ImportReport, ImportRefusal, string>> {
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.accountId, merchantId));
  if (!merchant || !mayImport(ctx, merchantId)) return refuse("not-found", merchantId);
  if (merchant.currency !== currency) return refuse("wrong-currency", merchant.currency);
  const connectionId = await connectionFor(ctx, merchantId, channel);
  if (!connectionId) return refuse("no-connection", channel ?? "");
  const columns = await columnsOf(file);
  if ("missing" in columns) return refuse("missing-columns", columns.missing.join(", "));

  const survey = await surveyRows(file, columns);
  const report: ImportReport = { imported: 0, updated: 0, unchanged: 0, skipped: survey.skipped, notes: [] };
  const shelf = { merchantId, currency, website: merchant.website, connectionId };
  const read = async ({ rows }: RowGroup) => {
    const product = readProduct(columns, rows, currency);
    return { product, came: "draft" in product ? await saveProduct(ctx, shelf, product.draft) : undefined };
  };
  let isCompareAtNoted = false;
  for await (const groups of inBatches(wholeGroups(file, columns, survey.handles), productsAtATime)) {
    for (const { product, came } of await Promise.all(groups.map(read))) {
      if (came) report[came]++;
      if ("skip" in product) report.skipped.push(product.skip);
      for (const note of "notes" in product ? product.notes : []) {
        if (note.note === "compare-at-ignored" && isCompareAtNoted) continue; // once for the whole file
        isCompareAtNoted ||= note.note === "compare-at-ignored";
        report.notes.push(note);
      }
    }
  }
  report.skipped.sort((a, b) => a.line - b.line);
  return ok(report);
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

/** Owners and managers of the merchant, and the platform itself. */
function mayImport({ actor }: Core, merchantId: string): boolean {
  if (actor.kind === "schedule") return true;
  if (actor.kind !== "person") return false;
  return (
    actor.isOperator ||
    actor.memberships.some(
      ({ accountId, role }) => accountId === merchantId && (role === "owner" || role === "manager"),
    )
  );
}

async function connectionFor(
  { db }: Core,
  merchantId: string,
  channel: string | undefined,
): Promise<string | undefined> {
  const rows = await db
    .select({ id: connections.id })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(
      and(
        eq(connections.merchantId, merchantId),
        channel === undefined ? undefined : eq(channels.slug, channel),
      ),
    )
    .orderBy(asc(connections.id))
    .limit(2);
  return rows.length === 1 ? rows[0]?.id : undefined;
}
