// A picture that was uploaded. Its name is made of its content, so it never changes under it.
import { picturePath } from "@/domain/shops/media-rules";
import { media } from "@/integrations/media/media";

const aYearSeconds = 365 * 24 * 60 * 60;

export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const path = picturePath((await params).name);
  const file = path && (await media().files.read(path));
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.content, {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(file.bytes),
      "Cache-Control": `public, max-age=${aYearSeconds}, immutable`,
    },
  });
}
