import { expect, test } from "vitest";
import { instantAt, wallClockOf } from "./wall-clock";

test.each([
  ["2026-01-15T09:30", "Europe/Paris", "2026-01-15T08:30:00.000Z"],
  ["2026-07-15T09:30", "Europe/Paris", "2026-07-15T07:30:00.000Z"],
  ["2026-03-29T03:00", "Europe/Paris", "2026-03-29T01:00:00.000Z"],
  ["2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30:00.000Z"],
  ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
  ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
  ["2026-06-01T00:00", "Asia/Kathmandu", "2026-05-31T18:15:00.000Z"],
  ["2026-06-01 00:00", "UTC", "2026-06-01T00:00:00.000Z"],
  ["2026-06-01T00:00:00", "UTC", "2026-06-01T00:00:00.000Z"],
])("when the clock shows %s in %s", (text, timeZone, instant) => {
  expect(instantAt(text, timeZone)?.toISOString()).toBe(instant);
  expect(wallClockOf(new Date(instant), timeZone)).toBe(text.slice(0, 16).replace(" ", "T"));
});

test.each([
  ["2026-03-29T02:30", "Europe/Paris"],
  ["2026-03-08T02:00", "America/New_York"],
  ["2026-02-30T10:00", "UTC"],
  ["2026-13-01T10:00", "UTC"],
  ["2026-01-01T25:00", "UTC"],
  ["tomorrow", "UTC"],
  ["", "UTC"],
])("the clock never shows %s in %s", (text, timeZone) => {
  expect(instantAt(text, timeZone)).toBeUndefined();
});
