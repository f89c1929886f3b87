// Where a shop delivers and for how much, and how long it takes until a parcel leaves.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstOf, type Query } from "@/app/query";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { DoneNotice } from "@/components/ui/done-notice";
import { Notice } from "@/components/ui/notice";
import { type DeliverySettings, deliverySettings } from "@/domain/catalog/delivery-zones";
import type { Zone } from "@/domain/catalog/zone-rules";
import { getTranslations } from "@/i18n/translations";
import { mayStill, shopContext } from "../../shop-context";
import { saveHandling } from "./actions";
import { zoneWords } from "./zone-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.delivery");
  return { title: t("title"), robots: { index: false } };
}

const done = ["saved", "removed", "handling"] as const;

export default async function Delivery({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/settings/delivery", "edit-shop");
  const settings = await deliverySettings(ctx, shop.accountId);
  if (!settings) notFound();
  const t = await getTranslations("products.delivery");
  const mayEdit = await mayStill("edit-shop");
  const asked = firstOf((await searchParams)["done"]);
  const justDone = done.find((one) => one === asked);
  return (
    <>
      <PageHead title={t("title")} back={{ href: "/dashboard/settings", label: t("back") }} />
      {justDone ? (
        <div className="p-4">
          <DoneNotice>{t(`done.${justDone}`)}</DoneNotice>
        </div>
      ) : null}
      <div className="[&>section:first-child]:border-t-0">
        <Section title={t("zones")}>
          <p className="text-ink-soft">{t("zonesText")}</p>
          {settings.zones.length === 0 ? (
            <Notice tone="bad">{`${t("none")}. ${t("noneText")}`}</Notice>
          ) : (
            <Zones settings={settings} mayEdit={mayEdit} />
          )}
          {mayEdit ? (
            <p className="grid gap-3 sm:flex">
              <a href="/dashboard/settings/delivery/new" className={buttonLook("strong")}>
                {t("add")}
              </a>
              <a href="/dashboard/settings/delivery/new-same-day" className={buttonLook("quiet")}>
                {t("addSameDay")}
              </a>
            </p>
          ) : null}
        </Section>
        <Section title={t("handling")}>
          {mayEdit ? (
            <ActionForm
              id="handling"
              action={saveHandling.bind(null, shop.accountId)}
              look="quiet"
              fields={[
                {
                  name: "handlingDays",
                  label: t("handlingDays"),
                  hint: t("handlingHint"),
                  inputMode: "numeric",
                  maxLength: 3,
                  autoComplete: "off",
                  defaultValue: String(settings.handlingDays),
                },
              ]}
              submit={t("save")}
            />
          ) : (
            <p>{t("handlingIs", { days: settings.handlingDays })}</p>
          )}
        </Section>
      </div>
    </>
  );
}

type ZonesProps = { settings: DeliverySettings; mayEdit: boolean };

async function Zones({ settings: { zones, currency, otherCurrencies }, mayEdit }: ZonesProps) {
  const t = await getTranslations("products.delivery");
  const words = await zoneWords(currency, otherCurrencies);
  const nameOf = (zone: Zone) => zone.name || t(`unnamed.${zone.kind}`);
  return (
    <table className="w-full text-left max-sm:block">
      <caption className="sr-only">{t("zones")}</caption>
      <thead className="border-b border-hairline text-small text-ink-soft max-sm:sr-only">
        <tr>
          {(["zone", "where", "fee", "duration"] as const).map((column) => (
            <th key={column} scope="col" className="py-2 pr-3 font-semibold">
              {t(column)}
            </th>
          ))}
          {mayEdit ? (
            <th scope="col">
              <span className="sr-only">{t("change")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {zones.map((zone) => (
          <tr key={zone.id} className="border-b border-hairline max-sm:block max-sm:py-3">
            <th scope="row" className="py-2 pr-3 font-semibold break-words max-sm:block max-sm:py-0">
              {nameOf(zone)}
            </th>
            <td className="py-2 pr-3 max-sm:block max-sm:py-0">{words.where(zone)}</td>
            <td className="py-2 pr-3 tabular-nums max-sm:block max-sm:py-0">
              {words.fees(zone).map((fee) => (
                <span key={fee} className="block">
                  {fee}
                </span>
              ))}
            </td>
            <td className="py-2 pr-3 max-sm:block max-sm:py-0">{words.duration(zone)}</td>
            {mayEdit ? (
              <td className="py-2 text-right whitespace-nowrap max-sm:block max-sm:pt-2 max-sm:pb-0 max-sm:text-left">
                <a
                  href={`/dashboard/settings/delivery/${zone.id}`}
                  aria-label={t("changeZone", { zone: nameOf(zone) })}
                  className={buttonLook("quiet")}
                >
                  {t("change")}
                </a>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
