// One zone: new, to change, or to remove.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm, type FormField } from "@/components/ui/action-form";
import { type DeliverySettings, deliverySettings, type ZoneView } from "@/domain/catalog/delivery-zones";
import { plainAmount } from "@/domain/money";
import { getTranslations } from "@/i18n/translations";
import { ClosedPage } from "../../../closed-page";
import { closedSince, shopContext } from "../../../shop-context";
import { remove, save } from "../actions";
import { countryOptions } from "@/app/country-options";
import { clockOf } from "../zone-words";

type Props = { params: Promise<{ zoneId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.delivery");
  return { title: t("title"), robots: { index: false } };
}

export default async function ZonePage({ params }: Props) {
  const { zoneId } = await params;
  const { ctx, shop } = await shopContext(`/dashboard/settings/delivery/${zoneId}`, "edit-shop");
  const settings = await deliverySettings(ctx, shop.accountId);
  const zone = settings?.zones.find(({ id }) => id === zoneId);
  const isNew = zoneId === "new" || zoneId === "new-same-day";
  if (!settings || (!zone && !isNew)) notFound();
  const t = await getTranslations("products.delivery");
  const closed = await closedSince();
  const back = { href: "/dashboard/settings/delivery", label: t("title") };
  if (closed) return <ClosedPage title={zone?.name || t("zone")} back={back} since={closed} />;
  const kind = zone?.kind ?? (zoneId === "new-same-day" ? "same-day" : "standard");
  const seen = { zoneId: zone?.id ?? "", version: zone?.version ?? "" };
  return (
    <>
      <PageHead
        title={
          zone ? zone.name || t(`unnamed.${zone.kind}`) : t(kind === "standard" ? "newZone" : "newSameDay")
        }
        back={back}
      />
      <div className="p-4">
        <ActionForm
          id="zone"
          action={save.bind(null, shop.accountId)}
          hidden={{ ...seen, kind }}
          fields={await fieldsOf(kind, settings, zone)}
          submit={t("save")}
        />
      </div>
      {zone ? (
        <Section title={t("remove")}>
          <p className="text-ink-soft">{t("removeText")}</p>
          <ActionForm
            id="remove"
            action={remove.bind(null, shop.accountId)}
            look="quiet"
            hidden={seen}
            submit={t("remove")}
          />
        </Section>
      ) : null}
    </>
  );
}

async function fieldsOf(
  kind: "standard" | "same-day",
  { currency, otherCurrencies, country, timeZone }: DeliverySettings,
  zone: ZoneView | undefined,
): Promise<FormField[]> {
  const t = await getTranslations("products.delivery");
  const locale = await getLocale();
  const amountOf = (minor: number | null | undefined, code = currency) =>
    minor === null || minor === undefined ? "" : plainAmount(minor, code, locale);
  const text = { autoComplete: "off" } as const;
  const name = {
    ...text,
    name: "name",
    label: t("name"),
    hint: t("nameHint"),
    maxLength: 60,
    isRequired: true,
  };
  const amounts: FormField[] = [
    {
      ...text,
      name: "fee",
      label: t("feeIn", { currency }),
      hint: t("feeHint"),
      inputMode: "decimal",
      defaultValue: amountOf(zone?.feeMinor),
      isRequired: true,
    },
    {
      ...text,
      name: "freeFrom",
      label: t("freeFromIn", { currency }),
      hint: t("freeFromHint"),
      inputMode: "decimal",
      defaultValue: amountOf(zone?.freeFromMinor),
    },
    ...otherCurrencies.flatMap((code): FormField[] => [
      {
        ...text,
        name: `fee.${code}`,
        label: t("feeIn", { currency: code }),
        hint: t("otherFeeHint", { currency: code, own: currency }),
        inputMode: "decimal",
        defaultValue: amountOf(zone?.otherFees[code]?.feeMinor, code),
      },
      {
        ...text,
        name: `freeFrom.${code}`,
        label: t("freeFromIn", { currency: code }),
        hint: t("freeFromHint"),
        inputMode: "decimal",
        defaultValue: amountOf(zone?.otherFees[code]?.freeFromMinor, code),
      },
    ]),
  ];
  const countries = await countryOptions();
  if (kind === "standard") {
    const standard = zone?.kind === "standard" ? zone : undefined;
    return [
      { ...name, defaultValue: zone?.name ?? "" },
      {
        name: "countries",
        label: t("countries"),
        hint: t("countriesHint"),
        type: "choices",
        options: chosenFirst(countries, standard?.countries ?? []),
        defaultValue: (standard?.countries ?? []).join("\n"),
      },
      ...amounts,
      {
        ...text,
        name: "minDays",
        label: t("minDays"),
        inputMode: "numeric",
        defaultValue: String(standard?.minDays ?? ""),
        isRequired: true,
      },
      {
        ...text,
        name: "maxDays",
        label: t("maxDays"),
        hint: t("maxDaysHint"),
        inputMode: "numeric",
        defaultValue: String(standard?.maxDays ?? ""),
        isRequired: true,
      },
    ];
  }
  const sameDay = zone?.kind === "same-day" ? zone.sameDay : undefined;
  const clock = { type: "time", hint: t("clockHint", { timeZone }), isRequired: true } as const;
  return [
    { ...name, defaultValue: zone?.name ?? "" },
    {
      ...text,
      name: "city",
      label: t("city"),
      hint: t("cityHint"),
      maxLength: 80,
      defaultValue: sameDay?.cityName ?? "",
      isRequired: true,
    },
    {
      name: "country",
      label: t("country"),
      type: "select",
      options: countries,
      defaultValue: sameDay?.country ?? country,
    },
    {
      ...text,
      name: "prefixes",
      label: t("prefixes"),
      hint: t("prefixesHint"),
      defaultValue: sameDay?.postalPrefixes.join(", ") ?? "",
      isRequired: true,
    },
    {
      ...clock,
      name: "cutOff",
      label: t("cutOff"),
      defaultValue: sameDay ? clockOf(sameDay.cutOffMinute) : "",
    },
    {
      ...clock,
      name: "deliveredBy",
      label: t("deliveredBy"),
      defaultValue: sameDay ? clockOf(sameDay.deliveredByMinute) : "",
    },
    ...amounts,
  ];
}

/** What a zone names already stands at the top, where it is seen. */
function chosenFirst<Option extends { value: string }>(options: Option[], chosen: string[]): Option[] {
  return options.toSorted((a, b) => Number(chosen.includes(b.value)) - Number(chosen.includes(a.value)));
}
