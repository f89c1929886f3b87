// The catalogue of a shop as a file, sent as it is read.
import { Readable } from "node:stream";
import { exportShopifyCsv } from "@/domain/catalog/export/export-shopify-csv";
import { shopContext } from "../../shop-context";

export async function GET(): Promise<Response> {
  const { ctx, shop } = await shopContext("/dashboard/listings", "see-listings");
  const file = exportShopifyCsv(ctx, shop.accountId);
  if (!file) return new Response(null, { status: 404 });
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return new Response(Readable.toWeb(Readable.from(inBytes(file))) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${shop.handle}-products-${day}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}

async function* inBytes(file: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of file) yield encoder.encode(piece);
}
