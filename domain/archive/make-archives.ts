// Archives that were asked for are made: table by table, in one zip in the store of the shop's files. Whoever dies on the
// way leaves it to another, who begins anew at the same place. Whoever asked is told by mail. Undo: forget-archives.ts.
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { and, asc, count, eq, gt, isNotNull } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { listings, products, variants } from "@/db/schema/catalog";
import { cardDays } from "@/db/schema/measurement";
import { orders } from "@/db/schema/orders";
import { auditEntries, media, shopTasks } from "@/db/schema/shops";
import { tweets } from "@/db/schema/timeline";
import { personActing } from "@/domain/accounts/queries";
import { exportShopifyCsv } from "@/domain/catalog/export/export-shopify-csv";
import type { Core, Locale } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { mayActFor } from "@/domain/shops/access";
import { picturePath } from "@/domain/shops/media-rules";
import type { MediaStore } from "@/domain/shops/media-store";
import { type Pace, taskQueue, type TaskWork } from "@/domain/shops/work-on-tasks";
import type { Instant } from "@/domain/time";
import { tableReaders, tablesOfOrders } from "./archive-rows";
import {
  archiveColumns,
  archiveFiles,
  type ArchiveTable,
  archiveTables,
  fetchableUntil,
} from "./archive-rules";
import { forgetArchivesBefore } from "./forget-archives";
import { type Written, writeZip, type ZipPart } from "./write-zip";
import type { ArchivedShop, Cell } from "./table-readers";

/** What README.txt says, in the language of the one who asked. */
export type ReadMe = (facts: { shopName: string; handle: string; madeAt: Instant; locale: Locale }) => string;

/** Of an archive: in which language it was asked for, and what it came to. */
export type ArchiveReport = {
  locale: Locale;
  bytes?: number;
  files?: number;
  refusal?: { reason: "broken" | "not-allowed"; detail: string };
};

/** @param site its address, without a slash at its end, and the words of README.txt. */
export const archiveQueue = (site: { url: string; readMe: ReadMe }) =>
  taskQueue(["archive"], archiveWork(site));

const archiveWork = ({ url: siteUrl, readMe }: { url: string; readMe: ReadMe }): TaskWork => ({
  async run(ctx, task, pace) {
    const report = (task.report ?? { locale: "en" }) as ArchiveReport;
    const actor = await personActing(ctx.db, task.personId);
    const asker: Core = { ...ctx, actor: actor ?? ctx.actor, locale: report.locale };
    // Whoever asked works there no more: nothing is made for them.
    if (!mayActFor(asker, task.accountId, "archive"))
      return { state: "failed", report: { ...report, refusal: { reason: "not-allowed", detail: "" } } };
    const [shop] = await ctx.db
      .select({ name: accounts.name, handle: accounts.handle })
      .from(accounts)
      .where(eq(accounts.id, task.accountId));
    const at = ctx.clock.now();
    const archived = { merchantId: task.accountId, handle: shop?.handle ?? "", at, siteUrl };
    await ctx.db
      .update(shopTasks)
      .set({ totalCount: await countRows(asker, task.accountId), doneCount: 0 })
      .where(eq(shopTasks.id, task.id));

    const written: (Written & { rows?: number })[] = [];
    const rows = new Map<string, number>();
    const names = { shopName: shop?.name ?? "", handle: archived.handle };
    const readMeText = readMe({ ...names, madeAt: at, locale: report.locale });
    async function* parts(): AsyncGenerator<ZipPart> {
      yield { name: archiveFiles.readMe, pieces: [readMeText] };
      yield* contents(asker, ctx.media.files, { archived, rows, onRead: paceOf(pace) });
      yield { name: archiveFiles.manifest, pieces: manifest() };
    }
    function* manifest(): Generator<string> {
      const facts = { format: "merle-archive", version: 1, shop: archived.handle, madeAt: at.toISOString() };
      yield `${JSON.stringify({ ...facts, files: written }, undefined, 2)}\n`;
    }
    let bytes = 0;
    async function* zipped(): AsyncGenerator<Uint8Array> {
      const pieces = writeZip(parts(), at, ({ name, ...file }) => {
        const counted = rows.get(name);
        written.push({ name, ...(counted === undefined ? {} : { rows: counted }), ...file });
      });
      for await (const piece of pieces) {
        bytes += piece.byteLength;
        yield piece;
      }
    }
    await ctx.media.files.put(task.filePath, zipped(), "application/zip");
    await forgetArchivesBefore(ctx, task);
    return { state: "done", report: { ...report, bytes, files: written.length } };
  },

  async onEnd(core, task, { state, report }) {
    if (state !== "done") return;
    const { locale } = report as ArchiveReport;
    const person = await personActing(core.db, task.personId);
    const [shop] = await core.db
      .select({ name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, task.accountId));
    if (!person || !shop) return;
    await queueMail(core, {
      kind: "archive-ready",
      to: person.email,
      locale,
      content: {
        shopName: shop.name,
        url: "/dashboard/archive",
        until: fetchableUntil(core.clock.now()).toISOString(),
      },
      eventKey: `archive-ready:${task.id}`,
    });
  },
});

type OnRead = (rows: number) => Promise<void>;

function paceOf(pace: Pace): OnRead {
  let doneCount = 0;
  return (rows) => pace({ doneCount: (doneCount += rows) });
}

type Contents = { archived: ArchivedShop; rows: Map<string, number>; onRead: OnRead };

/** What is the shop's, file by file; how many rows each has is noted in `rows`. */
async function* contents(
  core: Core,
  files: MediaStore,
  { archived, rows, onRead }: Contents,
): AsyncGenerator<ZipPart> {
  yield { name: archiveFiles.products, pieces: productsCsv(core, archived.merchantId, rows) };
  for (const table of archiveTables)
    yield { name: archiveFiles[table], pieces: csvOf(table, core, { archived, rows, onRead }) };
  for await (const url of pictures(core, archived.merchantId)) {
    const path = picturePath(url.replace("/media/", ""));
    const kept = path && (await files.read(path));
    await onRead(1);
    // A picture of which the file is gone leaves the rest whole; products.csv still has its address.
    if (kept)
      yield {
        name: path,
        pieces: kept.content,
        isPacked: true,
      };
  }
}

/** As it is downloaded from the listings; of its pieces each is whole records, the first the header. */
async function* productsCsv(
  core: Core,
  merchantId: string,
  rows: Map<string, number>,
): AsyncGenerator<string> {
  let records = -1;
  for await (const piece of exportShopifyCsv(core, merchantId) ?? []) {
    records += parse(piece).length;
    rows.set(archiveFiles.products, records);
    yield piece;
  }
}

/** Spreadsheets know UTF-8 by its mark, and run no cell: one that begins like a formula is written as text. */
async function* csvOf(
  table: ArchiveTable,
  core: Core,
  { archived, rows, onRead }: Contents,
): AsyncGenerator<string> {
  const columns = archiveColumns[table];
  yield stringify([[...columns]], { bom: true });
  let written = 0;
  const batches: AsyncIterable<{ rows: Record<string, Cell>[]; read: number }> = tableReaders[table](
    core,
    archived,
  );
  for await (const batch of batches) {
    written += batch.rows.length;
    rows.set(archiveFiles[table], written);
    yield stringify(
      batch.rows.map((row) => columns.map((column) => row[column] ?? "")),
      { escape_formulas: true, cast: { boolean: String } },
    );
    await onRead(batch.read);
  }
  rows.set(archiveFiles[table], written);
}

/** The addresses of the pictures that were uploaded, piece by piece. */
async function* pictures({ db }: Core, merchantId: string): AsyncGenerator<string> {
  for (let after = ""; ;) {
    const batch = await db
      .select({ id: media.id, url: media.url })
      .from(media)
      .where(and(eq(media.accountId, merchantId), gt(media.id, after)))
      .orderBy(asc(media.id))
      .limit(picturesAtATime);
    const last = batch.at(-1);
    if (!last) return;
    after = last.id;
    yield* batch.map(({ url }) => url);
  }
}

const picturesAtATime = 300;

/** How many rows there are to read, for saying how far it is: orders as often as they are read. */
async function countRows({ db }: Core, merchantId: string): Promise<number> {
  const counted = { count: count() };
  const counts = await Promise.all([
    db.select(counted).from(listings).where(eq(listings.merchantId, merchantId)),
    db
      .select(counted)
      .from(variants)
      .innerJoin(products, eq(products.id, variants.productId))
      .where(eq(products.merchantId, merchantId)),
    db.select(counted).from(tweets).where(eq(tweets.authorId, merchantId)),
    db.select(counted).from(cardDays).where(eq(cardDays.merchantId, merchantId)),
    db.select(counted).from(auditEntries).where(eq(auditEntries.accountId, merchantId)),
    db.select(counted).from(media).where(eq(media.accountId, merchantId)),
  ]);
  const [paid] = await db
    .select(counted)
    .from(orders)
    .where(and(eq(orders.merchantId, merchantId), isNotNull(orders.number)));
  const others = counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
  return others + (paid?.count ?? 0) * tablesOfOrders.length;
}
