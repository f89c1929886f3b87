// Runs each job again and again. In one process a job never overlaps itself: its pause begins when it has ended. Between
// processes a lease decides: one per row where rows are worked through, one per job where the job is one piece.
import { setTimeout } from "node:timers/promises";
import { database } from "@/db";
import type { Context } from "@/domain/context";
import {
  endTurn,
  failTurn,
  noteTurn,
  renewLease,
  takeLease,
  type JobTurn,
  workerOf,
} from "@/domain/leases/lease";
import { clockOffset } from "@/domain/clock/queries";
import { learnClock, onClockMoved } from "@/integrations/clock";
import { log } from "@/integrations/log";
import { measures } from "@/integrations/measures";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { tellWorked } from "@/integrations/tell-worked";
import { stopping, thisProcess, underWay } from "@/integrations/this-process";
import { inSpan } from "@/spans";
import type { Job, OwnJob, SharedJob } from "./index";

type MakeContext = () => Context | Promise<Context>;

const leaseMinutes = 1;
const renewalMilliseconds = 20_000;

/** Starts the jobs. They end when `signal` says so, each when it has finished what it has in hand. */
export function runJobs(
  jobs: (Job | SharedJob | OwnJob)[],
  context: MakeContext = scheduleContext,
  signal: AbortSignal = stopping,
): void {
  for (const job of jobs) {
    // From nought: Prometheus misses the first failure of what was not there before.
    for (const outcome of ["done", "failed"]) measures.jobs.zero({ job: job.name, outcome });
    void underWay(repeat(job, context, signal));
  }
}

async function repeat(
  job: Job | SharedJob | OwnJob,
  context: MakeContext,
  signal: AbortSignal,
): Promise<void> {
  for (let turn = 1; !signal.aborted; turn++) {
    const seconds = await runOnce(job, context, turn === 1);
    await pause(seconds, signal);
  }
}

/** Until the time is over, we are told to stop, or the clock was moved: then everything may be due. */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const waking = new AbortController();
  const wake = () => waking.abort();
  signal.addEventListener("abort", wake);
  const forget = onClockMoved(wake);
  await setTimeout(seconds * 1000, undefined, { signal: waking.signal }).catch(() => undefined);
  forget();
  signal.removeEventListener("abort", wake);
}

/** Returns how many seconds to wait before the next turn. */
async function runOnce(
  job: Job | SharedJob | OwnJob,
  context: MakeContext,
  isFirst: boolean,
): Promise<number> {
  try {
    return await inSpan(`job ${job.name}`, { attributes: {} }, async () => {
      if ("run" in job) return takeTurn(job, await context(), isFirst);
      await turnOfItsOwn(job, await context());
      return job.everySeconds;
    });
  } catch (error) {
    tellFailed(job.name, error);
  }
  return job.everySeconds;
}

const failures = new Map<string, { words: string; at: number }>();
const millisecondsBetweenTellings = 60_000;

/** The same of a job once a minute: some have a turn each second, and a full disk stays full for hours. */
function tellFailed(job: string, error: unknown): void {
  const words = String(error);
  const last = failures.get(job);
  if (last?.words === words && performance.now() - last.at < millisecondsBetweenTellings) return;
  failures.set(job, { words, at: performance.now() });
  log.error({ err: error, job }, "a job failed, and is tried again at its next turn");
}

async function turnOfItsOwn(job: SharedJob | OwnJob, ctx: Context): Promise<void> {
  const beganAt = ctx.clock.now();
  const measured = measures.jobs.startTimer({ job: job.name });
  try {
    if ("runHere" in job) await job.runHere(ctx);
    else tellWorked(job.name, await job.workThrough(ctx));
    measured({ outcome: "done" });
  } catch (error) {
    measured({ outcome: "failed" });
    await note(ctx, job, { beganAt, error });
    throw error;
  }
  await note(ctx, job, { beganAt });
}

const noted = new Map<string, number>();
const secondsBetweenNotes = 60;

/** Once a minute is enough to see that a job is alive, and costs the database nothing. */
async function note(ctx: Context, { name }: SharedJob | OwnJob, turn: JobTurn): Promise<void> {
  const secondsSince = (turn.beganAt.getTime() - (noted.get(name) ?? 0)) / 1000;
  if (secondsSince >= 0 && secondsSince < secondsBetweenNotes) return;
  noted.set(name, turn.beganAt.getTime());
  await noteTurn(ctx, name, turn).catch((error: unknown) =>
    log.warn({ err: error, job: name }, "a job's turn was not noted"),
  );
}

/** One turn of a job that runs in one process at a time. At its start a process does not wait for the period. */
export async function takeTurn(job: Job, ctx: Context, isEarly = false): Promise<number> {
  const lease = await takeLease(ctx, {
    kind: "job",
    subjectId: job.name,
    worker: workerOf(ctx),
    minutes: leaseMinutes,
    isEarly,
  });
  if (!lease) return job.everySeconds;
  const beganAt = ctx.clock.now();
  const measured = measures.jobs.startTimer({ job: job.name });
  const renewal = setInterval(() => {
    renewLease(ctx, lease, leaseMinutes).catch((error: unknown) =>
      log.warn({ err: error, job: job.name }, "a lease was not renewed"),
    );
  }, renewalMilliseconds);
  try {
    await job.run(ctx, lease.doneAt ?? undefined);
    await endTurn(ctx, lease, { beganAt, everySeconds: job.everySeconds });
    measured({ outcome: "done" });
    return job.everySeconds;
  } catch (error) {
    measured({ outcome: "failed" });
    log.error({ err: error, job: job.name }, "a job failed, and is tried again soon");
    return await failTurn(ctx, lease, { error, everySeconds: job.everySeconds });
  } finally {
    clearInterval(renewal);
  }
}

export async function scheduleContext(): Promise<Context> {
  const db = database();
  return {
    db,
    // Each turn anew, and never before it is known: after a restart on another day nothing is done as of today.
    clock: await learnClock(() => clockOffset(db)),
    actor: { kind: "schedule" },
    locale: "en",
    payments: payments(),
    media: media(),
    worker: thisProcess,
  };
}
