// A shop always has an owner, also when two owners press at once.
import { and, count, eq, gt, ne, or, sql } from "drizzle-orm";
import { members, merchants } from "@/db/schema/accounts";
import type { Core } from "@/domain/context";

/** From here to the end of the transaction nobody else changes this team: they wait for the shop's row. */
export async function holdTeam(core: Core, accountId: string): Promise<void> {
  await core.db.update(merchants).set({ accountId }).where(eq(merchants.accountId, accountId));
}

/** The condition that a member can go: is no owner, or not the only one. */
export function leavesAnOwner(core: Core, accountId: string) {
  const owners = core.db
    .select({ owners: count() })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.role, "owner")));
  return or(ne(members.role, "owner"), gt(sql`(${owners})`, 1));
}
