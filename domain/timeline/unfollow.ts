// Stop following an account. When one did not follow it, nothing changes. Undo: follow.
import { and, eq, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { follows } from "@/db/schema/timeline";
import { accountIdOf } from "@/domain/accounts/queries";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function unfollow(
  ctx: Core,
  input: { handle: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const followeeId = await accountIdOf(core, input.handle);
    if (!followeeId) return refuse("not-found");
    const removed = await core.db
      .delete(follows)
      .where(and(eq(follows.followerId, person.accountId), eq(follows.followeeId, followeeId)))
      .returning();
    if (removed.length === 0) return ok(undefined);
    await core.db
      .update(accounts)
      .set({ followerCount: sql`${accounts.followerCount} - 1` })
      .where(eq(accounts.id, followeeId));
    await core.db
      .update(accounts)
      .set({ followingCount: sql`${accounts.followingCount} - 1` })
      .where(eq(accounts.id, person.accountId));
    return ok(undefined);
  });
}
