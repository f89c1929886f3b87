// Puts the rows of a catalogue file together into products, and finds out beforehand which of them are not whole.
import { mostVariants } from "../product-rules";
import { type Columns, findColumns } from "./columns";
import { type FileKind, kindOf } from "./file-kind";
import { type BrokenRow, type CsvFile, readRows, type Row } from "./read-rows";
import { linesKept, type Skip, type SkipReason } from "./report";

/** Rows of one handle that follow one another. */
export type RowGroup = { handle: string; rows: Row[] };

/** Far more than variants and pictures of one product, or its locations. Beyond it rows are not kept. */
const mostRows = ({ speaksOf }: Columns): number => (speaksOf === "stock" ? 50 : 2) * mostVariants;

/** The row's handle: what Shopify calls a product's address. Case does not matter there. */
export const handleOf = (columns: Columns, row: Row): string =>
  columns.cell(row.cells, "handle").toLowerCase();

const looksLikeHandle = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$/u.test(text);

/** The columns of a file, or the names of the needed ones that its header does not have. */
export async function columnsOf(file: CsvFile): Promise<Columns | { missing: string[] }> {
  const kind = await kindOf(file);
  for await (const row of readRows(file, kind)) return findColumns("cells" in row ? row.cells : [], kind);
  return findColumns([]);
}

/** A row that could not be cut, and the products that may have been hurt by it. */
type Found = RowGroup | { broken: BrokenRow; handles: string[] };

async function* walk(file: CsvFile, columns: Columns): AsyncGenerator<Found> {
  let group: RowGroup | undefined;
  let columnCount: number | undefined;
  /** Whom the broken row just read has hurt; undefined after a good one. */
  let hurt: string[] | undefined;
  for await (const row of readRows(file, columns.kind)) {
    if (columnCount === undefined) {
      columnCount = "cells" in row ? row.cells.length : 0;
      continue;
    }
    if ("problem" in row) {
      hurt = hurtBy(row, columns, hurt, group, columnCount);
      yield { broken: row, handles: hurt };
      continue;
    }
    const handle = handleOf(columns, row);
    // What remains of a broken row of several lines; the first of them was reported.
    const isRow = row.cells.length >= columnCount || (row.cells.length > 2 && looksLikeHandle(handle));
    if (hurt && !isRow) continue;
    hurt = undefined;
    const belongs = handle === "" ? columns.cell(row.cells, "title") === "" : handle === group?.handle;
    if (group && belongs) {
      if (group.rows.length <= mostRows(columns)) group.rows.push(row);
      continue;
    }
    if (group) yield group;
    group = { handle, rows: [row] };
  }
  if (group) yield group;
}

function hurtBy(
  { line, text }: BrokenRow,
  columns: Columns,
  already: string[] | undefined,
  before: RowGroup | undefined,
  columnCount: number,
): string[] {
  // Only a guess, from a row that cannot be cut; where it gives nothing, the product before is not trusted.
  const guess = [roughCells(text, columns.kind), text.replaceAll('"', "").split(columns.kind.separator)]
    .map((cells) => handleOf(columns, { line, cells }))
    .find(looksLikeHandle);
  if (guess === undefined) return already ?? (before ? [before.handle] : []);
  // A row before it that ends too early may be where a cell of several lines was cut off.
  const isBeforeCutOff = (before?.rows.at(-1)?.cells.length ?? columnCount) < columnCount;
  return before && isBeforeCutOff ? [guess, before.handle] : [guess];
}

/** Cuts at the separators that stand outside of quotes, as far as the quotes can be believed. */
function roughCells(text: string, { separator }: FileKind): string[] {
  return text
    .split('"')
    .map((part, at) => (at % 2 === 0 ? part.replaceAll(separator, "\0") : part))
    .join("")
    .split("\0");
}

/** The same letters, in memory of their own. */
export const copyOf = (text: string): string => Buffer.from(text, "utf16le").toString("utf16le");

/**
 * What is wrong with the rows themselves, the handles of which nothing may be imported because of it, and the line on
 * which the last product begins.
 */
export async function surveyRows(
  file: CsvFile,
  columns: Columns,
): Promise<{ skipped: Skip[]; skippedCount: number; handles: Set<string>; lastLine: number }> {
  const skipped: Skip[] = [];
  let skippedCount = 0;
  const leftOut = new Set<string>();
  const seen = new Set<string>(); // of copies: a part of a line would keep the whole piece of the file that it is from
  let lastLine = 1;
  const leaveOut = (line: number, reason: SkipReason, handles: string[]) => {
    skippedCount++;
    if (skipped.length < linesKept)
      skipped.push({ line, handle: copyOf(handles[0] ?? ""), reason, column: "", value: "" });
    for (const handle of handles) leftOut.add(copyOf(handle));
  };
  for await (const found of walk(file, columns)) {
    if ("broken" in found) {
      leaveOut(found.broken.line, found.broken.problem, found.handles);
      continue;
    }
    lastLine = found.rows[0]?.line ?? lastLine;
    if (found.handle === "") continue;
    if (found.rows.length > mostRows(columns)) leaveOut(lastLine, "too-many-rows", [found.handle]);
    if (seen.has(found.handle)) leaveOut(lastLine, "rows-apart", [found.handle]);
    seen.add(copyOf(found.handle));
  }
  return { skipped, skippedCount, handles: leftOut, lastLine };
}

/** The products of a file that are whole, one after the other. */
export async function* wholeGroups(
  file: CsvFile,
  columns: Columns,
  leftOut: Set<string>,
): AsyncGenerator<RowGroup> {
  for await (const found of walk(file, columns)) {
    if ("rows" in found && !leftOut.has(found.handle)) yield found;
  }
}
