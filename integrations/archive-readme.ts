// README.txt of a shop's archive: every file and every column, in the words of the one who asked.
import { createTranslator } from "use-intl/core";
import {
  archiveColumns,
  archiveFileKinds,
  archiveFiles,
  archiveTables,
} from "@/domain/archive/archive-rules";
import type { ReadMe } from "@/domain/archive/make-archives";
import { dateFormat } from "@/domain/time";
import { messages } from "@/messages";

const width = 78;

export const archiveReadMe: ReadMe = ({ shopName, handle, madeAt, locale }) => {
  const words = messages[locale].archive.readMe;
  const t = createTranslator({ locale, messages: messages[locale], namespace: "archive.readMe" });
  const made = dateFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(madeAt);
  const title = t("title", { shop: shopName, handle });
  const text = [
    title,
    "=".repeat(title.length),
    "",
    wrapped(t("made", { made })),
    "",
    wrapped(words.forms),
    "",
    heading(words.filesTitle),
    ...archiveFileKinds.map((kind) => wrapped(`${archiveFiles[kind]}: ${words.files[kind]}`, "  ")),
    "",
    wrapped(words.check),
    "",
    heading(words.lawTitle),
    ...words.law.split("\n").map((line) => wrapped(line, line.startsWith("-") ? "  " : "")),
    "",
    heading(words.columnsTitle),
    archiveFiles.products,
    ...words.productColumns.split("\n").map((line) => wrapped(`  ${line}`, "    ")),
    ...archiveTables.flatMap((name) => [
      "",
      archiveFiles[name],
      ...archiveColumns[name].map((column) => wrapped(`  ${column}: ${words.columns[column]}`, "    ")),
    ]),
  ];
  // As Windows writes lines, so that its oldest editor reads them too.
  return `\uFEFF${text.join("\n").replaceAll("\n", "\r\n")}\r\n`;
};

const heading = (words: string) => `${words}\n${"-".repeat(words.length)}`;

/** In lines that an e-mail or a terminal shows whole; `indent` comes before all but the first. */
function wrapped(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? "";
  for (const word of text.trim().split(/ +/)) {
    const isFirst = line.trim() === "";
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = isFirst ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
