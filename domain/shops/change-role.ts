// Give a member of the team another role, from their next click on. Undo: give the old one back.
import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/accounts";
import { type Core, inTransaction, type Role } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "./access";
import { holdTeam, leavesAnOwner } from "./keep-an-owner";
import { noteAudit } from "./note-audit";
import { memberOf } from "./team";

export type ChangeRole = { accountId: string; personId: string; role: Role };
export type ChangeRoleRefusal = "not-found" | "last-owner";

/** Refuses "last-owner" when nobody would be left to edit the team. */
export async function changeRole(
  ctx: Core,
  { accountId, personId, role }: ChangeRole,
): Promise<Outcome<undefined, ChangeRoleRefusal>> {
  if (!mayActFor(ctx, accountId, "edit-team")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    await holdTeam(core, accountId);
    const before = await memberOf(core, accountId, personId);
    if (!before) return refuse("not-found");
    if (before.role === role) return ok(undefined);
    const changed = await core.db
      .update(members)
      .set({ role })
      .where(
        and(eq(members.accountId, accountId), eq(members.personId, personId), leavesAnOwner(core, accountId)),
      )
      .returning({ role: members.role });
    if (changed.length === 0) return refuse("last-owner");
    await noteAudit(core, {
      accountId,
      action: "role-changed",
      subjectKind: "member",
      subjectId: personId,
      detail: { before: { role: before.role }, after: { role } },
    });
    return ok(undefined);
  });
}
