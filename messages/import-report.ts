// What an import says of a line, in words: on its page, in its file and on the command line.
import type { createTranslator } from "use-intl/core";
import type { Note, Skip } from "@/domain/catalog/import/report";
import type { Messages } from "./index";

type Words = ReturnType<typeof createTranslator<Messages, "import">>;

/** Why something was left out. */
export const skipWords = (t: Words, { reason, column, value }: Skip, currency: string): string =>
  t(`reasons.${reason}`, { column, value, currency });

export const noteWords = (t: Words, { note, value }: Note): string =>
  t(`notes.${note}`, { value, count: Number(value) });

/** How many of each. */
export const countWords = (
  t: Words,
  { imported, updated, unchanged, skipped }: Record<"imported" | "updated" | "unchanged" | "skipped", number>,
): string =>
  t("summary", { imported, updated: `${updated}`, unchanged: `${unchanged}`, skipped: `${skipped}` });
