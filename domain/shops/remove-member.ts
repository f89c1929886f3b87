// Take somebody out of the team, or leave it oneself: from the next click on the shop is closed to them.
// Undo: invite-member.
import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/accounts";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "./access";
import { holdTeam, leavesAnOwner } from "./keep-an-owner";
import { noteAudit } from "./note-audit";
import { memberOf } from "./team";

export type RemoveMember = { accountId: string; personId: string };
export type RemoveMemberRefusal = "not-found" | "last-owner";

/** Owners remove anybody, everybody removes themselves. Refuses the only owner. */
export async function removeMember(
  ctx: Core,
  { accountId, personId }: RemoveMember,
): Promise<Outcome<undefined, RemoveMemberRefusal>> {
  const isSelf = personOf(ctx)?.personId === personId;
  if (!isSelf && !mayActFor(ctx, accountId, "edit-team")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    await holdTeam(core, accountId);
    const before = await memberOf(core, accountId, personId);
    if (!before) return refuse("not-found");
    const removed = await core.db
      .delete(members)
      .where(
        and(eq(members.accountId, accountId), eq(members.personId, personId), leavesAnOwner(core, accountId)),
      )
      .returning({ role: members.role });
    if (removed.length === 0) return refuse("last-owner");
    await noteAudit(core, {
      accountId,
      action: isSelf ? "member-left" : "member-removed",
      subjectKind: "member",
      subjectId: personId,
      detail: { before: { role: before.role } },
    });
    return ok(undefined);
  });
}
