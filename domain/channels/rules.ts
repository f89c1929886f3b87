// In which phase programme, channel and connection are. Never stored: asked of the dates and of the clock, so that
// any day can be asked about. Intervals include their start and exclude their end.
import { createHash } from "node:crypto";
import type { Instant } from "@/domain/time";

export type Life = {
  opensAt: Instant;
  openToAllAt: Instant | null;
  rolloutShareBasisPoints: number;
  rolloutCountries: string[] | null;
  endAnnouncedAt: Instant | null;
  lastNewListingAt: Instant | null;
  salesEndAt: Instant | null;
  fulfilByAt: Instant | null;
  refundsUntilAt: Instant | null;
  closesAt: Instant | null;
};

/** ending: announced, still selling · winding-down: no new orders, open ones are finished. */
export type Phase = "not-open" | "rolling-out" | "selling" | "ending" | "winding-down" | "closed";

const isPast = (date: Instant | null, now: Instant): boolean => date !== null && now >= date;

export function phaseOf(life: Life, now: Instant): Phase {
  if (now < life.opensAt) return "not-open";
  if (isPast(life.closesAt, now)) return "closed";
  if (isPast(life.salesEndAt, now)) return "winding-down";
  if (isPast(life.endAnnouncedAt, now)) return "ending";
  if (life.openToAllAt !== null && now < life.openToAllAt) return "rolling-out";
  return "selling";
}

/** Of several lives one after the other, the one that counts now: the last that has opened, or else the first. */
export function lifeAt<L extends { opensAt: Instant }>(lives: L[], now: Instant): L | undefined {
  const inOrder = lives.toSorted((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
  return inOrder.findLast(({ opensAt }) => opensAt <= now) ?? inOrder[0];
}

/** Who would buy: an opaque key that stays the same for the same person, and their country when it is known. */
export type Shopper = { key: string | undefined; country: string | undefined };

/** Whether this shopper is among those to whom the roll-out has come. The same key always gets the same answer. */
export function isInsideRollOut(life: Life, shopper: Shopper): boolean {
  if (shopper.key === undefined) return false;
  if (life.rolloutCountries !== null && !life.rolloutCountries.includes(shopper.country ?? "")) return false;
  const share = createHash("sha256").update(shopper.key).digest().readUInt32BE() % 10_000;
  return share < life.rolloutShareBasisPoints;
}

export type NotSelling = "not-open" | "not-rolled-out" | "sales-ended";

/** Why nothing is sold to this shopper at this instant, or undefined when something is. */
export function whyNotSelling(life: Life, now: Instant, shopper: Shopper): NotSelling | undefined {
  const phase = phaseOf(life, now);
  switch (phase) {
    case "selling":
    case "ending":
      return undefined;
    case "rolling-out":
      return isInsideRollOut(life, shopper) ? undefined : "not-rolled-out";
    case "not-open":
      return "not-open";
    case "winding-down":
    case "closed":
      return "sales-ended";
  }
}

export type NoNewListing = { reason: "not-open" | "no-new-listings" | "closed"; at: Instant };

/**
 * Why nothing new can be listed at this instant, and the date that says so: when it opens, or since when it is over.
 * @param lives programme, channel and connection; each has a say, and the earliest end counts.
 */
export function whyNoNewListing(lives: Life[], now: Instant): NoNewListing | undefined {
  const past = (dates: (Instant | null)[]) => dates.filter((date) => isPast(date, now)).toSorted(byTime)[0];
  const closed = past(lives.map(({ closesAt }) => closesAt));
  if (closed) return { reason: "closed", at: closed };
  const over = past(lives.flatMap(({ lastNewListingAt, salesEndAt }) => [lastNewListingAt, salesEndAt]));
  if (over) return { reason: "no-new-listings", at: over };
  const opens = lives.map(({ opensAt }) => opensAt).filter((date) => now < date);
  const last = opens.toSorted(byTime).at(-1);
  return last && { reason: "not-open", at: last };
}

const byTime = (a: Instant | null, b: Instant | null) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0);

/** Whether a shop may connect now: while it is open and its end has not been announced. */
export function mayConnect(life: Life, now: Instant): true | "not-open" | "ending" {
  const phase = phaseOf(life, now);
  if (phase === "not-open") return "not-open";
  return phase === "selling" || phase === "rolling-out" ? true : "ending";
}
