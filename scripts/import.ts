// npm run import -- --merchant HANDLE --currency USD FILE: reads a catalogue and prints what came of it.
import { CannotRun } from "./run-by-hand";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { and, eq } from "drizzle-orm";
import { createTranslator } from "use-intl/core";
import { accounts } from "@/db/schema/accounts";
import { importShopifyCsv } from "@/domain/catalog/import/import-shopify-csv";
import type { ImportReport } from "@/domain/catalog/import/report";
import { clockOffset } from "@/domain/clock/queries";
import type { Core } from "@/domain/context";
import { movedClock, systemClock } from "@/domain/time";
import { env } from "@/env";
import { keepHeapSmall } from "@/integrations/this-process";
import { messages } from "@/messages";
import { countWords, noteWords, skipWords } from "@/messages/import-report";
import { migratedDatabase } from "./migrated-database";

const locale = new Intl.DateTimeFormat().resolvedOptions().locale.startsWith("fr") ? "fr" : "en";
const t = createTranslator({ locale, messages: messages[locale], namespace: "import" });

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { merchant: { type: "string" }, currency: { type: "string" }, channel: { type: "string" } },
    });
    const [file] = positionals;
    if (!values.merchant || !values.currency || !file || positionals.length > 1) throw new TypeError();
    return {
      merchant: values.merchant.replace(/^@/, "").toLowerCase(),
      currency: values.currency.toUpperCase(),
      channel: values.channel,
      // npm changes to the project's folder; the file is named from where the person is.
      file: path.resolve(process.env.INIT_CWD ?? "", file),
    };
  } catch {
    throw new CannotRun(t("usage"));
  }
}

async function checkReadable(file: string): Promise<void> {
  const problems: Record<string, string> = { ENOENT: t("noSuchFile"), EACCES: t("noPermission") };
  const unreadable = (problem: string) => new CannotRun(t("unreadableFile", { file, problem }));
  const opened = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(problems[error.code ?? ""] ?? error.message);
  });
  const isFolder = (await opened.stat()).isDirectory();
  await opened.close();
  if (isFolder) throw unreadable(t("notAFile"));
}

function print(report: ImportReport, currency: string): void {
  for (const skip of report.skipped) {
    const said = { line: String(skip.line), reason: skipWords(t, skip, currency) };
    console.log(
      skip.handle === "" ? t("skippedLine", said) : t("skippedProduct", { ...said, handle: skip.handle }),
    );
  }
  for (const note of report.notes)
    console.log(t("noteLine", { line: String(note.line), note: noteWords(t, note) }));
  console.log(countWords(t, { ...report, skipped: report.skippedCount }));
}

async function main(): Promise<void> {
  keepHeapSmall();
  const { merchant, currency, channel, file } = readArguments();
  if (!/^[A-Z]{3}$/.test(currency)) throw new CannotRun(t("unknownCurrency", { currency }));
  await checkReadable(file);
  const db = await migratedDatabase();
  try {
    const [account] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.handle, merchant), eq(accounts.kind, "merchant")));
    // The day that is shown, as in the app: there the operator may have moved it.
    const clock = env.isDemoWorld ? movedClock(await clockOffset(db)) : systemClock;
    const ctx: Core = { db, clock, actor: { kind: "schedule" }, locale };
    const input = { merchantId: account?.id ?? "", currency, channel, file: () => createReadStream(file) };
    const outcome = await importShopifyCsv(ctx, input);
    if (!outcome.ok) {
      const detail = outcome.detail || "none";
      throw new CannotRun(t(`refusals.${outcome.reason}`, { merchant, currency, detail }));
    }
    print(outcome.value, currency);
  } finally {
    await db.close();
  }
}

await main();
