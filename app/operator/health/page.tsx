import type { Metadata } from "next";
import { getFormatter, getLocale } from "next-intl/server";
import { requestContext } from "@/app/request-context";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { healthView } from "@/domain/operator/health";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { jobs } from "@/jobs";
import { version } from "@/package.json";
import { notForYou, OperatorPage } from "../operator-page";
import { type Line, healthLines } from "./lines";
import { machine } from "./machine";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operator.health");
  return { title: t("title") };
}

export default async function HealthPage() {
  const ctx = await requestContext();
  const health = await healthView(ctx);
  if (!health) return notForYou("/operator/health");
  const t = await getTranslations("operator.health");
  const { parts, queues, turns } = healthLines(
    { health, jobs, here: await machine(), now: ctx.clock.now(), settings: env },
    {
      t,
      kinds: await getTranslations("operator.jobs.kinds"),
      format: await getFormatter(),
      locale: await getLocale(),
    },
  );
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
