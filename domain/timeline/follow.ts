// Follow an account: what it says comes into one's home timeline. Done twice it counts once. Undo: unfollow.
import { eq, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { follows } from "@/db/schema/timeline";
import { accountIdOf } from "@/domain/accounts/queries";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function follow(
  ctx: Core,
  input: { handle: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found" | "yourself">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const followeeId = await accountIdOf(core, input.handle);
    if (!followeeId) return refuse("not-found");
    if (followeeId === person.accountId) return refuse("yourself");
    const added = await core.db
      .insert(follows)
      .values({ followerId: person.accountId, followeeId, createdAt: core.clock.now() })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) return ok(undefined);
    await core.db
      .update(accounts)
      .set({ followerCount: sql`${accounts.followerCount} + 1` })
      .where(eq(accounts.id, followeeId));
    await core.db
      .update(accounts)
      .set({ followingCount: sql`${accounts.followingCount} + 1` })
      .where(eq(accounts.id, person.accountId));
    return ok(undefined);
  });
}
