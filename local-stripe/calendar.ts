export const intervalUnits = ["day", "week", "month", "year"] as const;

export interface Interval {
  unit: (typeof intervalUnits)[number];
  count: number;
}

const day = 24 * 60 * 60;

/**
 * `times` intervals after an anchor, in seconds since 1970. Months keep the anchor's day where they have it and end on
 * their last day otherwise: 31 January, 28 February, 31 March.
 * Source: docs.stripe.com/billing/subscriptions/billing-cycle.
 */
export function afterIntervals(anchor: number, { unit, count }: Interval, times: number): number {
  if (unit === "day") return anchor + times * count * day;
  if (unit === "week") return anchor + times * count * 7 * day;
  const start = new Date(anchor * 1000);
  const months = start.getUTCMonth() + times * count * (unit === "year" ? 12 : 1);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const midnight = Date.UTC(start.getUTCFullYear(), months, Math.min(start.getUTCDate(), lastDay));
  return midnight / 1000 + (anchor % day);
}

/** The first end of an interval after `instant`, counted from the anchor. */
export function nextBoundary(anchor: number, interval: Interval, instant: number): number {
  let times = anchor > instant ? 0 : 1;
  while (afterIntervals(anchor, interval, times) <= instant) times += 1;
  return afterIntervals(anchor, interval, times);
}
