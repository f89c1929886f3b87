import { deleteTweet } from "@/domain/timeline/delete-tweet";
import { likeTweet } from "@/domain/timeline/like-tweet";
import { retweet } from "@/domain/timeline/retweet";
import { undoRetweet } from "@/domain/timeline/undo-retweet";
import { unlikeTweet } from "@/domain/timeline/unlike-tweet";
import { requestContext } from "../../../../request-context";
import { seeOther } from "../../../../see-other";
import { answer, whyRefused } from "../../../form-post";

const acts = new Map<string, typeof likeTweet>([
  ["like", likeTweet],
  ["unlike", unlikeTweet],
  ["retweet", retweet],
  ["undo-retweet", undoRetweet],
  ["delete", deleteTweet],
]);

type Params = { params: Promise<{ tweetId: string; act: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const ctx = await requestContext();
  const refused = await whyRefused(request, ctx);
  if (refused) return refused;
  const { tweetId, act } = await params;
  const verb = acts.get(act);
  if (!verb) return new Response(null, { status: 404 });
  const outcome = await verb(ctx, { tweetId });
  // The page of a deleted tweet is gone with it.
  if (act === "delete" && outcome.ok) return seeOther("/");
  return answer(request, outcome, `#t-${encodeURIComponent(tweetId)}`);
}
