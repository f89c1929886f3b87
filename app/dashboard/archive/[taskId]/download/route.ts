// The archive of a shop as a file, for its owners and managers alone.
import { redirect } from "next/navigation";
import { fetchArchive } from "@/domain/archive/queries";
import { headOf } from "../../../../head-of";
import { shopContext } from "../../../shop-context";

type Params = { params: Promise<{ taskId: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { taskId } = await params;
  const { ctx, shop } = await shopContext("/dashboard/archive", "archive");
  const archive = await fetchArchive(ctx, { merchantId: shop.accountId, taskId });
  const file = archive && (await ctx.media.files.read(archive.filePath));
  if (!archive || !file) redirect("/dashboard/archive?problem=missing");
  const day = archive.endedAt.toISOString().slice(0, 10);
  return new Response(file.content, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${shop.handle}-archive-${day}.zip"`,
      "cache-control": "private, no-store",
    },
  });
}

export const HEAD = headOf(GET);
