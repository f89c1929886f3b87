import { hideAdvertiser } from "@/domain/promotions/hide-advertiser";
import { showAdvertiser } from "@/domain/promotions/show-advertiser";
import { requestContext } from "../../../../request-context";
import { answer, whyRefused } from "../../../form-post";

const acts = new Map<string, typeof hideAdvertiser>([
  ["hide", hideAdvertiser],
  ["show", showAdvertiser],
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
