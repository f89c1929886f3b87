// A day of a gift, in words.

/** @param instant an instant, or its ISO text. */
export function formatDay(instant: Date | string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(instant));
}
