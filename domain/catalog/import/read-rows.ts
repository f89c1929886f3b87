// Cuts a CSV file into rows as it arrives, with their line numbers. A row that cannot be read is reported and
// reading goes on at the line after it, so that a quote which never closes does not swallow the rest of the file.
import { parse } from "csv-parse/sync";
import { type FileKind, isSeparatorHint, usualKind } from "./file-kind";
import type { SkipReason } from "./report";

/** A file that can be read from its start more than once. */
export type CsvFile = () => AsyncIterable<Uint8Array>;

export type Row = { line: number; cells: string[] };
export type BrokenRow = { line: number; text: string; problem: SkipReason };

// The longest row that is believed: beyond it an open quote is taken for a mistake.
const longestRow = 1_000_000;

class LineReader {
  lineNumber = 0;
  readonly #lines: AsyncGenerator<string>;
  /** Lines to be read again, the next one last. */
  readonly #again: string[] = [];

  constructor(file: CsvFile, encoding: string) {
    this.#lines = linesOf(file, encoding);
  }

  async next(): Promise<string | undefined> {
    const text = this.#again.pop() ?? (await this.#nextOfFile());
    if (text !== undefined) this.lineNumber++;
    return text;
  }

  putBack(lines: string[]): void {
    this.lineNumber -= lines.length;
    this.#again.push(...lines.toReversed());
  }

  /** Lets go of a file that was not read to its end. */
  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #nextOfFile(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }
}

async function* linesOf(file: CsvFile, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding); // takes a byte order mark away
  let rest = "";
  for await (const chunk of file()) {
    const text = rest + decoder.decode(chunk, { stream: true });
    // A line end at the very end may be the first half of one.
    const end = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n?|\n/);
    rest = (lines.pop() ?? "") + text.slice(end);
    // One character more than is believed is enough to know that a line is too long.
    if (rest.length > longestRow) rest = rest.slice(0, longestRow + 1);
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest.replace(/\r$/, "");
}

const quotesIn = (text: string): number => text.split('"').length - 1;

/** The cells of one row, or undefined when its quotes are not as RFC 4180 has them. */
function cellsOf(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  try {
    const rows: string[][] = parse(text, { relax_column_count: true, delimiter: separator });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Reads until the quotes are closed, or until it is clear that they never will be. */
async function takeRow(reader: LineReader, first: string): Promise<string[]> {
  const lines = [first];
  let length = first.length;
  let quotes = quotesIn(first);
  while (quotes % 2 === 1 && length <= longestRow) {
    const line = await reader.next();
    if (line === undefined) break;
    lines.push(line);
    length += line.length + 1;
    quotes += quotesIn(line);
  }
  return lines;
}

function readRow(lines: string[], separator: string, columnCount: number | undefined): string[] | SkipReason {
  const text = lines.join("\n");
  if (/[\0\uFFFD]/.test(text)) return "unreadable-characters";
  if (lines.length === 1 && text.length > longestRow) return "row-too-long";
  const cells = cellsOf(text, separator);
  if (!cells) return "bad-quoting";
  if (columnCount === undefined) return cells;
  // Two open quotes some lines apart look like one long cell: then the columns do not add up.
  if (lines.length > 1 && cells.length !== columnCount) return "bad-quoting";
  if (cells.slice(columnCount).some((cell) => cell.trim() !== "")) return "too-many-columns";
  return cells;
}

/** All rows that are not blank, the header first. The header says how many columns there are. */
export async function* readRows(
  file: CsvFile,
  { encoding, separator }: FileKind = usualKind,
): AsyncGenerator<Row | BrokenRow> {
  const reader = new LineReader(file, encoding);
  let columnCount: number | undefined;
  try {
    for (;;) {
      const first = await reader.next();
      if (first === undefined) return;
      const line = reader.lineNumber;
      if (line === 1 && isSeparatorHint(first)) continue;
      const lines = await takeRow(reader, first);
      const cells = readRow(lines, separator, columnCount);
      if (typeof cells === "string") {
        reader.putBack(lines.slice(1));
        yield { line, text: first.slice(0, 1000), problem: cells };
      } else if (cells.some((cell) => cell.trim() !== "")) {
        columnCount ??= cells.length;
        yield { line, cells };
      }
    }
  } finally {
    await reader.close();
  }
}
