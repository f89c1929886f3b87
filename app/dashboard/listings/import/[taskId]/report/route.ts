// What an import left out, and why, as a file that spreadsheets read.
import { stringify } from "csv-stringify/sync";
import { getTranslations } from "@/i18n/translations";
import { importTask } from "@/domain/catalog/import/import-tasks";
import { noteWords, skipWords } from "@/messages/import-report";
import { taskContext } from "../../../task-context";

type Params = { params: Promise<{ taskId: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { taskId } = await params;
  const { task } = await taskContext(importTask, "/dashboard/listings/import", taskId);
  const { result } = task.report;
  if (!result) return new Response(null, { status: 404 });
  const t = await getTranslations("import");
  const rows = [
    ...result.skipped.map((skip) => [
      skip.line,
      skip.handle,
      "left out",
      skip.reason,
      skip.column,
      skip.value,
      skipWords(t, skip, task.currency),
    ]),
    ...result.notes.map((note) => [note.line, "", "imported", note.note, "", note.value, noteWords(t, note)]),
  ];
  const header = ["line", "handle", "what", "reason", "column", "value", "words"];
  // What a file says could be taken for a formula by the spreadsheet that shows it.
  return new Response(stringify([header, ...rows], { bom: true, escape_formulas: true }), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import-report-${task.id}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
