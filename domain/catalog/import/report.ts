// What an import tells whoever asked for it: what was done, and, line by line, what was not and why.

export const skipReasons = [
  "bad-quoting",
  "too-many-columns",
  "unreadable-characters",
  "row-too-long",
  "rows-apart",
  "too-many-rows",
  "missing-handle",
  "missing-title",
  "too-long",
  "missing-price",
  "bad-price",
  "bad-other-price",
  "bad-quantity",
  "bad-weight",
  "unknown-value",
  "missing-option-value",
  "option-without-name",
  "duplicate-variant",
  "which-variant",
  "gift-card",
  "no-new-listings",
  "not-here",
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** Why nothing of a product was imported. Lines are those of the file, the header being the first. */
export type Skip = {
  line: number;
  /** Blank when the row does not say. */
  handle: string;
  reason: SkipReason;
  /** The column as the file calls it, and what stands there, where one cell is to blame. */
  column: string;
  value: string;
};

export const importNotes = [
  "compare-at-ignored",
  "image-ignored",
  "pictures-left-out",
  "currency-ignored",
  "read-as-windows",
  "variants-removed",
  "sold-uncounted",
  "without-quantity",
  "variant-not-here",
] as const;

/** Something that was left out of a product that was imported, or that is to be looked at. */
export type Note = { line: number; note: (typeof importNotes)[number]; value: string };

/** Of what was left out, and of the notes: a file may give cause for a million. */
export const linesKept = 10_000;

export type ImportReport = {
  imported: number;
  updated: number;
  unchanged: number;
  /** The first of them, and how many there are. */
  skipped: Skip[];
  skippedCount: number;
  notes: Note[];
  noteCount: number;
  /** Handles of what was imported or updated; the first five hundred. */
  changed: { handle: string; came: "imported" | "updated" }[];
};

/** How far an import is: the last line that is done, and what it came to so far. */
export type ImportProgress = { line: number; imported: number; updated: number; unchanged: number };
