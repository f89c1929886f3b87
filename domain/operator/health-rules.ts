// What the operator has to look at. Pure.
import type { LeaseKind } from "@/domain/leases/rules";
import type { Instant } from "@/domain/time";

/** Longer than the pause between two turns of the job that empties it, and some patience. */
const lateAfterMinutes: Partial<Record<LeaseKind, number>> = {
  gift: 20,
  "lost-dispute": 15,
  "shop-task": 30,
};
const usuallyLateAfterMinutes = 5;

const minutesBetween = (from: Instant, to: Instant) => (to.getTime() - from.getTime()) / 60_000;

/** Whether what waits could have been taken long ago. */
export function isQueueLate(queue: { kind: LeaseKind; dueAt: Instant | undefined }, now: Instant): boolean {
  if (!queue.dueAt) return false;
  return minutesBetween(queue.dueAt, now) > (lateAfterMinutes[queue.kind] ?? usuallyLateAfterMinutes);
}

// Of one piece of work, five to ten minutes after the first: a try that fails once or twice is nothing to get up for.
const failsAfterTries = 6;

/** Whether something in it comes to nothing again and again. */
export const isQueueFailing = (queue: { mostTries: number }): boolean => queue.mostTries >= failsAfterTries;

/** Whether a job has missed two turns and three minutes more; one that has never run is late too. */
export function isJobLate(job: { everySeconds: number; doneAt: Instant | undefined }, now: Instant): boolean {
  return !job.doneAt || minutesBetween(job.doneAt, now) > (2 * job.everySeconds) / 60 + 3;
}

/** Less than a twentieth, or less than a gigabyte. */
export const isDiskFull = ({ freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }): boolean =>
  freeBytes < totalBytes / 20 || freeBytes < 1e9;

/** Whether the day before yesterday is the last that was compared with Stripe. */
export const isComparisonLate = (at: Instant | undefined, now: Instant): boolean =>
  !at || minutesBetween(at, now) > 36 * 60;
