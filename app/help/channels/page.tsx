// What happens when a channel ends, for everybody; and where each of them stands.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { previewOf } from "@/app/preview";
import { requestContext } from "@/app/request-context";
import { PageShell } from "@/app/shell";
import { LifeDates } from "@/components/channels/life-dates";
import { PhaseWord } from "@/components/channels/phase-word";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { platformTimeZone } from "@/domain/channels/date-rules";
import { publicChannels } from "@/domain/channels/queries";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { EndForEverybody } from "./end-for-everybody";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels.help");
  return previewOf({ title: t("title"), description: t("lead"), path: "/help/channels" });
}

export default async function HelpChannels() {
  const ctx = await requestContext();
  const { programme, channels } = await publicChannels(ctx);
  const t = await getTranslations("channels.help");
  const words = await getTranslations("channels");
  const locale = await getLocale();
  return (
    <PageShell>
      <PageHead title={words("title")} />
      <p className="border-b border-hairline p-4">{t("lead")}</p>
      {programme?.life.endAnnouncedAt ? (
        <Section id="programme" title={programme.name}>
          <p className="mb-3">
            <PhaseWord phase={programme.phase} />
          </p>
          <LifeDates life={programme.life} timeZone={platformTimeZone} now={ctx.clock.now()} />
        </Section>
      ) : null}
      <EndForEverybody />
      <Section id="channels" title={t("list")}>
        <ul className="-mx-4 divide-y divide-hairline">
          {channels.map(({ slug, name, phase, life }) => (
            <li key={slug}>
              <a
                href={`/help/channels/${slug}`}
                className="flex min-h-touch items-center justify-between gap-4 px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken"
              >
                <span className="min-w-0">
                  <span className="block font-semibold break-words">{name}</span>
                  {life.salesEndAt ? (
                    <span className="block text-small text-ink-soft tabular-nums">
                      {words("shop.noSalesFrom", {
                        day: formatBoundary(life.salesEndAt, locale, platformTimeZone),
                      })}
                    </span>
                  ) : null}
                </span>
                <PhaseWord phase={phase} />
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </PageShell>
  );
}
