import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { requestContext } from "@/app/request-context";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { workView, type WorkView } from "@/domain/operator/queries";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { tryWorkAgain } from "./actions";
import { notForYou, OperatorPage } from "../operator-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operator.jobs");
  return { title: t("title") };
}

export default async function JobsPage() {
  const work = await workView(await requestContext());
  if (!work) return notForYou("/operator/jobs");
  const t = await getTranslations("operator.jobs");
  const givenUp = work.leases.filter((one) => one.givenUpAt);
  const failing = work.leases.filter((one) => !one.givenUpAt && !one.heldBy);
  const inHand = work.leases.filter((one) => one.heldBy);
  return (
    <OperatorPage>
      <PageHead title={t("title")} />
      {givenUp.length > 0 ? (
        <div className="px-4 pt-4">
          <Notice tone="bad">{t("someGivenUp", { count: givenUp.length })}</Notice>
        </div>
      ) : null}
      <Section id="waiting" title={t("waiting")}>
        <dl className="grid max-w-column grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          {work.waiting.map(({ kind, count }) => (
            <div key={kind} className="contents">
              <dt>{t(`kinds.${kind}`)}</dt>
              <dd className="text-right tabular-nums">{count}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="given-up" title={t("givenUp")}>
        <Leases leases={givenUp} none={t("noneGivenUp")} canTryAgain />
      </Section>
      <Section id="failing" title={t("failing")}>
        <Leases leases={failing} none={t("noneFailing")} canTryAgain />
      </Section>
      <Section id="in-hand" title={t("inHand")}>
        <Leases leases={inHand} none={t("noneInHand")} />
      </Section>
    </OperatorPage>
  );
}

type LeasesProps = { leases: WorkView["leases"]; none: string; canTryAgain?: boolean };

async function Leases({ leases, none, canTryAgain }: LeasesProps) {
  const t = await getTranslations("operator.jobs");
  const time = dateFormat(await getLocale(), { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
  if (leases.length === 0) return <p className="text-ink-soft">{none}</p>;
  return (
    <ul className="divide-y divide-hairline">
      {leases.map(({ kind, subjectId, tries, heldBy, freeAt, givenUpAt, lastError }) => (
        <li key={`${kind}:${subjectId}`} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-semibold">{t(`kinds.${kind}`)}</p>
            <p className="text-small break-all text-ink-soft">{subjectId}</p>
            <p className="text-small text-ink-soft">
              {givenUpAt
                ? t("givenUpAt", { tries, time: time.format(givenUpAt) })
                : heldBy
                  ? t("heldBy", { process: heldBy, time: time.format(freeAt) })
                  : t("nextTry", { tries, time: time.format(freeAt) })}
            </p>
            {lastError ? <p className="text-small">{lastError}</p> : null}
          </div>
          {canTryAgain ? (
            <form action={tryWorkAgain}>
              <input type="hidden" name="kind" value={kind} />
              <input type="hidden" name="subjectId" value={subjectId} />
              <Button type="submit" look="quiet" aria-label={t("tryThisAgain", { subject: subjectId })}>
                {t("tryAgain")}
              </Button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
