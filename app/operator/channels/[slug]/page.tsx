// The programme, or one channel: its dates, its opening, its end.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { EndDone, EndSection } from "@/app/channel-ends/end-section";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { LifeDates } from "@/components/channels/life-dates";
import { PhaseWord } from "@/components/channels/phase-word";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { DoneNotice } from "@/components/ui/done-notice";
import { TextLink } from "@/components/ui/text-link";
import { dayIn } from "@/domain/channels/date-rules";
import { type OperatedLifePage, programmeSlug } from "@/domain/channels/queries";
import { formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { saveOpening } from "./actions";
import { operatedLifeOf, operatedName } from "./operated-life";
import { notForYou, OperatorPage } from "../../operator-page";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await operatedLifeOf((await params).slug);
  const t = await getTranslations("channels.operator");
  return { title: found ? await operatedName(found) : t("title") };
}

export default async function OperatorChannel({ params, searchParams }: Props) {
  const asked = (await params).slug;
  const found = await operatedLifeOf(asked);
  if (!found) return notForYou(`/operator/channels/${asked}`);
  const t = await getTranslations("channels.operator");
  const words = await getTranslations("channels");
  const name = await operatedName(found);
  const { owner, slug, life, phase, timeZone, above, numbers } = found;
  const now = (await requestContext()).clock.now();
  const done = firstOf((await searchParams)["done"]);
  const locale = await getLocale();
  return (
    <OperatorPage>
      <PageHead title={name} back={{ href: "/operator/channels", label: t("title") }} />
      <EndDone done={done} />
      {done === "opening" ? (
        <div className="block px-4 pt-4">
          <DoneNotice>{t("openingSaved")}</DoneNotice>
        </div>
      ) : null}
      <div className="grid gap-3 border-b border-hairline p-4">
        <p>
          <PhaseWord phase={phase} />
        </p>
        <p className="tabular-nums">
          {[
            words("numbers.shops", { count: numbers.shops }),
            words("numbers.liveListings", { count: numbers.liveListings }),
            words("numbers.openOrders", { count: numbers.openOrders }),
          ].join(" · ")}
        </p>
        {slug === programmeSlug ? <p className="text-ink-soft">{t("programmeText")}</p> : null}
        {above?.salesEndAt ? (
          <p className="text-ink-soft">
            {t("aboveText", {
              programme: t("programme"),
              day: formatBoundary(above.salesEndAt, locale, timeZone),
            })}
          </p>
        ) : null}
        <p>
          <TextLink href={slug === programmeSlug ? "/help/channels" : `/help/channels/${slug}`}>
            {words("shop.help")}
          </TextLink>
        </p>
      </div>
      <Section id="dates" title={words("timeline")}>
        <LifeDates life={life} timeZone={timeZone} now={now} />
      </Section>
      {phase === "closed" ? null : <Opening found={found} />}
      <EndSection
        owner={owner}
        slug={slug}
        life={life}
        now={now}
        path={`/operator/channels/${slug}`}
        words={{ title: t("endTitle"), text: t("endText"), begin: t("begin") }}
      />
    </OperatorPage>
  );
}

async function Opening({ found: { owner, slug, life, timeZone } }: { found: OperatedLifePage }) {
  const t = await getTranslations("channels.operator");
  const words = await getTranslations("channels");
  const dayOf = (at: Date | null) => (at ? dayIn(at, timeZone) : "");
  const hidden = {
    ownerKind: owner.kind,
    ownerId: owner.id,
    slug,
    seenOpensAt: life.opensAt.toISOString(),
    seenOpenToAllAt: life.openToAllAt?.toISOString() ?? "",
  };
  return (
    <Section id="opening" title={t("opening")}>
      <p className="mb-3 text-ink-soft">
        {t("openingText")} {words("zone", { zone: timeZone })}
      </p>
      <ActionForm
        id="opening"
        action={saveOpening}
        look="quiet"
        submit={t("saveOpening")}
        hidden={hidden}
        fields={[
          {
            name: "opensAt",
            label: words("dates.opensAt"),
            type: "date",
            defaultValue: dayOf(life.opensAt),
            isRequired: true,
          },
          {
            name: "openToAllAt",
            label: words("dates.openToAllAt"),
            hint: t("openToAllHint"),
            type: "date",
            defaultValue: dayOf(life.openToAllAt),
          },
        ]}
      />
    </Section>
  );
}
