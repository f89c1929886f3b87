// A lease says which process works on a subject, and until when. Taken by one conditional write that only one process
// wins, on either engine; a process that died loses it by time: the machine's, because moving the clock of the demo
// world must not take a lease away from whoever works, nor keep one for years. Undo: giveBackLeases.
import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import { type Blanks, statement } from "@/db/statement";
import type { Core, Worker } from "@/domain/context";
import { type Instant, minutesAfter, realNow, secondsAfter } from "@/domain/time";
import { isGivenUp, type LeaseKind, secondsUntilNextTry, withChance } from "./rules";

export type Lease = typeof leases.$inferSelect;

/** Whoever works without being named, such as a test. */
const nobodySpecial: Worker = { name: "unnamed", isStopping: () => false };

export const workerOf = (ctx: { worker?: Worker | undefined }): Worker => ctx.worker ?? nobodySpecial;

/** Thrown where a lease ran out while its subject was worked on, so that nothing of that work is kept. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
  constructor({ kind, subjectId }: Lease) {
    super(`The lease on ${kind} ${subjectId} ran out, and another process may have it`);
  }
}

export type TakeLease = {
  kind: LeaseKind;
  subjectId: string;
  worker: Worker;
  minutes: number;
  /** Takes it also before its next try is due, but never from somebody who holds it. */
  isEarly?: boolean;
};

type Taken = Pick<Lease, "kind" | "subjectId" | "heldBy" | "freeAt"> & { now: Instant };

const taking = (mayBeTaken: (isFree: SQL) => SQL | undefined) =>
  statement((db, { kind, subjectId, now, ...held }: Blanks<Taken>) =>
    db
      .insert(leases)
      .values({ kind, subjectId, ...held, tries: 1 })
      .onConflictDoUpdate({
        target: [leases.kind, leases.subjectId],
        set: { ...held, tries: sql`${leases.tries} + 1` },
        setWhere: and(isNull(leases.givenUpAt), mayBeTaken(lte(leases.freeAt, now))),
      })
      .returning(),
  );

const take = taking((isFree) => isFree);
const takeEarly = taking((isFree) => or(isFree, isNull(leases.heldBy)));

/** Undefined while somebody holds it, before its next try is due, and when it was given up. */
export async function takeLease(core: Core, input: TakeLease): Promise<Lease | undefined> {
  const { kind, subjectId, worker, minutes, isEarly } = input;
  const now = realNow(core.clock);
  const held = { heldBy: worker.name, freeAt: minutesAfter(now, minutes) };
  const [lease] = await (isEarly ? takeEarly : take)(core.db, { kind, subjectId, now, ...held });
  return lease;
}

/** The number of its try tells this lease from a later one of the same process. */
const isStillOurs = (lease: Lease) =>
  and(
    eq(leases.kind, lease.kind),
    eq(leases.subjectId, lease.subjectId),
    eq(leases.tries, lease.tries),
    lease.heldBy === null ? isNull(leases.heldBy) : eq(leases.heldBy, lease.heldBy),
  );

/**
 * The subject is done. Inside the transaction that notes its effect, so that both are kept or neither.
 * @throws LeaseLost when it ran out and somebody else took it.
 */
export async function endLease(core: Core, lease: Lease): Promise<void> {
  const ended = await core.db.delete(leases).where(isStillOurs(lease)).returning({ kind: leases.kind });
  if (ended.length === 0) throw new LeaseLost(lease);
}

const endAnyones = statement((db, { kind, subjectId }: Blanks<Pick<Lease, "kind" | "subjectId">>) =>
  db.delete(leases).where(and(eq(leases.kind, kind), eq(leases.subjectId, subjectId))),
);

/** The subject is done, whoever holds it by now: its effect cannot be taken back. In the transaction that notes it. */
export async function dropLease(core: Core, kind: LeaseKind, subjectId: string): Promise<void> {
  await endAnyones(core.db, { kind, subjectId });
}

/** Holds it for longer. False when somebody else has it by now. */
export async function renewLease(core: Core, lease: Lease, minutes: number): Promise<boolean> {
  const renewed = await core.db
    .update(leases)
    .set({ freeAt: minutesAfter(realNow(core.clock), minutes) })
    .where(isStillOurs(lease))
    .returning({ kind: leases.kind });
  return renewed.length > 0;
}

/** It waits for `seconds` at most, for something that is no fault of its own: the try does not count. */
export async function postponeLease(
  core: Core,
  lease: Lease,
  { postponed, seconds }: { postponed: string; seconds: number },
): Promise<void> {
  await core.db
    .update(leases)
    .set({
      heldBy: null,
      freeAt: secondsAfter(realNow(core.clock), withChance(seconds, Math.random())),
      tries: lease.tries - 1,
      lastError: postponed,
    })
    .where(isStillOurs(lease));
}

/** The try failed: the next one waits longer, and after the last the operator has it. Returns whether it is given up. */
export async function failLease(core: Core, lease: Lease, error: unknown): Promise<boolean> {
  const now = realNow(core.clock);
  const givenUpAt: Instant | null = isGivenUp(lease.tries) ? now : null;
  await core.db
    .update(leases)
    .set({
      heldBy: null,
      freeAt: secondsAfter(now, secondsUntilNextTry(lease.tries, Math.random())),
      lastError: wordsOf(error),
      givenUpAt,
    })
    .where(isStillOurs(lease));
  return givenUpAt !== null;
}

/**
 * The operator has it at once, whoever held it: trying again by itself would not help. In the transaction that learns it.
 * Undo: domain/operator/try-again.ts.
 */
export async function giveUp(core: Core, kind: LeaseKind, subjectId: string, why: string): Promise<void> {
  const now = realNow(core.clock);
  const waits = { heldBy: null, freeAt: now, lastError: why, givenUpAt: now };
  await core.db
    .insert(leases)
    .values({ kind, subjectId, tries: 1, ...waits })
    .onConflictDoUpdate({ target: [leases.kind, leases.subjectId], set: waits });
}

const longestError = 500;

/** The reason first: what stands around it, such as a whole statement, may be longer than there is room. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `${error.cause.message}: ` : "";
  return (cause + String(error)).slice(0, longestError);
}

/** What a process that stops still holds is free at once, and the try does not count. Returns how many. */
export async function giveBackLeases(core: Core, worker: Worker): Promise<number> {
  const free = await core.db
    .update(leases)
    .set({ heldBy: null, freeAt: realNow(core.clock), tries: sql`${leases.tries} - 1` })
    .where(eq(leases.heldBy, worker.name))
    .returning({ kind: leases.kind });
  return free.length;
}

/** A turn of a job came to its end: it is due again a period after this turn began, at `beganAt` by the shown clock. */
export async function endTurn(
  core: Core,
  lease: Lease,
  { beganAt, everySeconds }: { beganAt: Instant; everySeconds: number },
): Promise<void> {
  const took = (core.clock.now().getTime() - beganAt.getTime()) / 1000;
  await core.db
    .update(leases)
    .set({
      heldBy: null,
      freeAt: secondsAfter(realNow(core.clock), everySeconds - took),
      tries: 0,
      lastError: null,
      doneAt: beganAt,
    })
    .where(isStillOurs(lease));
}

/** A turn failed: jobs are never given up, but their error is shown. Returns the seconds until the next try. */
export async function failTurn(
  core: Core,
  lease: Lease,
  { error, everySeconds }: { error: unknown; everySeconds: number },
): Promise<number> {
  const seconds = Math.min(everySeconds, secondsUntilNextTry(lease.tries, Math.random()));
  await core.db
    .update(leases)
    .set({ heldBy: null, freeAt: secondsAfter(realNow(core.clock), seconds), lastError: wordsOf(error) })
    .where(isStillOurs(lease));
  return seconds;
}

/** A turn of a job that takes no lease, in whichever process. */
export type JobTurn = { beganAt: Instant; error?: unknown };

/** Keeps when such a job last came to its end, or why it did not. Nobody holds it. */
export async function noteTurn(core: Core, job: string, { beganAt, error }: JobTurn): Promise<void> {
  const how = error === undefined ? { doneAt: beganAt, lastError: null } : { lastError: wordsOf(error) };
  await core.db
    .insert(leases)
    .values({ kind: "job", subjectId: job, freeAt: realNow(core.clock), tries: 0, ...how })
    .onConflictDoUpdate({ target: [leases.kind, leases.subjectId], set: how });
}
