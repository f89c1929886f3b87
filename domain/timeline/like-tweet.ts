// Like a tweet. Done twice it counts once. Undo: unlike-tweet.
import { and, eq, isNull, sql } from "drizzle-orm";
import { likes, tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function likeTweet(
  ctx: Core,
  input: { tweetId: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const [tweet] = await core.db
      .select({ id: tweets.id })
      .from(tweets)
      .where(and(eq(tweets.id, input.tweetId), isNull(tweets.retweetOfId), isNull(tweets.deletedAt)));
    if (!tweet) return refuse("not-found");
    const added = await core.db
      .insert(likes)
      .values({ accountId: person.accountId, tweetId: tweet.id, createdAt: core.clock.now() })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0)
      await core.db
        .update(tweets)
        .set({ likeCount: sql`${tweets.likeCount} + 1` })
        .where(eq(tweets.id, tweet.id));
    return ok(undefined);
  });
}
