// The log of a shop as a file that spreadsheets read: line by line, however long it is.
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { wholeAuditLog } from "@/domain/shops/audit-log";
import { shopSettings } from "@/domain/shops/shop-settings";
import { auditWords } from "../audit-words";
import { shopContext } from "../shop-context";

const header = ["at", "by", "handle", "action", "what", "subject", "subject_id", "changes"];

export async function GET(request: Request): Promise<Response> {
  const { ctx, shop } = await shopContext("/dashboard/audit", "see-audit-log");
  const { searchParams } = new URL(request.url);
  const asked = {
    accountId: shop.accountId,
    personId: searchParams.get("by") ?? "",
    action: searchParams.get("action") ?? "",
  };
  const settings = await shopSettings(ctx, shop.accountId);
  if (!settings) return new Response(null, { status: 404 });
  const words = await auditWords(settings);
  async function* rows() {
    yield header;
    for await (const line of wholeAuditLog(ctx, asked))
      yield [
        line.at.toISOString(),
        line.by?.name ?? "",
        line.by?.handle ?? "",
        line.action,
        words.what(line),
        line.subjectKind,
        line.subjectId,
        words
          .lines(line)
          .map((change) => change.words)
          .join("\n"),
      ];
  }
  // What somebody typed must not become a formula on the machine of whoever opens the file.
  const file = Readable.from(rows()).pipe(stringify({ bom: true, escape_formulas: true }));
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${shop.handle}-log.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
