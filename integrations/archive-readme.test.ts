import { expect, test } from "vitest";
import { archiveColumns, archiveFiles, archiveTables } from "@/domain/archive/archive-rules";
import { archiveReadMe } from "./archive-readme";

const facts = {
  shopName: "Atelier Sorbier",
  handle: "atelier",
  madeAt: new Date("2026-11-01T08:30:00.000Z"),
};

test.each(["en", "fr"] as const)("in %s the archive explains each of its files and columns", (locale) => {
  const text = archiveReadMe({ ...facts, locale });
  for (const file of Object.values(archiveFiles)) expect(text).toContain(`${file}: `);
  for (const table of archiveTables) {
    const [, its = ""] = text.split(`\r\n${archiveFiles[table]}\r\n`);
    const lines = its.split("\r\n\r\n")[0]?.split("\r\n") ?? [];
    const explained = lines.flatMap((line) => /^ {2}(\w+): \S/.exec(line)?.[1] ?? []);
    expect(explained, table).toEqual([...archiveColumns[table]]);
  }
  expect(text).toContain("art. L123-22");
  expect(text.split("\r\n").filter((line) => line.length > 80)).toEqual([]);
});

test("it says whose it is and when it was made, in the language of the reader", () => {
  expect(archiveReadMe({ ...facts, locale: "en" })).toContain("Archive of Atelier Sorbier (@atelier)");
  expect(archiveReadMe({ ...facts, locale: "fr" })).toMatch(/Préparée le 1er\u00a0novembre 2026/);
});
