// How long work waits for its next try, and when it is left to the operator. Pure.
import type { leaseKinds } from "@/db/schema/leases";

export type LeaseKind = (typeof leaseKinds)[number];

/** With these pauses, about a day and a half. */
export const triesBeforeGivingUp = 16;

const firstPauseSeconds = 15;
const longestPauseSeconds = 6 * 60 * 60;

/** Twice as long after each try, up to six hours. @param tries made so far, the first is 1 · @param chance from 0 to 1 */
export function secondsUntilNextTry(tries: number, chance: number): number {
  return withChance(Math.min(firstPauseSeconds * 2 ** (tries - 1), longestPauseSeconds), chance);
}

/** Between half of it and all of it, so that what failed together does not come back together. */
export const withChance = (seconds: number, chance: number): number => seconds * (0.5 + chance / 2);

export const isGivenUp = (tries: number): boolean => tries >= triesBeforeGivingUp;
