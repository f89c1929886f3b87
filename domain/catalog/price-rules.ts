// Which earlier price may stand struck out beside the present one. Directive 98/6/EC, art. 6a; CJEU C-330/23:
// only the lowest price of the 30 days before the reduction. It is computed from the history and never typed.
import { daysAfter, type Instant } from "@/domain/time";

export type PriceChange = { priceMinor: number; validFrom: Instant };

/**
 * The lowest price of the 30 days before the present price began, in minor units, when it is higher than the
 * present price; otherwise undefined. `history` may be in any order; what is not yet valid is left out.
 */
export function referencePrice(history: PriceChange[], now: Instant): number | undefined {
  const past = history
    .filter((change) => change.validFrom <= now)
    .toSorted((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
  const present = past.at(-1);
  if (!present) return undefined;
  // The same price noted again did not begin anew.
  const lastOther = past.findLastIndex((change) => change.priceMinor !== present.priceMinor);
  const earlier = past.slice(0, lastOther + 1);
  const beganAt = past[lastOther + 1]?.validFrom;
  if (earlier.length === 0 || !beganAt) return undefined;
  const windowStart = daysAfter(beganAt, -30);
  // A price is in force until the next one begins, so the last one before the window reaches into it.
  const inForce = earlier.filter((_, at) => (earlier[at + 1]?.validFrom ?? beganAt) > windowStart);
  const lowest = Math.min(...inForce.map((change) => change.priceMinor));
  return lowest > present.priceMinor ? lowest : undefined;
}
