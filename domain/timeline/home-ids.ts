// Which tweets a home timeline is made of, merged from those whom the person follows when it is read: a tweet is
// everywhere the moment it is said, however many follow its author, and nothing waits for it. The work grows with the
// accounts followed, not with what they ever said: docs/decisions/2026-11-25-home-timelines-are-merged-when-read.md.
import { type SQL, type SQLWrapper, and, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { follows, tweets } from "@/db/schema/timeline";
import { among, type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";

// In the words of the index tweets_for_followers.
const saidBy = (
  author: SQLWrapper | string,
  before: SQL | string,
): SQL => sql`${tweets} where ${tweets.authorId} = ${author}
  and reply_to_id is null and deleted_at is null
  and ${tweets.id} < ${before}`;

const lastSpeakers = statement(
  (db, { accountId, before, limit }: Blanks<{ accountId: string; before: string; limit: number }>) => {
    const latest =
      sql<string>`coalesce((select max(${tweets.id}) from ${saidBy(follows.followeeId, before)}), '')`.as(
        "latest",
      );
    return db
      .select({ id: follows.followeeId, latest })
      .from(follows)
      .where(eq(follows.followerId, accountId))
      .orderBy(desc(latest))
      .limit(limit);
  },
);

type Said = { authors: string[]; since: string; before: string; limit: number };

const newestSince = statement((db, { authors, since, before, limit }: Blanks<Said>) =>
  db
    .select({ id: tweets.id })
    .from(tweets)
    .where(
      and(
        among(tweets.authorId, authors),
        isNull(tweets.replyToId),
        isNull(tweets.deletedAt),
        gte(tweets.id, since),
        lt(tweets.id, before),
      ),
    )
    .orderBy(desc(tweets.id))
    .limit(limit),
);

/** The ids of the newest tweets before one, without answers, of whom an account follows and of itself, newest first. */
export async function homeTweetIds(
  { db }: Core,
  accountId: string,
  { before, limit }: { before: string; limit: number },
): Promise<string[]> {
  // Whoever is not among the `limit` accounts that spoke last has nothing among the `limit` newest tweets,
  const speakers = await lastSpeakers(db, { accountId, before, limit });
  const authors = [accountId, ...speakers.map((speaker) => speaker.id)];
  // and neither has anything that is older than the last word of the one of them who spoke first.
  const since = speakers[limit - 1]?.latest;
  if (since) {
    const rows = await newestSince(db, { authors, since, before, limit });
    return rows.map((row) => row.id);
  }
  // Few are followed, and any of them may have said it all.
  const ofEach = authors.map(
    (id) =>
      sql`select * from (select ${tweets.id} from ${saidBy(id, before)} order by ${tweets.id} desc limit ${limit}) as of_one`,
  );
  const rows = await db
    .select({ id: sql<string>`id` })
    .from(sql`(${sql.join(ofEach, sql` union all `)}) as of_all`)
    .orderBy(sql`id desc`)
    .limit(limit);
  return rows.map((row) => row.id);
}
