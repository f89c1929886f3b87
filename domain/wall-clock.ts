// The time as the clock on a shop's wall shows it, which is how people type it: "2026-03-29T09:30".
import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { Instant } from "./time";

/** What the clock shows there, to the minute, as `<input type="datetime-local">` has it. */
export const wallClockOf = (at: Instant, timeZone: string): string =>
  format(new TZDate(at, timeZone), "yyyy-MM-dd'T'HH:mm");

/**
 * When the clock there shows this. Undefined when it never does: no date, or an hour that is skipped in spring. Of an
 * hour that comes twice in autumn, the first.
 */
export function instantAt(text: string, timeZone: string): Instant | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::00)?$/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const at = new TZDate(year, month - 1, day, hour, minute, timeZone).getTime();
  if (Number.isNaN(at)) return undefined;
  // An hour that comes twice has begun once already, two hours before at the most (Lord Howe: half an hour).
  const candidates = [120, 60, 30, 0].map((minutes) => new Date(at - minutes * 60_000));
  return candidates.find((one) => wallClockOf(one, timeZone) === text.slice(0, 16).replace(" ", "T"));
}
