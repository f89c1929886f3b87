// A line in the log of what a shop's members changed. In the transaction of the change. Undo: none, it is append-only.
import { newId } from "@/db/id";
import { auditEntries } from "@/db/schema/shops";
import { type Core, personOf } from "@/domain/context";
import type { AuditAction, OperatorAction } from "./audit-rules";

export type AuditNote = {
  /** The shop; undefined for what the operator changed for all. */
  accountId: string | undefined;
  action: AuditAction | OperatorAction;
  subjectKind: string;
  subjectId: string;
  /** What it was and what it is. Never a secret, and of shoppers nothing but ids. */
  detail?: Record<string, unknown>;
};

export async function noteAudit(core: Core, note: AuditNote): Promise<void> {
  const at = core.clock.now();
  await core.db.insert(auditEntries).values({
    id: newId(at),
    accountId: note.accountId ?? null,
    personId: personOf(core)?.personId ?? null,
    action: note.action,
    subjectKind: note.subjectKind,
    subjectId: note.subjectId,
    detail: note.detail ?? {},
    at,
  });
}
