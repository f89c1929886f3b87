// A product file comes in: kept piece by piece as it arrives, never whole in memory; then it is a task.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import { whyRefused } from "@/app/api/form-post";
import { beginImport, type BeginImportRefusal } from "@/domain/catalog/import/begin-import";
import { largestImportBytes } from "@/domain/catalog/import/task-rules";
import type { MediaStore } from "@/domain/shops/media-store";
import { log } from "@/integrations/log";
import { formContext } from "../../../choose-shop";

const page = "/dashboard/listings/import";

type Problem = BeginImportRefusal | "shop-closed" | "too-large" | "unreadable";

export async function POST(request: Request): Promise<Response> {
  const shopId = new URL(request.url).searchParams.get("shop") ?? "";
  const { ctx, shop } = await formContext(shopId, page, "edit-listings");
  const refused = await whyRefused(request, ctx);
  if (refused) return refused;
  const { files } = ctx.media;
  const filePath = `imports/${shop.accountId}/${randomUUID()}.csv`;
  const sent = await receive(request, files, filePath);
  if (!sent.ok) return back(sent.problem);
  const begun = await beginImport(ctx, {
    merchantId: shop.accountId,
    fileName: sent.fileName,
    filePath,
    bytes: sent.bytes,
    channel: sent.fields.get("channel") || undefined,
    isTrial: sent.fields.get("then") !== "import",
  });
  if (begun.ok) return seeOther(`${page}/${begun.value.taskId}`);
  await files.remove(filePath);
  return back(begun.reason);
}

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
const back = (problem: Problem) => seeOther(`${page}?problem=${problem}`);

type Sent =
  | { ok: true; fileName: string; bytes: number; fields: Map<string, string> }
  | { ok: false; problem: Problem };

/** Reads what comes to its end also when it is too much: a browser listens only when it has said all. */
async function receive(request: Request, files: MediaStore, path: string): Promise<Sent> {
  const fields = new Map<string, string>();
  let fileName = "";
  let bytes = 0;
  let isTooLarge = false;
  let kept: Promise<void> | undefined;
  async function* counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      bytes += piece.byteLength;
      yield piece;
    }
  }
  try {
    const form = busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      limits: { files: 1, fields: 10, fieldSize: 1000, fileSize: largestImportBytes + 1 },
      defParamCharset: "utf8",
    });
    form.on("field", (name, value) => fields.set(name, value));
    form.on("file", (_, content, { filename }) => {
      fileName = (filename ?? "").slice(-200);
      content.on("limit", () => (isTooLarge = true));
      kept = files.put(path, counted(content), "text/csv");
      kept.catch(() => content.resume()); // told of below
    });
    const body = Readable.fromWeb((request.body ?? new Blob([]).stream()) as ReadableStream);
    // When the sender is gone, what is being written of their file ends with the form.
    await pipeline(body, form);
    await kept;
  } catch (error) {
    log.warn({ err: error }, "an upload did not arrive whole");
    await kept?.catch(() => undefined);
    await files.remove(path);
    return { ok: false, problem: "unreadable" };
  }
  if (bytes === 0 || isTooLarge || bytes > largestImportBytes) {
    await files.remove(path);
    return { ok: false, problem: bytes === 0 ? "empty" : "too-large" };
  }
  return { ok: true, fileName, bytes, fields };
}
