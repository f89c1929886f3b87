// How things are, line by line, in the words of the page beside it.
import type { getFormatter } from "next-intl/server";
import type { Locale } from "@/domain/context";
import type { HealthView } from "@/domain/operator/health";
import {
  isComparisonLate,
  isDiskFull,
  isJobLate,
  isQueueFailing,
  isQueueLate,
} from "@/domain/operator/health-rules";
import { dateFormat, type Instant } from "@/domain/time";
import type { Env } from "@/env";
import type { getTranslations } from "@/i18n/translations";
import type { Machine } from "./machine";

export type Line = { name: string; text: string; more?: string | undefined; isWell: boolean };

export type Facts = {
  health: HealthView;
  here: Machine;
  jobs: { name: string; everySeconds: number }[];
  now: Instant;
  settings: Pick<Env, "engine" | "smtpUrl" | "isDemo" | "webProcesses"> & {
    stripe: Pick<Env["stripe"], "mode">;
  };
};

export type Words = {
  t: Awaited<ReturnType<typeof getTranslations<"operator.health">>>;
  kinds: Awaited<ReturnType<typeof getTranslations<"operator.jobs.kinds">>>;
  format: Pick<Awaited<ReturnType<typeof getFormatter>>, "number">;
  locale: Locale;
};

/** What of each part, queue and job is so, whether that is well, and what to do about it where it is not. */
export function healthLines(
  { health, here, jobs, now, settings }: Facts,
  { t, kinds, format, locale }: Words,
): { parts: Line[]; queues: Line[]; turns: Line[] } {
  const clock = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const time = (at: Date | undefined) => (at ? t("ago", { time: clock.format(at) }) : t("never"));
  const size = (bytes: number) =>
    format.number(bytes < 1e9 ? bytes / 1e6 : bytes / 1e9, {
      style: "unit",
      unit: bytes < 1e9 ? "megabyte" : "gigabyte",
      maximumFractionDigits: 1,
    });
  const inNeed = (wrong: string | undefined, isLate: boolean) => ({
    more: wrong ?? (isLate ? t("late") : undefined),
    isWell: wrong === undefined && !isLate,
  });
  /** What to do about it stands below what is not well. */
  const orElse = (todo: string, isWell: boolean) => ({ isWell, more: isWell ? undefined : todo });
  const { comparison, stripeMilliseconds: ms } = health;
  const isLocal = settings.stripe.mode === "local";

  const parts: Line[] = [
    {
      name: t("database"),
      text: t("databaseIs", {
        engine: settings.engine === "sqlite" ? "SQLite" : "PostgreSQL",
        version: health.database.version,
        size: size(health.database.sizeBytes),
      }),
      ...orElse(t("todo.database"), health.database.isWritable),
    },
    {
      name: t("stripe"),
      text:
        ms === undefined
          ? t("stripeSilent")
          : t(isLocal ? "stripeLocal" : "stripeAnswers", { ms: String(ms) }),
      ...orElse(t(isLocal ? "todo.stripeLocal" : "todo.stripe"), ms !== undefined),
    },
    {
      name: t("mail"),
      text: settings.smtpUrl
        ? t("mailGoes", { time: time(health.lastMailAt) })
        : settings.isDemo
          ? t("mailKept", { time: time(health.lastMailAt) })
          : t("mailNowhere"),
      ...orElse(t("todo.mail"), settings.smtpUrl !== undefined || settings.isDemo),
    },
    {
      name: t("comparison"),
      text: comparison
        ? t("comparisonIs", {
            time: time(comparison.at),
            movements: comparison.movements,
            differences: comparison.differences.length,
          })
        : t("comparisonNever"),
      ...orElse(
        t("todo.comparison"),
        comparison?.differences.length === 0 && !isComparisonLate(comparison.at, now),
      ),
    },
    {
      name: t("processes"),
      text: t("processesAre", {
        running: String(here.running),
        wanted: String(settings.webProcesses),
        minutes: here.upMinutes,
      }),
      ...orElse(t("todo.processes"), here.running === settings.webProcesses),
    },
    {
      name: t("disk"),
      text: t("diskFree", { free: size(here.disk.freeBytes), total: size(here.disk.totalBytes) }),
      ...orElse(t("todo.disk"), !isDiskFull(here.disk)),
    },
  ];
  const queues: Line[] = health.queues.map((queue) => {
    const { kind, count, oldestAt, failing, mostTries, givenUp } = queue;
    const waits = count > 0 && t("queueWaits", { count: String(count), time: time(oldestAt) });
    const fails = failing > 0 && t("queueFails", { count: failing });
    const isGivenUp = givenUp > 0 && t("queueGivenUp", { count: givenUp });
    const isFailing = isQueueFailing(queue) && t("queueFailing", { tries: String(mostTries) });
    return {
      name: kinds(kind),
      text: [waits, fails].filter(Boolean).join(" · ") || t("queueEmpty"),
      ...inNeed(isGivenUp || isFailing || undefined, isQueueLate(queue, now)),
    };
  });
  const turns: Line[] = jobs.map(({ name, everySeconds }) => {
    const { doneAt, lastError } = health.jobs.get(name) ?? {};
    return {
      name,
      text: time(doneAt),
      ...inNeed(lastError, isJobLate({ everySeconds, doneAt }, now)),
    };
  });
  return { parts, queues, turns };
}
