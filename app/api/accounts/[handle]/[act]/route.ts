import { follow } from "@/domain/timeline/follow";
import { unfollow } from "@/domain/timeline/unfollow";
import { requestContext } from "../../../../request-context";
import { answer, whyRefused } from "../../../form-post";

const acts = new Map<string, typeof follow>([
  ["follow", follow],
  ["unfollow", unfollow],
]);

type Params = { params: Promise<{ handle: string; act: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const ctx = await requestContext();
  const refused = await whyRefused(request, ctx);
  if (refused) return refused;
  const { handle, act } = await params;
  const verb = acts.get(act);
  if (!verb) return new Response(null, { status: 404 });
  return answer(request, await verb(ctx, { handle }));
}
