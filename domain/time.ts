// Everything that asks for the time asks a clock it was given.

export type Instant = Date;
export type Clock = {
  now(): Instant;
  /** How far `now` was moved from the machine's time: in the demo world alone. */
  movedMilliseconds?: number;
};

export const systemClock: Clock = { now: () => new Date() };

/** The machine's time, whatever day is shown: for sessions and passwords, leases, and the order in which rows came. */
export const realNow = (clock: Clock): Instant =>
  new Date(clock.now().getTime() - (clock.movedMilliseconds ?? 0));

/** A clock that stands so many milliseconds from the machine's. Nought is that one itself. */
export function movedClock(movedMilliseconds: number, machine: Clock = systemClock): Clock {
  if (movedMilliseconds === 0) return machine;
  return { now: () => new Date(machine.now().getTime() + movedMilliseconds), movedMilliseconds };
}

const minuteMilliseconds = 60_000;

export const secondsAfter = (at: Instant, seconds: number): Instant =>
  new Date(at.getTime() + Math.round(seconds * 1000));
export const minutesAfter = (at: Instant, minutes: number): Instant =>
  new Date(at.getTime() + minutes * minuteMilliseconds);
export const daysAfter = (at: Instant, days: number): Instant => minutesAfter(at, days * 24 * 60);

/**
 * How instants read in a language; the one way to write them for people. `options` are those of Intl.DateTimeFormat.
 * What Intl does not know: in French the first of a month is "1er", a day stands on the line of its month, and an hour
 * on that of its AM or PM.
 */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): { format(at: Instant): string } {
  const formatter = formatterOf(locale, options);
  if (!locale.startsWith("fr"))
    return { format: (at) => formatter.format(at).replace(/ (?=[AP]M\b)/, "\u00a0") };
  return {
    format: (at) =>
      formatter
        .formatToParts(at)
        .map(({ type, value }, index, parts) => {
          // Among figures alone the day is "01", and stays so.
          if (type === "day" && value === "1") return "1er";
          return value === " " && parts[index - 1]?.type === "day" ? "\u00a0" : value;
        })
        .join(""),
  };
}

// One is made in a third of a millisecond; there are as many as languages, ways to write and shops' time zones.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** A day of our books, in words: they are kept in UTC. */
export const formatDay = (at: Instant, locale: string): string =>
  dateFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(at);

/**
 * When something begins or ends, in words: the day alone where it is the start of a day in that time zone, or else the
 * hour with it, and by whose clock.
 */
export function formatBoundary(at: Instant, locale: string, timeZone: string): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
  const clock = { hour: "numeric", minute: "2-digit" } as const;
  const isMidnight = dateFormat("en-GB", { ...clock, timeZone }).format(at) === "0:00";
  return dateFormat(locale, isMidnight ? day : { ...day, ...clock, timeZoneName: "short" }).format(at);
}
