// Take back a like. Without one, nothing changes. Undo: like-tweet.
import { and, eq, sql } from "drizzle-orm";
import { likes, tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function unlikeTweet(
  ctx: Core,
  input: { tweetId: string },
): Promise<Outcome<undefined, "not-signed-in">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const removed = await core.db
      .delete(likes)
      .where(and(eq(likes.accountId, person.accountId), eq(likes.tweetId, input.tweetId)))
      .returning();
    if (removed.length > 0)
      await core.db
        .update(tweets)
        .set({ likeCount: sql`${tweets.likeCount} - 1` })
        .where(eq(tweets.id, input.tweetId));
    return ok(undefined);
  });
}
