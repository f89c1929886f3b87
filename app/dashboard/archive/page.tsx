// Everything of a shop as one file: ask for it, see how far it is, fetch it.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { TaskProgress } from "@/components/dashboard/task-progress";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { archiveFileKinds, archiveFiles } from "@/domain/archive/archive-rules";
import { type ShopArchive, shopArchives } from "@/domain/archive/queries";
import type { MyShop } from "@/domain/shops/queries";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { shopContext } from "../shop-context";
import { makeArchive } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("archive");
  return { title: t("title"), robots: { index: false } };
}

export default async function ArchivePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/archive", "archive");
  const [latest] = (await shopArchives(ctx, shop.accountId)) ?? [];
  const isMissing = firstOf((await searchParams)["problem"]) === "missing";
  const t = await getTranslations("archive");
  return (
    <>
      <PageHead title={t("title")} />
      <div className="max-w-column">
        <div className="grid gap-4 p-4">
          <p>{t("intro", { shop: shop.name })}</p>
          <p className="text-ink-soft">{t("keeps")}</p>
          {isMissing && !latest?.fetchUntil ? (
            <div role="alert">
              <Notice tone="bad">{t("missing")}</Notice>
            </div>
          ) : null}
          <Latest archive={latest} shop={shop} isMissing={isMissing} />
        </div>
        <Section id="inside" title={t("inside")}>
          <dl className="grid gap-3">
            {archiveFileKinds.map((kind) => (
              <div key={kind}>
                <dt className="font-semibold break-all">{archiveFiles[kind]}</dt>
                <dd className="text-ink-soft">{t(`readMe.files.${kind}`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section id="law" title={t("law")}>
          <p>{t("lawText")}</p>
        </Section>
      </div>
    </>
  );
}

type LatestProps = { archive: ShopArchive | undefined; shop: MyShop; isMissing: boolean };

async function Latest({ archive, shop, isMissing }: LatestProps) {
  const t = await getTranslations("archive");
  if (archive?.state === "waiting" || archive?.state === "running")
    return (
      <TaskProgress
        label={t("progressLabel")}
        done={archive.doneCount}
        total={archive.totalCount}
        reread={{ href: "/dashboard/archive", label: t("reread") }}
        text={(percent) => t("progress", { percent: String(percent) })}
      >
        {t(archive.state === "waiting" ? "waiting" : "asked")}
      </TaskProgress>
    );
  const make = (
    <ActionForm
      id="archive"
      action={makeArchive.bind(null, shop.accountId)}
      fields={[]}
      submit={t(archive?.fetchUntil ? "makeAgain" : "make")}
      look={archive?.fetchUntil ? "quiet" : "strong"}
    />
  );
  if (archive?.fetchUntil) {
    return (
      <>
        <Ready archive={archive} fetchUntil={archive.fetchUntil} timeZone={shop.timeZone} />
        <p className="text-small text-ink-soft">{t("makeAgainText")}</p>
        {make}
      </>
    );
  }
  return (
    <>
      {archive?.state === "failed" ? (
        <Notice tone="bad">{t(archive.isNotAllowed ? "notAllowed" : "failed")}</Notice>
      ) : archive && !isMissing ? (
        <Notice>{t("gone")}</Notice>
      ) : null}
      {make}
    </>
  );
}

type ReadyProps = { archive: ShopArchive; fetchUntil: Date; timeZone: string };

async function Ready({ archive, fetchUntil, timeZone }: ReadyProps) {
  const t = await getTranslations("archive");
  const locale = await getLocale();
  const when = dateFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  return (
    <section aria-labelledby="ready" className="grid gap-3 rounded-card border border-hairline p-4">
      <h2 id="ready" className="text-lead font-semibold">
        {t("ready")}
      </h2>
      <p>
        {t("readyText", {
          made: when.format(archive.endedAt ?? archive.askedAt),
          until: when.format(fetchUntil),
        })}
      </p>
      <a
        href={`/dashboard/archive/${archive.taskId}/download`}
        download
        className={`${buttonLook("strong")} w-full`}
      >
        {t("fetch", { size: sizeIn(locale, archive.bytes ?? 0) })}
      </a>
    </section>
  );
}

function sizeIn(locale: string, bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? (["kilobyte", 1000] as const) : (["megabyte", 1_000_000] as const);
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 });
  return format.format(Math.max(bytes / size, 0.1));
}
