// What a merchant promises about delivery, here and now. Pure: told the time and the place.
import { TZDate } from "@date-fns/tz";
import { addDays, endOfDay, startOfDay } from "date-fns";
import type { deliveryMethods } from "@/db/schema/catalog";
import type { Instant } from "@/domain/time";

type Method = typeof deliveryMethods.$inferSelect;

export type DeliveryOption = {
  kind: "standard" | "same-day";
  feeMinor: number;
  currency: string;
  /** The last moment of the last day for standard; the promised hour for same-day. */
  deliverBy: Instant;
  minDays: number;
  maxDays: number;
  /** Same-day only: the place, and until when it can be ordered. */
  cityName: string | undefined;
  orderBy: Instant | undefined;
};

export type Destination = { country: string; postalCode?: string | undefined };

const plain = (postalCode: string | undefined) => (postalCode ?? "").replace(/[\s-]/g, "").toUpperCase();

function localMinute(now: Instant, minute: number, timeZone: string): Instant {
  // Set by the wall clock, so that a day of 23 or 25 hours keeps its cut-off.
  const day = startOfDay(new TZDate(now, timeZone));
  day.setHours(Math.floor(minute / 60), minute % 60, 0, 0);
  return new Date(day.getTime());
}

function reaches(method: Method, to: Destination): boolean {
  if (method.countries !== null && !method.countries.includes(to.country)) return false;
  if (!method.sameDay) return true;
  const code = plain(to.postalCode);
  return (
    method.sameDay.country === to.country &&
    method.sameDay.postalPrefixes.some((prefix) => code.startsWith(plain(prefix)))
  );
}

function optionOf(
  method: Method,
  itemsMinor: number,
  now: Instant,
  timeZone: string,
): DeliveryOption | undefined {
  const isFree = method.freeFromMinor !== null && itemsMinor >= method.freeFromMinor;
  const common = {
    kind: method.kind,
    feeMinor: isFree ? 0 : method.feeMinor,
    currency: method.currency,
    minDays: method.minDays,
    maxDays: method.maxDays,
  };
  if (!method.sameDay) {
    const lastDay = endOfDay(addDays(new TZDate(now, timeZone), method.maxDays));
    return { ...common, deliverBy: new Date(lastDay.getTime()), cityName: undefined, orderBy: undefined };
  }
  const orderBy = localMinute(now, method.sameDay.cutOffMinute, timeZone);
  if (now >= orderBy) return undefined; // withdrawn by itself
  const deliverBy = localMinute(now, method.sameDay.deliveredByMinute, timeZone);
  return { ...common, deliverBy, cityName: method.sameDay.cityName, orderBy };
}

/** The ways in which an order worth `itemsMinor` can reach `to` when it is placed now; standard first. */
export function deliveryOptions(
  methods: Method[],
  to: Destination,
  itemsMinor: number,
  now: Instant,
  timeZone: string,
): DeliveryOption[] {
  return methods
    .filter((method) => reaches(method, to))
    .map((method) => optionOf(method, itemsMinor, now, timeZone))
    .filter((option) => option !== undefined)
    .toSorted((a, b) => Number(a.kind === "same-day") - Number(b.kind === "same-day"));
}

/** The one line of promise on a card, before an address is known: same-day while it can be kept, else standard. */
export function deliveryPromise(
  methods: Method[],
  now: Instant,
  timeZone: string,
): DeliveryOption | undefined {
  const options = methods
    .map((method) => optionOf(method, 0, now, timeZone))
    .filter((option) => option !== undefined);
  return options.find((option) => option.kind === "same-day") ?? options[0];
}
