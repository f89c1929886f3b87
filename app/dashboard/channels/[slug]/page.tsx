// One channel as a shop has it: what it is, its dates and terms, and the way in and out.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { EndDone, EndSection } from "@/app/channel-ends/end-section";
import { firstOf, type Query } from "@/app/query";
import { EndNumbersLine } from "@/components/channels/end-numbers";
import { LifeDates } from "@/components/channels/life-dates";
import { PhaseWord } from "@/components/channels/phase-word";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { DoneNotice } from "@/components/ui/done-notice";
import { TextLink } from "@/components/ui/text-link";
import { platformOf } from "@/domain/channels/platform-rules";
import type { ShopChannelPage } from "@/domain/channels/queries";
import { mayConnect } from "@/domain/channels/rules";
import { mayDo } from "@/domain/shops/access-rules";
import type { MyShop } from "@/domain/shops/queries";
import { formatBoundary, type Instant } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { connect } from "./actions";
import { shopChannelOf } from "./shop-channel";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { channel } = await shopChannelOf((await params).slug);
  const t = await getTranslations("channels");
  return { title: channel?.name ?? t("title"), robots: { index: false } };
}

export default async function ShopChannel({ params, searchParams }: Props) {
  const { ctx, shop, channel } = await shopChannelOf((await params).slug);
  if (!channel) return notFound();
  const t = await getTranslations("channels.shop");
  const words = await getTranslations("channels");
  const platform = platformOf(channel.slug);
  const { slug, name, connection, whole, timeZone, numbers, phase } = channel;
  const now = ctx.clock.now();
  const done = firstOf((await searchParams)["done"]);
  const mayEdit = mayDo(shop.role, "edit-channels");
  return (
    <>
      <PageHead title={name} back={{ href: "/dashboard/channels", label: words("back") }} />
      <EndDone done={done} />
      {done === "connected" ? (
        <div className="block px-4 pt-4">
          <DoneNotice>{t("connected", { shop: shop.name, channel: name })}</DoneNotice>
        </div>
      ) : null}
      <div className="grid gap-3 border-b border-hairline p-4">
        <p>
          <PhaseWord phase={connection?.phase ?? phase} />
        </p>
        <p>{words(`platform.${platform}.what`)}</p>
        <p className="text-ink-soft">{words(`platform.${platform}.setUp`)}</p>
        <p>
          <TextLink href={`/help/channels/${slug}`}>{t("help")}</TextLink>
        </p>
      </div>
      {connection ? (
        <Section id="now" title={t("now", { shop: shop.name })}>
          <EndNumbersLine counts={numbers} />
        </Section>
      ) : null}
      <Section id="dates" title={words("timeline")}>
        <LifeDates life={whole} timeZone={timeZone} now={now} />
      </Section>
      <Terms channel={channel} shop={shop} />
      {mayEdit ? (
        <>
          <Connect channel={channel} shop={shop} now={now} />
          {connection ? (
            <EndSection
              owner={{ kind: "connection", id: connection.id }}
              slug={slug}
              life={connection}
              now={now}
              path={`/dashboard/channels/${slug}`}
              words={{ title: t("endTitle"), text: t("endText", { channel: name }), begin: t("endBegin") }}
            />
          ) : null}
        </>
      ) : (
        <p className="p-4 text-ink-soft">{t("onlyHeads", { shop: shop.name })}</p>
      )}
    </>
  );
}

type PartProps = { channel: ShopChannelPage; shop: MyShop };

async function Terms({ channel, shop }: PartProps) {
  const t = await getTranslations("channels.terms");
  const words = await getTranslations("channels.shop");
  return (
    <Section id="terms" title={words("terms")}>
      <ul className="grid list-disc gap-2 pl-5">
        <li>{t("seller", { shop: shop.name })}</li>
        <li>{t("prices")}</li>
        {channel.priceFreshMinutes === null ? null : (
          <li>{t("freshness", { minutes: channel.priceFreshMinutes })}</li>
        )}
        <li>{t("commission")}</li>
        <li>{t("end")}</li>
        <li>{t("yours")}</li>
      </ul>
    </Section>
  );
}

/** The way in, or why there is none now. Nothing for who is connected already. */
async function Connect({ channel, shop, now }: PartProps & { now: Instant }) {
  const t = await getTranslations("channels.shop");
  const locale = await getLocale();
  const { connection, life, name, slug, timeZone } = channel;
  const hadEnded = connection?.closesAt != null && connection.closesAt <= now;
  if (connection && !hadEnded) return null;
  const may = mayConnect(life, now);
  return (
    <Section id="connect" title={t("connectTitle", { shop: shop.name })}>
      {may === true ? (
        <>
          <p className="mb-3 text-ink-soft">
            {hadEnded ? t("connectAgainText") : t("connectText", { channel: name })}
          </p>
          <ActionForm
            id="connect"
            action={connect.bind(null, shop.accountId)}
            submit={t(hadEnded ? "connectAgain" : "connect")}
            hidden={{ slug }}
          >
            <label className="flex min-h-touch items-start gap-3 py-2">
              <input
                type="checkbox"
                name="agreed"
                value="yes"
                className="mt-0.5 size-5 shrink-0 accent-ink"
              />
              <span>{t("agree")}</span>
            </label>
          </ActionForm>
        </>
      ) : (
        <p className="text-ink-soft">
          {t(`cannotConnect.${may}`, {
            channel: name,
            day: formatBoundary(life.opensAt, locale, timeZone),
          })}
        </p>
      )}
    </Section>
  );
}
