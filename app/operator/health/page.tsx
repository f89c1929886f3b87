import type { Metadata } from "next";
import { getFormatter, getLocale } from "next-intl/server";
import { requestContext } from "@/app/request-context";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { healthView } from "@/domain/operator/health";
import {
  isComparisonLate,
  isDiskFull,
  isJobLate,
  isQueueFailing,
  isQueueLate,
} from "@/domain/operator/health-rules";
import { dateFormat } from "@/domain/time";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { jobs } from "@/jobs";
import { version } from "@/package.json";
import { notForYou, OperatorPage } from "../operator-page";
import { machine } from "./machine";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operator.health");
  return { title: t("title") };
}

type Line = { name: string; text: string; more?: string | undefined; isWell: boolean };

export default async function HealthPage() {
  const ctx = await requestContext();
  const health = await healthView(ctx);
  if (!health) return notForYou("/operator/health");
  const here = await machine();
  const t = await getTranslations("operator.health");
  const kinds = await getTranslations("operator.jobs.kinds");
  const format = await getFormatter();
  const clock = dateFormat(await getLocale(), { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const now = ctx.clock.now();
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

  const parts: Line[] = [
    {
      name: t("database"),
      text: t("databaseIs", {
        engine: env.engine === "sqlite" ? "SQLite" : "PostgreSQL",
        version: health.database.version,
        size: size(health.database.sizeBytes),
      }),
      isWell: true, // or this page would not be here
    },
    {
      name: t("stripe"),
      text:
        ms === undefined
          ? t("stripeSilent")
          : t(env.stripe.mode === "local" ? "stripeLocal" : "stripeAnswers", { ms: String(ms) }),
      ...orElse(t("todo.stripe"), ms !== undefined),
    },
    {
      name: t("mail"),
      text: env.smtpUrl
        ? t("mailGoes", { time: time(health.lastMailAt) })
        : env.isDemo
          ? t("mailKept", { time: time(health.lastMailAt) })
          : t("mailNowhere"),
      ...orElse(t("todo.mail"), env.smtpUrl !== undefined || env.isDemo),
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
        wanted: String(env.webProcesses),
        minutes: here.upMinutes,
      }),
      ...orElse(t("todo.processes"), here.running === env.webProcesses),
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
  const toLookAt = [...parts, ...queues, ...turns].filter(({ isWell }) => !isWell);

  return (
    <OperatorPage>
      <PageHead title={t("title")} />
      <div className={toLookAt.length === 0 ? "border-b border-hairline p-4" : "px-4 pt-4"}>
        <Notice tone={toLookAt.length === 0 ? "good" : "bad"}>
          {toLookAt.length === 0 ? t("isWell") : t("needsLook", { count: toLookAt.length })}
        </Notice>
      </div>
      {toLookAt.length === 0 ? null : (
        <div className="border-b border-hairline px-4 pt-1 pb-3">
          <Lines lines={toLookAt} />
        </div>
      )}
      <div className="border-b border-hairline lg:grid lg:grid-cols-2">
        <div className="border-hairline max-lg:border-b lg:border-r">
          <Section id="parts" title={t("parts")}>
            <Lines lines={parts} />
          </Section>
          <Section id="queues" title={t("queues")}>
            <Lines lines={queues} />
          </Section>
        </div>
        <Section id="jobs" title={t("lastRuns")}>
          <Lines lines={turns} />
        </Section>
      </div>
      <p className="px-4 py-5 text-small text-ink-soft">{t("version", { version, node: process.version })}</p>
    </OperatorPage>
  );
}

/** On a desk the name and how it is stand side by side, so that many fit a screen. */
async function Lines({ lines }: { lines: Line[] }) {
  const t = await getTranslations("operator.health.state");
  return (
    <ul className="-mb-2.5 divide-y divide-hairline">
      {lines.map(({ name, text, more, isWell }) => (
        <li key={name} className="flex items-start gap-3 py-2.5">
          <Icon
            name={isWell ? "check" : "close"}
            label={isWell ? t("well") : t("look")}
            className={`mt-0.5 size-5 shrink-0 ${isWell ? "text-good" : "text-bad"}`}
          />
          <div className="min-w-0 flex-1">
            <div className="items-baseline justify-between gap-x-4 sm:flex">
              <p className="font-semibold sm:max-w-[70%] sm:shrink-0">{name}</p>
              <p className="min-w-0 text-small text-ink-soft tabular-nums sm:text-right">{text}</p>
            </div>
            {more ? <p className="text-small text-bad">{more}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
