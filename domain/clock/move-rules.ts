// To which days the clock of the demo world can be moved, and the days that people ask for. Pure.
import type { Instant } from "@/domain/time";

/** Before the history begins there is nothing to see; cards and dates of long after are not thought of. */
export const earliestShown = new Date("2014-09-01T00:00:00Z");
export const latestShown = new Date("2035-01-01T00:00:00Z");

export const isShowable = (at: Instant): boolean => at >= earliestShown && at < latestShown;

/** The days on which something happened to selling, as scripts/demo/history.json tells it. */
export const historicDays = [
  { day: "opened", at: new Date("2014-09-08T16:00:00Z") },
  { day: "platforms", at: new Date("2015-11-10T12:00:00Z") },
  { day: "announced", at: new Date("2017-01-11T12:00:00Z") },
  { day: "lastOfShopify", at: new Date("2017-01-31T23:00:00Z") },
  { day: "endOfShopify", at: new Date("2017-02-01T00:00:00Z") },
  { day: "afterShopify", at: new Date("2017-02-02T12:00:00Z") },
  { day: "lastDay", at: new Date("2017-04-29T12:00:00Z") },
  { day: "end", at: new Date("2017-04-30T00:00:00Z") },
  { day: "afterTheEnd", at: new Date("2017-05-03T12:00:00Z") },
] as const;
