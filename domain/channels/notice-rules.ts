// What is told of an end, and when. Pure.
import type { noticeKinds } from "@/db/schema/channels";
import { daysAfter, type Instant } from "@/domain/time";
import { type EndDates, startOfDayFrom } from "./date-rules";

export type NoticeKind = (typeof noticeKinds)[number];

export type PlannedNotice = { kind: NoticeKind; dueAt: Instant };

/** How many days before the end of the sales a reminder goes out. */
const reminders = [
  { kind: "reminder-30", days: 30 },
  { kind: "reminder-7", days: 7 },
  { kind: "reminder-1", days: 1 },
] as const;

const tellsAll: readonly NoticeKind[] = ["announced", "corrected"];

/**
 * All notices of an end from now on: the first at once, and of the others those that are still to come. A reminder
 * within a day of the first would only repeat it.
 */
export function planNotices(
  first: "announced" | "corrected",
  dates: EndDates,
  now: Instant,
  timeZone: string,
): PlannedNotice[] {
  const { salesEndAt, closesAt } = dates;
  const planned: PlannedNotice[] = [{ kind: first, dueAt: now }];
  if (salesEndAt && salesEndAt > now) {
    for (const { kind, days } of reminders) {
      const dueAt = startOfDayFrom(salesEndAt, -days, timeZone);
      if (dueAt > daysAfter(now, 1)) planned.push({ kind, dueAt });
    }
    planned.push({ kind: "sales-ended", dueAt: salesEndAt });
  }
  if (closesAt && closesAt > now) planned.push({ kind: "closed", dueAt: closesAt });
  return planned;
}

type Sibling = { kind: NoticeKind; dueAt: Instant; doneAt: Instant | null };

/**
 * Whether a notice that comes late has been overtaken: the next of its end is due too, or somebody was told all of it
 * within the last day. So nobody gets a heap of mails after a pause. The first notice, and the close, are always told.
 * @param siblings the other notices of the same end.
 */
export function isOvertaken(notice: PlannedNotice, siblings: Sibling[], now: Instant): boolean {
  if (tellsAll.includes(notice.kind) || notice.kind === "cancelled") return false;
  if (siblings.some(({ dueAt }) => dueAt > notice.dueAt && dueAt <= now)) return true;
  if (!notice.kind.startsWith("reminder")) return false;
  return siblings.some(
    ({ kind, dueAt, doneAt }) =>
      tellsAll.includes(kind) && (doneAt ? doneAt > daysAfter(now, -1) : dueAt <= now),
  );
}
