// The bar with the date, for whoever asks: the operator finds the way to the clock in it.
import { getLocale } from "next-intl/server";
import { ClockBar as Bar } from "@/components/shell/clock-bar";
import { personOf } from "@/domain/context";
import { dateFormat, type Instant } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "./request-context";

export async function ClockBar({ shownAt }: { shownAt: Instant }) {
  const t = await getTranslations("clock");
  const isOperator = personOf(await requestContext())?.isOperator === true;
  const day = dateFormat(await getLocale(), { dateStyle: "long", timeZone: "UTC" });
  return (
    <Bar
      label={t("barLabel")}
      text={t("hereItIs", { date: day.format(shownAt) })}
      link={isOperator ? { href: "/operator/clock", label: t("move") } : undefined}
    />
  );
}
