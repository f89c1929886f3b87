// A form that posts to an address of its own: answered with "go back" without JavaScript, in JSON with it.
import { type Core, personOf } from "@/domain/context";
import type { Outcome } from "@/domain/outcome";
import { countTry } from "@/integrations/rate-limits";
import { cameFrom } from "../came-from";
import { withReturn } from "../return-path";
import { seeOther } from "../see-other";

const statuses: Record<string, number> = { "not-signed-in": 401, "not-found": 404 };

/** Whether the form stood on a page of ours. Browsers say so; whatever says nothing is refused. */
function isFromOurPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** Why this post is not even looked at, or undefined: it comes from elsewhere, or it is one of too many. */
export async function whyRefused(request: Request, ctx: Core): Promise<Response | undefined> {
  if (!isFromOurPage(request)) return new Response(null, { status: 403 });
  const key = personOf(ctx)?.accountId;
  const limited = key === undefined ? undefined : await countTry(ctx, { limit: "act-by-account", key });
  if (!limited) return undefined;
  return new Response(null, { status: 429, headers: { "Retry-After": String(limited.waitMinutes * 60) } });
}

/** Answers with the outcome of a verb. `anchor` names the element to come back to. */
export async function answer(
  request: Request,
  outcome: Outcome<unknown, string>,
  anchor = "",
): Promise<Response> {
  if (request.headers.get("accept")?.includes("application/json")) {
    const status = outcome.ok ? 200 : (statuses[outcome.reason] ?? 409);
    return Response.json(outcome.ok ? { ok: true } : { ok: false, reason: outcome.reason }, { status });
  }
  const back = await cameFrom();
  const isVisitor = !outcome.ok && outcome.reason === "not-signed-in";
  return seeOther(isVisitor ? withReturn("/sign-in", back) : back + anchor);
}
