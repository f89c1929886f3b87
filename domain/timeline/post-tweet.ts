// Say something in at most 280 weighted characters; perhaps in answer to a tweet, perhaps quoting one.
// Undo: delete-tweet.
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts } from "@/db/schema/accounts";
import { tweetHashtags, tweets } from "@/db/schema/timeline";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { readText, tagsOf } from "./read-text";

export type PostTweet = { text: string; replyToId?: string | undefined; quoteOfId?: string | undefined };
export type PostTweetRefusal = "not-signed-in" | "empty" | "too-long" | "not-found";

/** Refuses with "not-found" when the tweet answered or quoted is gone. */
export async function postTweet(
  ctx: Core,
  input: PostTweet,
): Promise<Outcome<{ id: string }, PostTweetRefusal>> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const { text, entities, isTooLong } = readText(input.text);
  if (text === "") return refuse("empty");
  if (isTooLong) return refuse("too-long");
  const now = ctx.clock.now();
  const id = newId(now);

  return inTransaction(ctx, async (core) => {
    const parent = await standing(core, input.replyToId);
    const quoted = await standing(core, input.quoteOfId);
    if ((input.replyToId && !parent) || (input.quoteOfId && !quoted)) return refuse("not-found");
    await core.db.insert(tweets).values({
      id,
      authorId: person.accountId,
      text,
      language: core.locale,
      entities,
      pictures: [],
      replyToId: parent?.id ?? null,
      conversationId: parent?.conversationId ?? id,
      quoteOfId: quoted?.id ?? null,
      createdAt: now,
    });
    const tags = tagsOf(entities);
    if (tags.length > 0)
      await core.db.insert(tweetHashtags).values(tags.map((tag) => ({ tag, tweetId: id })));
    await core.db
      .update(accounts)
      .set({ tweetCount: sql`${accounts.tweetCount} + 1` })
      .where(eq(accounts.id, person.accountId));
    if (parent)
      await core.db
        .update(tweets)
        .set({ replyCount: sql`${tweets.replyCount} + 1` })
        .where(eq(tweets.id, parent.id));
    if (quoted)
      await core.db
        .update(tweets)
        .set({ quoteCount: sql`${tweets.quoteCount} + 1` })
        .where(eq(tweets.id, quoted.id));
    return ok({ id });
  });
}

async function standing(core: Core, id: string | undefined) {
  if (!id) return undefined;
  const [row] = await core.db
    .select({ id: tweets.id, conversationId: tweets.conversationId })
    .from(tweets)
    .where(and(eq(tweets.id, id), isNull(tweets.retweetOfId), isNull(tweets.deletedAt)));
  return row;
}
