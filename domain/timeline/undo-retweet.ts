// Stop passing a tweet on. Without a retweet, nothing changes. Undo: retweet.
import { and, eq, isNull, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function undoRetweet(
  ctx: Core,
  input: { tweetId: string },
): Promise<Outcome<undefined, "not-signed-in">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const removed = await core.db
      .update(tweets)
      .set({ deletedAt: core.clock.now() })
      .where(
        and(
          eq(tweets.authorId, person.accountId),
          eq(tweets.retweetOfId, input.tweetId),
          isNull(tweets.deletedAt),
        ),
      )
      .returning();
    if (removed.length === 0) return ok(undefined);
    await core.db
      .update(tweets)
      .set({ retweetCount: sql`${tweets.retweetCount} - 1` })
      .where(eq(tweets.id, input.tweetId));
    await core.db
      .update(accounts)
      .set({ tweetCount: sql`${accounts.tweetCount} - 1` })
      .where(eq(accounts.id, person.accountId));
    return ok(undefined);
  });
}
