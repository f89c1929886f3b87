// A picture that was uploaded, or the same in a smaller width; one that came before there were any, or is not as wide, is
// answered as it is. Its name is made of its content, so it never changes under it.
import { picturePath, wholePicture } from "@/domain/shops/media-rules";
import { media } from "@/integrations/media/media";
import { headOf } from "../../head-of";

const aYearSeconds = 365 * 24 * 60 * 60;

function read(name: string) {
  const path = picturePath(name);
  return path ? media().files.read(path) : undefined;
}

type Params = { params: Promise<{ name: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { name } = await params;
  const file = (await read(name)) ?? (await read(wholePicture(name) ?? ""));
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.content, {
    headers: {
      "Content-Type": "image/webp",
      "Cache-Control": `public, max-age=${aYearSeconds}, immutable`,
    },
  });
}

export const HEAD = headOf(GET);
