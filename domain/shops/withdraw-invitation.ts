// Take an invitation back: its link leads nowhere from now on. Undo: invite-member.
import { and, eq, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema/shops";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "./access";
import { noteAudit } from "./note-audit";

/** Refuses "not-found" also for one that was accepted or taken back meanwhile. */
export async function withdrawInvitation(
  ctx: Core,
  { accountId, invitationId }: { accountId: string; invitationId: string },
): Promise<Outcome<undefined, "not-found">> {
  if (!mayActFor(ctx, accountId, "edit-team")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    const [withdrawn] = await core.db
      .update(invitations)
      .set({ withdrawnAt: core.clock.now() })
      .where(
        and(
          eq(invitations.id, invitationId),
          eq(invitations.accountId, accountId),
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt),
        ),
      )
      .returning({ email: invitations.email, role: invitations.role });
    if (!withdrawn) return refuse("not-found");
    await noteAudit(core, {
      accountId,
      action: "invitation-withdrawn",
      subjectKind: "invitation",
      subjectId: invitationId,
      detail: { before: withdrawn },
    });
    return ok(undefined);
  });
}
