// Pass a tweet on to one's followers. Done twice it counts once. Undo: undo-retweet.
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts } from "@/db/schema/accounts";
import { tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function retweet(
  ctx: Core,
  input: { tweetId: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const now = ctx.clock.now();
  return inTransaction(ctx, async (core) => {
    const [original] = await core.db
      .select({ id: tweets.id, language: tweets.language })
      .from(tweets)
      .where(and(eq(tweets.id, input.tweetId), isNull(tweets.retweetOfId), isNull(tweets.deletedAt)));
    if (!original) return refuse("not-found");
    const id = newId(now);
    // A unique index lets each account have one standing retweet of a tweet.
    const added = await core.db
      .insert(tweets)
      .values({
        id,
        authorId: person.accountId,
        text: "",
        language: original.language,
        entities: [],
        pictures: [],
        conversationId: id,
        retweetOfId: original.id,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) return ok(undefined);
    await core.db
      .update(tweets)
      .set({ retweetCount: sql`${tweets.retweetCount} + 1` })
      .where(eq(tweets.id, original.id));
    await core.db
      .update(accounts)
      .set({ tweetCount: sql`${accounts.tweetCount} + 1` })
      .where(eq(accounts.id, person.accountId));
    return ok(undefined);
  });
}
