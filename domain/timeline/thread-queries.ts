// One tweet with its conversation.
import { and, asc, desc, eq, isNull, lt } from "drizzle-orm";
import { tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";
import { tweetViews } from "./tweet-views";
import type { TweetView } from "./views";

export type TweetPageView = { tweet: TweetView; ancestors: TweetView[]; replies: TweetView[] };

// A conversation longer than this is cut; its rest is reached from its replies' own pages.
const longestThread = 100;

/** One tweet, what it answers (from the first on) and what answers it (oldest first). */
export async function tweetPage(ctx: Core, tweetId: string): Promise<TweetPageView | undefined> {
  const isShown = lt(tweets.id, firstIdToCome(ctx));
  const [row] = await ctx.db
    .select({ id: tweets.id, conversationId: tweets.conversationId, replyToId: tweets.replyToId })
    .from(tweets)
    .where(and(eq(tweets.id, tweetId), isNull(tweets.deletedAt), isShown));
  if (!row) return undefined;
  const before = row.replyToId
    ? await ctx.db
        .select({ id: tweets.id, replyToId: tweets.replyToId })
        .from(tweets)
        .where(and(eq(tweets.conversationId, row.conversationId), lt(tweets.id, tweetId)))
        .orderBy(desc(tweets.id))
        .limit(longestThread)
    : [];
  const answers = await ctx.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(
      and(
        eq(tweets.conversationId, row.conversationId),
        eq(tweets.replyToId, tweetId),
        isNull(tweets.deletedAt),
        isShown,
      ),
    )
    .orderBy(asc(tweets.id))
    .limit(longestThread);
  const chain: string[] = [];
  for (let parent = row.replyToId; parent !== null;) {
    chain.unshift(parent);
    parent = before.find((earlier) => earlier.id === parent)?.replyToId ?? null;
  }
  const replyIds = answers.map((answer) => answer.id);
  const views = await tweetViews(ctx, [tweetId, ...chain, ...replyIds]);
  const tweet = views.get(tweetId);
  if (!tweet) return undefined;
  const known = (ids: string[]) => ids.flatMap((id) => views.get(id) ?? []);
  return { tweet, ancestors: known(chain), replies: known(replyIds) };
}
