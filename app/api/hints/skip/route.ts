import { whyRefused } from "@/app/api/form-post";
import { skipHints } from "@/app/hints";
import { requestContext } from "@/app/request-context";
import { seeOther } from "@/app/see-other";

export async function POST(request: Request): Promise<Response> {
  const refused = await whyRefused(request, await requestContext());
  if (refused) return refused;
  await skipHints();
  return seeOther("/");
}
