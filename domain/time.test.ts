import { expect, test } from "vitest";
import { dateFormat, formatBoundary, formatDay } from "./time";

const first = new Date("2026-12-01T17:05:00Z");
const other = new Date("2026-12-21T17:05:00Z");
const inWords = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;

test("in French the first of a month is the 1er, and no other day is", () => {
  expect(formatDay(first, "fr")).toBe("1er\u00a0décembre 2026");
  expect(dateFormat("fr", inWords).format(first)).toBe("mardi 1er\u00a0décembre");
  expect(dateFormat("fr", { dateStyle: "medium", timeZone: "UTC" }).format(first)).toBe("1er\u00a0déc. 2026");
  expect(formatDay(other, "fr")).toBe("21\u00a0décembre 2026");
  expect(dateFormat("fr", { dateStyle: "short", timeZone: "UTC" }).format(first)).toBe("01/12/2026");
  expect(dateFormat("fr", { hour: "numeric", timeZone: "UTC" }).format(first)).toBe("17 h");
});

test("which day is the first is told by the time zone", () => {
  const lateInParis = new Date("2026-11-30T23:30:00Z");
  expect(dateFormat("fr", { dateStyle: "long", timeZone: "Europe/Paris" }).format(lateInParis)).toBe(
    "1er\u00a0décembre 2026",
  );
  expect(formatDay(lateInParis, "fr")).toBe("30\u00a0novembre 2026");
});

test("English dates are left as Intl writes them, but an hour stays with its AM or PM", () => {
  expect(formatDay(first, "en")).toBe("December 1, 2026");
  expect(dateFormat("en-GB", inWords).format(first)).toBe("Tuesday 1 December");
  expect(dateFormat("en", { timeStyle: "short", timeZone: "UTC" }).format(first)).toBe("5:05\u00a0PM");
});

test("a boundary is a day where it is the first moment of one, and else an hour as its readers write it", () => {
  const midnightInParis = new Date("2026-11-30T23:00:00Z");
  expect(formatBoundary(midnightInParis, "en", "Europe/Paris")).toBe("December 1, 2026");
  expect(formatBoundary(first, "en", "Europe/Paris")).toBe("December 1, 2026 at 6:05\u00a0PM GMT+1");
  expect(formatBoundary(first, "fr", "Europe/Paris")).toBe("1er\u00a0décembre 2026 à 18:05 UTC+1");
});
