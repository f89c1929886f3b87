// What a zone says, in words.
import { getLocale } from "next-intl/server";
import { formatMoney } from "@/components/ui/money";
import type { Zone } from "@/domain/catalog/zone-rules";
import { getTranslations } from "@/i18n/translations";

/** "15:00": as a time field takes it, which shows it as its reader is used to. */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

export async function zoneWords(currency: string) {
  const t = await getTranslations("products.delivery");
  const locale = await getLocale();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const nameOf = (code: string) => names.of(code) ?? code;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  return {
    where(zone: Zone): string {
      if (zone.kind === "same-day")
        return `${zone.sameDay.cityName}, ${nameOf(zone.sameDay.country)}: ${zone.sameDay.postalPrefixes.join(", ")}`;
      if (zone.countries === null) return t("everywhere");
      const shown = zone.countries.slice(0, zone.countries.length > 4 ? 3 : 4).map(nameOf);
      const more = zone.countries.length - shown.length;
      return more > 0 ? t("places", { first: shown.join(", "), more: String(more) }) : shown.join(", ");
    },
    fee(zone: Zone): string {
      const fee = zone.feeMinor === 0 ? t("free") : money(zone.feeMinor);
      if (zone.freeFromMinor === null || zone.feeMinor === 0) return fee;
      return `${fee}, ${t("freeFrom", { amount: money(zone.freeFromMinor) })}`;
    },
    duration(zone: Zone): string {
      if (zone.kind === "same-day") {
        const { cutOffMinute, deliveredByMinute } = zone.sameDay;
        return t("until", { by: clockOf(deliveredByMinute), cutOff: clockOf(cutOffMinute) });
      }
      const { minDays: min, maxDays: max } = zone;
      return min === max ? t("days", { min }) : t("dayRange", { min: String(min), max: String(max) });
    },
  };
}
