// What a zone says, in words.
import { getLocale } from "next-intl/server";
import { formatMoney } from "@/components/ui/money";
import type { Fees, Zone } from "@/domain/catalog/zone-rules";
import { getTranslations } from "@/i18n/translations";

/** "15:00": as a time field takes it, which shows it as its reader is used to. */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

export async function zoneWords(currency: string, otherCurrencies: string[]) {
  const t = await getTranslations("products.delivery");
  const locale = await getLocale();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const nameOf = (code: string) => names.of(code) ?? code;
  const feeWords = ({ feeMinor, freeFromMinor }: Fees, code: string): string => {
    if (feeMinor === 0) return t("free");
    const fee = formatMoney(feeMinor, code, locale);
    return freeFromMinor === null
      ? fee
      : `${fee}, ${t("freeFrom", { amount: formatMoney(freeFromMinor, code, locale) })}`;
  };
  return {
    where(zone: Zone): string {
      if (zone.kind === "same-day")
        return `${zone.sameDay.cityName}, ${nameOf(zone.sameDay.country)} (${zone.sameDay.postalPrefixes.join(", ")})`;
      if (zone.countries === null) return t("everywhere");
      const shown = zone.countries.slice(0, zone.countries.length > 4 ? 3 : 4).map(nameOf);
      const more = zone.countries.length - shown.length;
      return more > 0 ? t("places", { first: shown.join(", "), more: String(more) }) : shown.join(", ");
    },
    /** In each currency of the shop, its own first; and where there is none. */
    fees(zone: Zone): string[] {
      const others = otherCurrencies.map((code) => {
        const fees = zone.otherFees?.[code];
        if (!fees) return t("noFee", { currency: code, own: currency });
        return fees.feeMinor === 0 ? `${code}: ${t("free")}` : feeWords(fees, code);
      });
      return [feeWords(zone, currency), ...others];
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
