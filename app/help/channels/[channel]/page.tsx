// Where one channel stands, and what its end means.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { previewOf } from "@/app/preview";
import { requestContext } from "@/app/request-context";
import { PageShell } from "@/app/shell";
import { LifeDates } from "@/components/channels/life-dates";
import { PhaseWord } from "@/components/channels/phase-word";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { platformTimeZone } from "@/domain/channels/date-rules";
import { platformOf } from "@/domain/channels/platform-rules";
import { type ChannelView, publicChannel } from "@/domain/channels/queries";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { EndForEverybody } from "../end-for-everybody";

type Props = { params: Promise<{ channel: string }> };

const channelOf = cache(async (slug: string) => publicChannel(await requestContext(), slug));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const channel = await channelOf((await params).channel);
  const t = await getTranslations("channels.help");
  if (!channel) return { title: t("title") };
  return previewOf({
    title: t("one", { name: channel.name }),
    description: await standing(channel),
    path: `/help/channels/${channel.slug}`,
  });
}

export default async function HelpChannel({ params }: Props) {
  const channel = await channelOf((await params).channel);
  if (!channel) return notFound();
  const t = await getTranslations("channels.help");
  const words = await getTranslations("channels");
  const platform = platformOf(channel.slug);
  const now = (await requestContext()).clock.now();
  return (
    <PageShell>
      <PageHead title={channel.name} back={{ href: "/help/channels", label: t("index") }} />
      <div className="grid gap-3 border-b border-hairline p-4">
        <p>
          <PhaseWord phase={channel.phase} />
        </p>
        <p className="text-lead font-semibold">{await standing(channel)}</p>
        <p className="text-ink-soft">{words(`platform.${platform}.what`)}</p>
      </div>
      <Section id="dates" title={words("timeline")}>
        <LifeDates life={channel.life} timeZone={platformTimeZone} now={now} />
      </Section>
      <EndForEverybody />
    </PageShell>
  );
}

async function standing({ name, phase, life }: ChannelView): Promise<string> {
  const t = await getTranslations("channels.help");
  const locale = await getLocale();
  const day = (at: Date | null) => (at ? formatBoundary(at, locale, platformTimeZone) : "");
  switch (phase) {
    case "not-open":
      return t("isNotOpen", { name, day: day(life.opensAt) });
    case "rolling-out":
    case "selling":
      return t("isOpen", { name });
    case "ending":
      return t("isEnding", { name, day: day(life.salesEndAt) });
    case "winding-down":
      return t("isWinding", { name, day: day(life.salesEndAt) });
    case "closed":
      return t("isClosed", { name, day: day(life.closesAt) });
  }
}
