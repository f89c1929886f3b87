// How the tables of a shop's archive are read: some hundred rows at a time, never more of them are in memory.
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import type { ArchiveColumn, ArchiveTable } from "./archive-rules";

export type Cell = string | number | boolean | null;
export type ArchiveRow<T extends ArchiveTable = ArchiveTable> = Record<ArchiveColumn<T>, Cell>;

export type ArchivedShop = {
  merchantId: string;
  handle: string;
  /** The archive holds what was there at this instant, and of orders what was paid before. */
  at: Instant;
  /** Of this site, without a slash at its end. */
  siteUrl: string;
};

/** `read` counts how many rows of the shop this is, of those that make-archives.ts has counted. */
export type Batch<T extends ArchiveTable = ArchiveTable> = { rows: ArchiveRow<T>[]; read: number };

export type TableReader<T extends ArchiveTable = ArchiveTable> = (
  core: Core,
  shop: ArchivedShop,
) => AsyncIterable<Batch<T>>;

export const rowsAtATime = 300;
export const instant = (at: Instant | null | undefined): string => at?.toISOString() ?? "";

/** Batches by growing id, until there are no more. */
export async function* byId<Row extends { id: string }>(
  read: (after: string) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = ""; ;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows;
  }
}

export async function* mapped<Row, T extends ArchiveTable>(
  batches: AsyncIterable<Row[]>,
  rowsOf: (rows: Row[]) => ArchiveRow<T>[] | Promise<ArchiveRow<T>[]>,
): AsyncGenerator<Batch<T>> {
  for await (const rows of batches) yield { rows: await rowsOf(rows), read: rows.length };
}
