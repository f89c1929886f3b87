// What a task of an import keeps in its report. Pure.
import type { ImportRefusal } from "./import-shopify-csv";
import type { ImportProgress, ImportReport } from "./report";

export type ImportTaskRefusal =
  | Exclude<ImportRefusal, "not-found">
  | "file-gone"
  | "stopped"
  | "broken"
  | "shop-closed";

export type ImportTaskReport = {
  /** On which channel new products are offered; absent: the shop's only one. */
  channel?: string;
  /** While it is under way. */
  progress?: ImportProgress;
  /** What it came to; lists of at most ten thousand, with how many there are. */
  result?: ImportReport;
  /** Why nothing, or not all, was imported. */
  refusal?: { reason: ImportTaskRefusal; detail: string };
};

/** What a file of a shop may have at most: 50 MB. */
export const largestImportBytes = 50_000_000;
