// Take back one's own tweet, or one of a shop that one speaks for. What answered it stays; what passed it on shows
// nothing any more; its promotions stop. There is no undo: what was said can be said again.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { stopPromotionsOf } from "@/domain/promotions/stop-promotion";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";

export async function deleteTweet(
  ctx: Core,
  input: { tweetId: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const [gone] = await core.db
      .update(tweets)
      .set({ deletedAt: core.clock.now() })
      .where(
        and(
          eq(tweets.id, input.tweetId),
          inArray(tweets.authorId, [person.accountId, ...shopsWhere(core, "post")]),
          isNull(tweets.retweetOfId),
          isNull(tweets.deletedAt),
        ),
      )
      .returning();
    if (!gone) return refuse("not-found");
    await core.db
      .update(accounts)
      .set({ tweetCount: sql`${accounts.tweetCount} - 1` })
      .where(eq(accounts.id, gone.authorId));
    if (gone.replyToId)
      await core.db
        .update(tweets)
        .set({ replyCount: sql`${tweets.replyCount} - 1` })
        .where(eq(tweets.id, gone.replyToId));
    if (gone.quoteOfId)
      await core.db
        .update(tweets)
        .set({ quoteCount: sql`${tweets.quoteCount} - 1` })
        .where(eq(tweets.id, gone.quoteOfId));
    await stopPromotionsOf(core, gone.id);
    if (gone.authorId !== person.accountId)
      await noteAudit(core, {
        accountId: gone.authorId,
        action: "tweet-deleted",
        subjectKind: "tweet",
        subjectId: gone.id,
        detail: { text: gone.text },
      });
    return ok(undefined);
  });
}
