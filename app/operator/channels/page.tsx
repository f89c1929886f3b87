// The programme and its channels: in which phase each is, and what goes through it.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { PhaseWord } from "@/components/channels/phase-word";
import { buttonLook } from "@/components/ui/button";
import { ScrollArea } from "@/components/ui/scroll-area";
import { PageHead } from "@/components/shell/page-head";
import { platformTimeZone } from "@/domain/channels/date-rules";
import { operatedLives } from "@/domain/channels/queries";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { notForYou, OperatorPage } from "../operator-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels.operator");
  return { title: t("title") };
}

const numbers = ["shops", "liveListings", "openOrders"] as const;

export default async function OperatorChannels({ searchParams }: { searchParams: Promise<Query> }) {
  const after = firstOf((await searchParams)["after"]);
  const page = await operatedLives(await requestContext(), after);
  if (!page) return notForYou("/operator/channels");
  const t = await getTranslations("channels.operator");
  const words = await getTranslations("channels");
  const locale = await getLocale();
  const day = (at: Date | null) => (at ? formatBoundary(at, locale, platformTimeZone) : t("none"));
  return (
    <OperatorPage>
      <PageHead title={t("title")} />
      <p className="p-4 text-ink-soft">
        {t("intro")} {words("zone", { zone: platformTimeZone })}
      </p>
      <ScrollArea label={t("caption")}>
        <table className="w-full border-collapse text-left tabular-nums">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="border-y border-hairline text-small text-ink-soft">
              {(["name", "phase", "noSalesFrom", "closes"] as const).map((column) => (
                <th key={column} scope="col" className="px-4 py-2 font-semibold whitespace-nowrap">
                  {t(column)}
                </th>
              ))}
              {numbers.map((column) => (
                <th key={column} scope="col" className="px-4 py-2 text-right font-semibold whitespace-nowrap">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.lives.map(({ owner, slug, name, phase, life, numbers: counts }) => (
              <tr key={owner.id} className="border-b border-hairline">
                <th scope="row" className="min-w-40 px-4 font-semibold">
                  <a
                    href={`/operator/channels/${slug}`}
                    className="flex min-h-touch items-center py-1 text-link underline underline-offset-2"
                  >
                    {owner.kind === "programme" ? t("programme") : name}
                  </a>
                </th>
                <td className="px-4">
                  <PhaseWord phase={phase} />
                </td>
                <td className="px-4 whitespace-nowrap">{day(life.salesEndAt)}</td>
                <td className="px-4 whitespace-nowrap">{day(life.closesAt)}</td>
                {numbers.map((column) => (
                  <td key={column} className="px-4 text-right">
                    {counts[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className="flex flex-wrap gap-3 p-4 empty:hidden">
        {after ? (
          <a href="/operator/channels" className={buttonLook("quiet")}>
            {t("first")}
          </a>
        ) : null}
        {page.after ? (
          <a
            href={`/operator/channels?after=${encodeURIComponent(page.after)}`}
            className={buttonLook("quiet")}
          >
            {t("next")}
          </a>
        ) : null}
      </p>
    </OperatorPage>
  );
}
