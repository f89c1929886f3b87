// The dates of an end: their order, what a calendar day means, and which of several ends counts. Pure.
import { TZDate } from "@date-fns/tz";
import { compareAsc, format, isValid } from "date-fns";
import type { Instant } from "@/domain/time";
import { type Life, type Phase, phaseOf } from "./rules";

/** Days of the platform are those of its books. A shop's own end goes by the shop's own calendar. */
export const platformTimeZone = "UTC";

/** What an announced end is made of, in the order in which it comes. */
export const endFields = [
  "lastNewListingAt",
  "salesEndAt",
  "fulfilByAt",
  "refundsUntilAt",
  "closesAt",
] as const;
export type EndField = (typeof endFields)[number];

/** What an end means for a shop is counted no further than this: a banner asks on every page. */
export const mostCounted = 1000;

/** Without salesEndAt and closesAt there is no end; the others may be left open. */
export type EndDates = Record<EndField, Instant | null>;

/** An end as it is typed: calendar days such as 2027-02-01, blank where none is set. */
export type EndDays = Record<EndField, string>;

/** Which date is wrong, and the one that it should not come before (or after). */
export type DateFault =
  | { fault: "missing" | "no-such-day" | "in-the-past" | "has-passed"; field: EndField }
  | { fault: "before"; field: EndField; other: EndField | "opensAt" | "endAnnouncedAt" }
  | { fault: "after-above"; field: EndField; limit: Instant };

const dayShape = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * The first instant of a calendar day in a time zone; where the clocks skip midnight, the first that there is.
 * Undefined for what is no day, such as 2027-02-30.
 */
export function startOfDayIn(day: string, timeZone: string): Instant | undefined {
  const [, year, month, date] = dayShape.exec(day) ?? [];
  if (year === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month) - 1, Number(date)];
  const calendar = new Date(Date.UTC(y, m, d));
  if (calendar.getUTCMonth() !== m || calendar.getUTCDate() !== d) return undefined;
  const start = new TZDate(y, m, d, timeZone);
  return isValid(start) ? new Date(start.getTime()) : undefined;
}

/** The calendar day of an instant in a time zone, as startOfDayIn reads it. */
export const dayIn = (at: Instant, timeZone: string): string =>
  format(new TZDate(at.getTime(), timeZone), "yyyy-MM-dd");

/** The day so many days earlier or later, at its start. */
export function startOfDayFrom(at: Instant, days: number, timeZone: string): Instant {
  const there = new TZDate(at.getTime(), timeZone);
  const start = new TZDate(there.getFullYear(), there.getMonth(), there.getDate() + days, timeZone);
  return new Date(start.getTime());
}

/**
 * Instants of what was typed. A day that is the day of `present` keeps its very instant, so that what is shown and
 * saved again does not move.
 */
export function readEndDays(
  days: EndDays,
  timeZone: string,
  present?: EndDates,
): { dates: EndDates } | { fault: DateFault } {
  const dates = { ...noEnd };
  for (const field of endFields) {
    const day = days[field].trim();
    if (day === "") continue;
    const before = present?.[field];
    const at = before && dayIn(before, timeZone) === day ? before : startOfDayIn(day, timeZone);
    if (!at) return { fault: { fault: "no-such-day", field } };
    dates[field] = at;
  }
  return { dates };
}

export const noEnd: EndDates = {
  lastNewListingAt: null,
  salesEndAt: null,
  fulfilByAt: null,
  refundsUntilAt: null,
  closesAt: null,
};

/** As a life is known at this instant: once the clock was moved back, an end that is announced later is none yet. */
export const asKnownAt = <L extends Life>(life: L, now: Instant): L =>
  life.endAnnouncedAt !== null && life.endAnnouncedAt > now
    ? { ...life, ...noEnd, endAnnouncedAt: null }
    : life;

/**
 * The first thing that is wrong with an end, or undefined. Equal dates are in order.
 * @param life opensAt, and since when the end is announced: the instant of announcing for a new one.
 * @param above the end of what it belongs to, which comes no later: of the channel and programme for a connection.
 */
export function whyEndIsWrong(
  life: { opensAt: Instant; endAnnouncedAt: Instant },
  dates: EndDates,
  above: EndDates = noEnd,
): DateFault | undefined {
  for (const field of ["salesEndAt", "closesAt"] as const)
    if (dates[field] === null) return { fault: "missing", field };
  const { opensAt, endAnnouncedAt } = life;
  let latest: { name: EndField | "opensAt" | "endAnnouncedAt"; at: Instant } =
    endAnnouncedAt > opensAt
      ? { name: "endAnnouncedAt", at: endAnnouncedAt }
      : { name: "opensAt", at: opensAt };
  const limits = filledEnd(above);
  for (const field of endFields) {
    const at = dates[field];
    if (at === null) continue;
    if (at < latest.at) return { fault: "before", field, other: latest.name };
    const limit = limits[field];
    if (limit !== null && at > limit) return { fault: "after-above", field, limit };
    latest = { name: field, at };
  }
  return undefined;
}

/** What may not change any more: a date that has passed stays, and none is moved into the past. */
export function whyChangeIsWrong(present: EndDates, next: EndDates, now: Instant): DateFault | undefined {
  for (const field of endFields) {
    const [was, is] = [present[field], next[field]];
    if (was?.getTime() === is?.getTime()) continue;
    if (was !== null && was <= now) return { fault: "has-passed", field };
    if (is !== null && is <= now) return { fault: "in-the-past", field };
  }
  return undefined;
}

/** What was left open comes with the next that is set: new listings end with the sales, the rest with the close. */
export function filledEnd(dates: EndDates): EndDates {
  const { salesEndAt, closesAt } = dates;
  if (salesEndAt === null && closesAt === null) return dates;
  const refundsUntilAt = dates.refundsUntilAt ?? closesAt;
  return {
    lastNewListingAt: dates.lastNewListingAt ?? salesEndAt,
    salesEndAt,
    fulfilByAt: dates.fulfilByAt ?? refundsUntilAt,
    refundsUntilAt,
    closesAt,
  };
}

const inOrder = (dates: (Instant | null)[]): Instant[] =>
  dates.flatMap((date) => date ?? []).toSorted(compareAsc);

/** The end that counts of programme, channel and connection, as far as there are any: of each date the earliest. */
export function earliestEnd(ends: (EndDates | null | undefined)[]): EndDates {
  const filled = ends.flatMap((end) => (end ? filledEnd(end) : []));
  const end = { ...noEnd };
  for (const field of endFields) end[field] = inOrder(filled.map((one) => one[field]))[0] ?? null;
  return end;
}

/**
 * Programme, channel and connection, as far as there are any, as one life: open when all are, ending when the first is.
 * @throws when there is none.
 */
export function lifeOfAll(given: (Life | null | undefined)[]): Life {
  const lives = given.flatMap((life) => life ?? []);
  const [first] = lives;
  if (!first) throw new Error("There is no life to ask");
  return {
    ...first,
    opensAt: inOrder(lives.map(({ opensAt }) => opensAt)).at(-1) ?? first.opensAt,
    openToAllAt: inOrder(lives.map(({ openToAllAt }) => openToAllAt)).at(-1) ?? null,
    endAnnouncedAt: inOrder(lives.map(({ endAnnouncedAt }) => endAnnouncedAt))[0] ?? null,
    ...earliestEnd(lives),
  };
}

export const phaseOfAll = (lives: (Life | null | undefined)[], now: Instant): Phase =>
  phaseOf(lifeOfAll(lives), now);

/**
 * Since when everything through which a shop sells is closed: the day on which the last of it closed. Undefined while
 * one is open, will open or has no end, and for a shop that never sold through any.
 * @param connections each as one life with its programme and channel: lifeOfAll.
 */
export function allClosedSince(connections: Life[], now: Instant): Instant | undefined {
  const closings = connections.map(({ closesAt }) => closesAt);
  if (closings.some((at) => at === null || now < at)) return undefined;
  return inOrder(closings).at(-1);
}

/** Of several, the one whose sales end first: its dates decide. The first of those that end together. */
export function endCause<Owned extends { life: Life }>(owned: Owned[]): Owned | undefined {
  const ended = owned.filter(({ life }) => life.salesEndAt !== null);
  return ended.toSorted(
    (a, b) => (a.life.salesEndAt?.getTime() ?? 0) - (b.life.salesEndAt?.getTime() ?? 0),
  )[0];
}
