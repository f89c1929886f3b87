// Calendar days as a shop counts them: in its own time zone, however long the day is there.
import { TZDate } from "@date-fns/tz";
import { addDays, format, startOfDay } from "date-fns";
import { daysAfter, type Instant } from "@/domain/time";

/** The calendar day there, such as 2026-05-04. */
export const dayIn = (at: Instant, timeZone: string): string =>
  format(new TZDate(at, timeZone), "yyyy-MM-dd");

/** The calendar day so many days later, or earlier below nought, in whichever time zone. */
export const dayAfter = (day: string, count: number): string => dayIn(daysAfter(new Date(day), count), "UTC");

/** The instants at which such a day begins there, and at which the next one does. */
export function boundsOfDay(day: string, timeZone: string): { from: Instant; until: Instant } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const from = startOfDay(new TZDate(year, month - 1, date, timeZone));
  return { from: new Date(from.getTime()), until: new Date(startOfDay(addDays(from, 1)).getTime()) };
}

/** The last so many days there, today's the last of them, oldest first. */
export function lastDays(count: number, now: Instant, timeZone: string): string[] {
  const today = startOfDay(new TZDate(now, timeZone));
  return Array.from({ length: count }, (_, at) => format(addDays(today, at + 1 - count), "yyyy-MM-dd"));
}
