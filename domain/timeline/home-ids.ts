// Which tweets a home timeline is made of, merged from those whom the person follows when it is read: a tweet is
// everywhere the moment it is said, however many follow its author, and nothing waits for it. The work grows with the
// accounts followed, not with what they ever said: docs/decisions/2026-11-25-home-timelines-are-merged-when-read.md.
import { type SQL, type SQLWrapper, desc, eq, sql } from "drizzle-orm";
import { follows, tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";

/** The ids of the newest tweets, without answers, of whom an account follows and of itself, the newest first. */
export async function homeTweetIds(
  { db }: Core,
  accountId: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<string[]> {
  // In the words of the index tweets_for_followers.
  const saidBy = (author: SQLWrapper | string): SQL => sql`${tweets} where ${tweets.authorId} = ${author}
    and reply_to_id is null and deleted_at is null
    ${before === undefined ? sql`` : sql`and ${tweets.id} < ${before}`}`;

  // Whoever is not among the `limit` accounts that spoke last has nothing among the `limit` newest tweets.
  const latest = sql`coalesce((select max(${tweets.id}) from ${saidBy(follows.followeeId)}), '')`;
  const speakers = await db
    .select({ id: follows.followeeId })
    .from(follows)
    .where(eq(follows.followerId, accountId))
    .orderBy(desc(latest))
    .limit(limit);
  const ofEach = [accountId, ...speakers.map((speaker) => speaker.id)].map(
    (id) =>
      sql`select * from (select ${tweets.id} from ${saidBy(id)} order by ${tweets.id} desc limit ${limit}) as of_one`,
  );
  const rows = await db
    .select({ id: sql<string>`id` })
    .from(sql`(${sql.join(ofEach, sql` union all `)}) as of_all`)
    .orderBy(sql`id desc`)
    .limit(limit);
  return rows.map((row) => row.id);
}
