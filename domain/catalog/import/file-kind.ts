// How a product file was saved. Programs differ: Excel separates cells by what is usual in its country, writes prices
// with a comma where the semicolon separates, and letters in Windows-1252 unless it is asked for UTF-8.
import type { CsvFile } from "./read-rows";

export type FileKind = {
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  separator: "," | ";" | "\t";
};

export const usualKind: FileKind = { encoding: "utf-8", separator: "," };

const separators = [",", ";", "\t"] as const;
const hint = /^\uFEFF?sep=([,;\t])\r?$/i;

/** The line by which Excel is told what separates the cells. */
export const isSeparatorHint = (line: string): boolean => hint.test(line);

/** Looks at the file as a whole: only its letters tell how they are written. */
export async function kindOf(file: CsvFile): Promise<FileKind> {
  const encoding = await encodingOf(file);
  return { encoding, separator: await separatorOf(file, encoding) };
}

async function encodingOf(file: CsvFile): Promise<FileKind["encoding"]> {
  for await (const chunk of file()) {
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
    if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
    break;
  }
  if (await isUtf8(file)) return "utf-8";
  // One letter of many in UTF-8: that is its encoding, and a row of the file is damaged. None: it is another one.
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of file())
    if (/[^\0-\x7F\uFFFD]/.test(decoder.decode(chunk, { stream: true }))) return "utf-8";
  return "windows-1252";
}

async function isUtf8(file: CsvFile): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of file()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** What cuts the first line into the most cells. */
async function separatorOf(file: CsvFile, encoding: FileKind["encoding"]): Promise<FileKind["separator"]> {
  const decoder = new TextDecoder(encoding);
  let start = "";
  for await (const chunk of file()) {
    start += decoder.decode(chunk, { stream: true });
    if (start.length > 10_000 || /[\r\n]/.test(start)) break;
  }
  const [first = ""] = start.split(/[\r\n]/, 1);
  const told = hint.exec(first)?.[1];
  const outsideQuotes = first.replaceAll(/"[^"]*"/g, "");
  const countOf = (separator: string) => outsideQuotes.split(separator).length;
  const most = separators.toSorted((a, b) => countOf(b) - countOf(a))[0];
  return separators.find((one) => one === told) ?? most ?? usualKind.separator;
}
