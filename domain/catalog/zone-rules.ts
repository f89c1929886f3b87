// What a delivery zone may say. Pure.
import type { SameDayZone } from "@/db/schema/catalog";
import { smallestStep } from "@/domain/money";
import { isCurrency } from "@/domain/shops/country-rules";

type Common = {
  /** As the merchant calls it. */
  name: string;
  feeMinor: number;
  /** Orders of at least this much travel free. */
  freeFromMinor: number | null;
  /** The same in further currencies: null takes them away, one that is not named stays as it is. */
  otherFees?: Record<string, Fees | null> | undefined;
};

export type Fees = { feeMinor: number; freeFromMinor: number | null };

export type StandardZone = Common & {
  kind: "standard";
  /** Absent: everywhere. */
  countries: string[] | null;
  minDays: number;
  maxDays: number;
};

export type Zone = StandardZone | (Common & { kind: "same-day"; sameDay: SameDayZone });

export const mostZones = 100;
export const mostDays = 90;
export const mostHandlingDays = 30;

/** Why a zone makes no sense by itself, or undefined. */
export function zoneProblem(
  zone: Zone,
): "bad-days" | "bad-hours" | "no-country" | "no-prefix" | "bad-fee" | undefined {
  const fees = Object.entries(zone.otherFees ?? {});
  if (!fees.every(([currency, fee]) => fee === null || isPayable(currency, fee))) return "bad-fee";
  if (zone.kind === "standard") {
    if (zone.countries?.length === 0) return "no-country";
    return zone.minDays > zone.maxDays ? "bad-days" : undefined;
  }
  if (zone.sameDay.cutOffMinute >= zone.sameDay.deliveredByMinute) return "bad-hours";
  return zone.sameDay.postalPrefixes.some((prefix) => prefix.trim() === "") ||
    zone.sameDay.postalPrefixes.length === 0
    ? "no-prefix"
    : undefined;
}

/** A fee that is not a number of whole steps could make a total that no card can pay. */
function isPayable(currency: string, { feeMinor, freeFromMinor }: Fees): boolean {
  const isAmount = (minor: number) => Number.isSafeInteger(minor) && minor >= 0;
  return (
    isCurrency(currency) &&
    isAmount(feeMinor) &&
    feeMinor % smallestStep(currency) === 0 &&
    (freeFromMinor === null || isAmount(freeFromMinor))
  );
}

/** What both of two zones name: a country, "*" for everywhere, a beginning of a postal code; undefined when nothing. */
export function overlap(a: Zone, b: Zone): string | undefined {
  if (a.kind === "standard" && b.kind === "standard") {
    if (a.countries === null || b.countries === null) return a.countries === b.countries ? "*" : undefined;
    return a.countries.find((country) => b.countries?.includes(country));
  }
  if (a.kind === "same-day" && b.kind === "same-day" && a.sameDay.country === b.sameDay.country)
    return a.sameDay.postalPrefixes.find((prefix) => b.sameDay.postalPrefixes.includes(prefix));
  return undefined;
}

/** Postal codes are compared so: without spaces and dashes, in capitals. */
export const plainPostalCode = (written: string): string => written.replace(/[\s-]/g, "").toUpperCase();
