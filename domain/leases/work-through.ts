// Do what waits, one subject after the other, each under a lease of its own: any number of processes may do so at once.
// One that fails is tried again later and does not keep the others waiting.
import { and, type Column, eq, gt, isNotNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import type { Core, Worker } from "@/domain/context";
import { type Instant, realNow } from "@/domain/time";
import { endLease, failLease, type Lease, LeaseLost, postponeLease, takeLease, workerOf } from "./lease";
import { isGivenUp, type LeaseKind } from "./rules";

/**
 * done: nothing is left to do · nothing-left: there was nothing, another process or another way was quicker · ended: as
 * done, and the work has ended its lease in its own transaction · postponed: it has to wait for something that is no
 * fault of its own, and that try does not count.
 */
export type Turn = "done" | "nothing-left" | "ended" | { postponed: string; seconds: number };

/** What has to wait for Stripe to answer again. */
export const unanswered: Turn = { postponed: "Stripe did not answer", seconds: 15 };

/** `since` is null where the row does not say; `requestId` is of the request that left it. */
export type Waiting = { id: string; since: Instant | null; requestId?: string | null };

export type Queue<Ctx extends Core> = {
  kind: LeaseKind;
  /**
   * Ids of what is to be done and since when, the longest first; `isFree` leaves out what is held, waits for its time or
   * was given up.
   */
  waiting(core: Core, isFree: (id: Column) => SQL, limit: number): Promise<Waiting[]>;
  /** Looks at the subject again: another process may have done it in between. Throws when it failed. */
  work(ctx: Ctx, id: string, lease: Lease): Promise<Turn>;
};

export type Failed = { id: string; requestId: string | undefined; error: unknown; isGivenUp: boolean };
export type Worked = { done: number; failed: Failed[] };

const batch = 100;
// Longer than a few questions to Stripe take, each with its tries and its time limit: a subject that takes longer still
// may be taken by another process, and then nothing is kept of the slower one's work.
const leaseMinutes = 4;

/** Until nothing is left that is free, or the process is to stop. */
export async function workThrough<Ctx extends Core & { worker?: Worker | undefined }>(
  ctx: Ctx,
  queue: Queue<Ctx>,
): Promise<Worked> {
  const worker = workerOf(ctx);
  const worked: Worked = { done: 0, failed: [] };
  for (let isLast = false; !isLast;) {
    const free = await freeIn(ctx, queue, batch);
    let taken = 0;
    for (const one of free) {
      if (worker.isStopping()) return worked;
      if (await workOn(ctx, queue, one, worked)) taken += 1;
    }
    // None taken: other processes have them all.
    isLast = free.length < batch || taken === 0;
  }
  return worked;
}

/** Returns whether it was ours to work on. */
async function workOn<Ctx extends Core & { worker?: Worker | undefined }>(
  ctx: Ctx,
  queue: Queue<Ctx>,
  waiting: Waiting,
  worked: Worked,
): Promise<boolean> {
  const { kind } = queue;
  const worker = workerOf(ctx);
  const piece = { kind, id: waiting.id, requestId: waiting.requestId ?? undefined };
  const lease = await takeLease(ctx, { kind, subjectId: piece.id, worker, minutes: leaseMinutes });
  if (!lease) return false;
  try {
    // Taken once too often without an end: it ends whatever process works on it.
    if (isGivenUp(lease.tries - 1)) throw new Error("Every process that worked on it has ended");
    const work = () => queue.work({ ...ctx, requestId: piece.requestId ?? ctx.requestId }, piece.id, lease);
    const turn = await (worker.workOn ? worker.workOn(piece, work) : work());
    if (turn === "done" || turn === "nothing-left") await endLease(ctx, lease);
    if (typeof turn === "object") await postponeLease(ctx, lease, turn);
    else worked.done += 1;
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    const { id, requestId } = piece;
    worked.failed.push({ id, requestId, error, isGivenUp: await failLease(ctx, lease, error) });
  }
  return true;
}

/** What of a queue nobody holds, that is due, and that was not given up. */
export function freeIn<Ctx extends Core>(
  core: Core,
  queue: Pick<Queue<Ctx>, "kind" | "waiting">,
  limit: number,
): Promise<Waiting[]> {
  const now = realNow(core.clock);
  const isFree = (id: Column) =>
    notExists(
      core.db
        .select({ one: sql`1` })
        .from(leases)
        .where(
          and(
            eq(leases.kind, queue.kind),
            eq(leases.subjectId, id),
            or(gt(leases.freeAt, now), isNotNull(leases.givenUpAt)),
          ),
        ),
    );
  return queue.waiting(core, isFree, limit);
}
