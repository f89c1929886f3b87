// The channels of a shop: those that it sells through, and those that it could.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { PhaseWord } from "@/components/channels/phase-word";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { type ShopChannel, shopChannels } from "@/domain/channels/queries";
import { formatBoundary, formatDay } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { shopContext } from "../shop-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels");
  return { title: t("title"), robots: { index: false } };
}

export default async function ShopChannels() {
  const { ctx, shop } = await shopContext("/dashboard/channels", "see-shop");
  const { timeZone, channels } = await shopChannels(ctx, shop.accountId);
  const t = await getTranslations("channels.shop");
  const words = await getTranslations("channels");
  const yours = channels.filter(({ connection }) => connection);
  const others = channels.filter(({ connection, phase }) => !connection && phase !== "closed");
  const closed = channels.filter(({ connection, phase }) => !connection && phase === "closed");
  return (
    <>
      <PageHead title={words("title")} />
      <p className="border-b border-hairline p-4 text-ink-soft">{t("intro", { shop: shop.name })}</p>
      <Section id="yours" title={t("yours")}>
        <ChannelRows channels={yours} timeZone={timeZone} none={t("yoursNone", { shop: shop.name })} />
      </Section>
      <Section id="others" title={t("others")}>
        <ChannelRows channels={[...others, ...closed]} timeZone={timeZone} none={t("othersNone")} />
      </Section>
    </>
  );
}

type RowsProps = { channels: ShopChannel[]; timeZone: string; none: string };

async function ChannelRows({ channels, timeZone, none }: RowsProps) {
  if (channels.length === 0) return <p className="text-ink-soft">{none}</p>;
  const rows = await Promise.all(
    channels.map(async (channel) => ({ channel, about: await inShort(channel, timeZone) })),
  );
  return (
    <ul className="-mx-4 divide-y divide-hairline">
      {rows.map(({ channel: { slug, name, phase, connection }, about }) => (
        <li key={slug}>
          <a
            href={`/dashboard/channels/${slug}`}
            className="flex min-h-touch flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken"
          >
            <span className="min-w-0">
              <span className="block font-semibold break-words">{name}</span>
              <span className="block text-small text-ink-soft tabular-nums">{about}</span>
            </span>
            <PhaseWord phase={connection?.phase ?? phase} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The one date that matters most now. */
async function inShort({ connection, phase, whole }: ShopChannel, timeZone: string): Promise<string> {
  const t = await getTranslations("channels.shop");
  const locale = await getLocale();
  const day = (at: Date) => formatBoundary(at, locale, timeZone);
  const now = connection?.phase ?? phase;
  if (now === "closed" && whole.closesAt) return t("closedOn", { day: day(whole.closesAt) });
  if (whole.salesEndAt) return t("noSalesFrom", { day: day(whole.salesEndAt) });
  if (now === "not-open") return t("opensOn", { day: day(whole.opensAt) });
  return connection ? t("since", { day: formatDay(connection.opensAt, locale) }) : "";
}
