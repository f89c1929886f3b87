// How a promotion stands, and what one may be. Pure.
import type { Instant } from "@/domain/time";

export type PromotionState = "planned" | "running" | "over" | "stopped";

type Dates = { startsAt: Instant; endsAt: Instant; stoppedAt: Instant | null };

export function promotionStateAt({ startsAt, endsAt, stoppedAt }: Dates, now: Instant): PromotionState {
  if (stoppedAt !== null && stoppedAt < endsAt && now >= stoppedAt) return "stopped";
  if (now >= endsAt) return "over";
  return now < startsAt ? "planned" : "running";
}

/** Shown so often on a day at the most; a promotion needs one. */
export const ceilings = { least: 1, most: 10_000_000 };

export const isCeiling = (ceiling: number): boolean =>
  Number.isInteger(ceiling) && ceiling >= ceilings.least && ceiling <= ceilings.most;

export const longestPayer = 100;

/** A tag as people type it, without its sign; undefined when it is none. In the words of twitter-text's tags. */
export function tagFrom(typed: string): string | undefined {
  const tag = typed.trim().replace(/^[#＃]/u, "");
  return /^[\p{L}\p{M}\p{N}_]{1,100}$/u.test(tag) && /[\p{L}\p{M}]/u.test(tag) ? tag : undefined;
}
