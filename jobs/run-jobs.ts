// Runs each job again and again. A job never overlaps itself: its pause begins when it has ended.
import { setTimeout } from "node:timers/promises";
import { database } from "@/db";
import type { Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { log } from "@/integrations/log";
import { payments } from "@/integrations/stripe";
import type { Job } from "./index";

/** Starts the jobs and returns what stops them. What runs at that moment is finished. */
export function runJobs(jobs: Job[], context: () => Context = scheduleContext): () => void {
  const stopping = new AbortController();
  for (const job of jobs) void repeat(job, context, stopping.signal);
  return () => stopping.abort();
}

async function repeat(job: Job, context: () => Context, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await runOnce(job, context);
    // Rejects when we are told to stop while waiting.
    await setTimeout(job.everySeconds * 1000, undefined, { signal: stopping }).catch(() => undefined);
  }
}

async function runOnce(job: Job, context: () => Context): Promise<void> {
  try {
    await job.run(context());
  } catch (error) {
    log.error({ err: error, job: job.name }, "a job failed, and is tried again at its next turn");
  }
}

function scheduleContext(): Context {
  return {
    db: database(),
    clock: systemClock,
    actor: { kind: "schedule" },
    locale: "en",
    payments: payments(),
  };
}
