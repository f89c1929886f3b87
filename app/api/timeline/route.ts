// The home timeline of whoever is signed in, else the public one, as JSON: what the page shows, without its looks.
import { beforeOf, feedPage, laterPages } from "@/app/(timeline)/feeds";
import { requestContext } from "@/app/request-context";
import { personOf } from "@/domain/context";

export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext();
  const before = beforeOf(Object.fromEntries(new URL(request.url).searchParams));
  const kind = personOf(ctx) ? "home" : "public";
  return Response.json(await feedPage(ctx, { kind }, { before, limit: laterPages }), {
    headers: { "cache-control": "private, no-store" },
  });
}
