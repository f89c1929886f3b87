import { expect, test } from "vitest";
import { columnsOf, surveyRows, wholeGroups } from "./group-rows";
import { type ProductDraft, readProduct } from "./read-product";
import { type CsvFile, readRows } from "./read-rows";

/** Chance that comes out the same every time (mulberry32). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  return { below, oneOf };
}

const cellTexts = [
  "",
  "plain",
  "a, b",
  "c; d",
  "e\tf",
  'the "good" one',
  "two\nlines",
  "trois\r\nlignes",
  "é",
  "茶",
  "🏺",
  '"',
  "  ",
];
const quoted = (cell: string) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (rows: string[][], lineEnd: string, separator = ",") =>
  rows.map((row) => row.map(quoted).join(separator)).join(lineEnd);

/** A file that arrives in pieces cut anywhere, in the middle of a letter too. */
const inPieces = (text: string, size: number): CsvFile =>
  async function* () {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of from) values.push(value);
  return values;
}

test("any table comes out as it went in, however it is cut into pieces and lines", async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { below, oneOf } = chance(seed);
    const width = 2 + below(6);
    const rows = Array.from({ length: 1 + below(12) }, (_, at) =>
      Array.from({ length: width }, (__, column) => (column === 0 ? `row ${at}` : oneOf(cellTexts))),
    );
    const kind = { encoding: "utf-8", separator: oneOf([",", ";", "\t"] as const) } as const;
    const lineEnd = oneOf(["\n", "\r\n", "\r"]);
    const file = inPieces(csv(rows, lineEnd, kind.separator) + oneOf(["", "\n"]), 1 + below(40));
    const read = (await all(readRows(file, kind))).map((row) => ("cells" in row ? row.cells : row.problem));
    // A line end inside a cell becomes a plain one.
    const expected = rows.map((row) => row.map((cell) => cell.replaceAll("\r\n", "\n")));
    expect(read, `seed ${seed}`).toEqual(expected);
  }
});

const header = "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Tags".split(
  ",",
);
const bodies = ["", "<p>Good</p>", '<p class="x">One,\ntwo,\nthree</p>', "first\n\nthird, with a comma"];

async function draftsOf(text: string): Promise<Map<string, ProductDraft>> {
  const file = inPieces(text, 64);
  const columns = await columnsOf(file);
  if ("missing" in columns) throw new Error(`No column ${columns.missing.join()}`);
  const survey = await surveyRows(file, columns);
  const drafts = new Map<string, ProductDraft>();
  for await (const { handle, rows } of wholeGroups(file, columns, survey.handles)) {
    const read = readProduct(columns, rows, { currency: "USD", otherCurrencies: [] });
    if ("draft" in read) drafts.set(handle, read.draft);
  }
  return drafts;
}

test("one quote too many or too few hurts the product that it stands in, whole", async () => {
  for (let seed = 1; seed <= 400; seed++) {
    const { below, oneOf } = chance(seed);
    const columnOrder = header.map((_, at) => at);
    const isHandleFirst = below(2) === 0;
    if (!isHandleFirst) columnOrder.reverse();
    const inOrder = (row: string[]) => columnOrder.map((at) => row[at] ?? "");
    const products = Array.from({ length: 3 + below(4) }, (_, at) =>
      csv(
        Array.from({ length: 1 + below(3) }, (__, row) =>
          inOrder(
            row === 0
              ? [`item-${at}`, `Item "${at}"`, oneOf(bodies), "Size", "S0", `I${at}-0`, "10.00", "a, b"]
              : [`item-${at}`, "", "", "", `S${row}`, `I${at}-${row}`, "11.00", ""],
          ),
        ),
        "\n",
      ),
    );
    const file = (texts: string[]) => [csv([inOrder(header)], "\n"), ...texts].join("\n");
    const before = await draftsOf(file(products));
    expect(before.size).toBe(products.length);

    const hurt = below(products.length);
    const text = products[hurt] ?? "";
    const quotes = [...text.matchAll(/"/g)].map((match) => match.index);
    const [at, removed] = below(2) === 0 ? [oneOf(quotes), 1] : [below(text.length), 0];
    const broken = text.slice(0, at) + (removed ? "" : '"') + text.slice(at + removed);
    const after = await draftsOf(file(products.with(hurt, broken)));
    const note = `seed ${seed}: ${broken}`;
    // Where the row's handle cannot be read any more, the product before it may be left out as well.
    const doubtful = isHandleFirst ? [hurt] : [hurt, hurt - 1];
    for (const [item, [handle, draft]] of [...before].entries())
      expect(doubtful.includes(item) ? [undefined, draft] : [draft], note).toContainEqual(after.get(handle));
  }
});
