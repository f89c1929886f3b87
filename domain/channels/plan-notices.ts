// The notices of an end, written in the transaction that announces, changes or cancels it. Undo: the next change drops
// what has not been told.
import { and, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { notices } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import type { EndOwner } from "./end-owner";
import type { PlannedNotice } from "./notice-rules";

const isOf = (owner: EndOwner) => and(eq(notices.ownerKind, owner.kind), eq(notices.ownerId, owner.id));

/** Returns whether the announcement was among them: then nobody has heard of this end yet. */
export async function dropUntold(core: Core, owner: EndOwner): Promise<{ wasUnheard: boolean }> {
  const dropped = await core.db
    .update(notices)
    .set({ droppedAt: core.clock.now() })
    .where(and(isOf(owner), isNull(notices.doneAt), isNull(notices.droppedAt)))
    .returning({ kind: notices.kind });
  return { wasUnheard: dropped.some(({ kind }) => kind === "announced") };
}

/** @param endRevision that of the dates which they tell of: notices of one revision are told, or overtaken, together. */
export async function writeNotices(
  core: Core,
  owner: EndOwner,
  endRevision: number,
  planned: PlannedNotice[],
): Promise<void> {
  if (planned.length === 0) return;
  const now = core.clock.now();
  await core.db.insert(notices).values(
    planned.map(({ kind, dueAt }) => ({
      id: newId(now),
      ownerKind: owner.kind,
      ownerId: owner.id,
      kind,
      endRevision,
      dueAt,
      requestId: core.requestId ?? null,
    })),
  );
}
