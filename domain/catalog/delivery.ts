// What a merchant promises about delivery, here and now. Pure: told the time and the place.
import { TZDate } from "@date-fns/tz";
import { addBusinessDays, addDays, differenceInCalendarDays, endOfDay, startOfDay } from "date-fns";
import QuickLRU from "quick-lru";
import type { deliveryMethods } from "@/db/schema/catalog";
import type { Instant } from "@/domain/time";
import { deliveryIn } from "./currency-rules";
import { plainPostalCode } from "./zone-rules";

type Method = typeof deliveryMethods.$inferSelect;

/** Where the clock of the shop is, and how many working days (Monday to Friday) pass before a parcel leaves. */
export type Dispatch = { timeZone: string; handlingDays: number };

export type DeliveryOption = {
  kind: "standard" | "same-day";
  feeMinor: number;
  currency: string;
  /** The last moment of the last day for standard; the promised hour for same-day. */
  deliverBy: Instant;
  /** Calendar days from now, the shop's days of handling among them. */
  minDays: number;
  maxDays: number;
  /** Same-day only: the place, and until when it can be ordered. */
  cityName: string | undefined;
  orderBy: Instant | undefined;
};

export type Destination = { country: string; postalCode?: string | undefined };

const quarterHour = 15 * 60_000;

/**
 * What is told of the day that `now` is in somewhere, kept: it takes a quarter of a millisecond. In every time zone days
 * begin on a quarter of an hour.
 */
function ofTheDay<Told>(tell: (now: Instant, timeZone: string, ...more: number[]) => Told): typeof tell {
  const kept = new QuickLRU<string, { told: Told }>({ maxSize: 500 });
  return (now, timeZone, ...more) => {
    const key = [Math.floor(now.getTime() / quarterHour), timeZone, ...more].join(" ");
    const known = kept.get(key) ?? { told: tell(now, timeZone, ...more) };
    kept.set(key, known);
    return known.told;
  };
}

const localMinute = ofTheDay((now, timeZone, minute = 0) => {
  // Set by the wall clock, so that a day of 23 or 25 hours keeps its cut-off.
  const day = startOfDay(new TZDate(now, timeZone));
  day.setHours(Math.floor(minute / 60), minute % 60, 0, 0);
  return new Date(day.getTime());
});

/** When a parcel of this day has arrived at the latest, and how many calendar days pass before it leaves. */
const arrival = ofTheDay((now, timeZone, handlingDays = 0, maxDays = 0) => {
  const today = new TZDate(now, timeZone);
  const leaves = addBusinessDays(today, handlingDays);
  return {
    daysBefore: differenceInCalendarDays(leaves, today),
    deliverBy: new Date(endOfDay(addDays(leaves, maxDays)).getTime()),
  };
});

const namesCountry = (method: Method, country: string): boolean =>
  method.sameDay ? method.sameDay.country === country : (method.countries ?? [country]).includes(country);

/** How much of a postal code a same-day zone names; undefined when it does not name it. */
function prefixLength({ sameDay }: Method, to: Destination): number | undefined {
  const code = plainPostalCode(to.postalCode ?? "");
  const lengths = (sameDay?.postalPrefixes ?? [])
    .map(plainPostalCode)
    .filter((prefix) => prefix !== "" && code.startsWith(prefix))
    .map((prefix) => prefix.length);
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}

/** The zone that counts for a country: the one that names it, else the one for everywhere. */
const standardFor = (methods: Method[], country: string): Method | undefined =>
  methods
    .filter((method) => method.kind === "standard" && namesCountry(method, country))
    .toSorted((a, b) => Number(a.countries === null) - Number(b.countries === null))[0];

/** The same-day zone that counts for an address: the one that names most of its postal code. */
const sameDayFor = (methods: Method[], to: Destination): Method | undefined =>
  methods
    .filter((method) => method.kind === "same-day" && namesCountry(method, to.country))
    .map((method) => ({ method, length: prefixLength(method, to) }))
    .filter(({ length }) => length !== undefined)
    .toSorted((a, b) => (b.length ?? 0) - (a.length ?? 0))[0]?.method;

function optionOf(
  method: Method,
  itemsMinor: number,
  now: Instant,
  { timeZone, handlingDays }: Dispatch,
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
    const { daysBefore, deliverBy } = arrival(now, timeZone, handlingDays, method.maxDays);
    return {
      ...common,
      minDays: daysBefore + method.minDays,
      maxDays: daysBefore + method.maxDays,
      deliverBy,
      cityName: undefined,
      orderBy: undefined,
    };
  }
  const orderBy = localMinute(now, timeZone, method.sameDay.cutOffMinute);
  if (now >= orderBy) return undefined; // withdrawn by itself
  const deliverBy = localMinute(now, timeZone, method.sameDay.deliveredByMinute);
  return { ...common, deliverBy, cityName: method.sameDay.cityName, orderBy };
}

/** What is sent: its worth in minor units of the currency in which it is paid. */
export type Parcel = { itemsMinor: number; currency: string };

/**
 * The ways in which a parcel can reach `to` when it is ordered now: one of each kind, standard first. A zone without a
 * fee in its currency has none.
 */
export function deliveryOptions(
  methods: Method[],
  to: Destination,
  { itemsMinor, currency }: Parcel,
  now: Instant,
  dispatch: Dispatch,
): DeliveryOption[] {
  return [standardFor(methods, to.country), sameDayFor(methods, to)]
    .map((method) => method && deliveryIn(method, currency))
    .map((method) => method && optionOf(method, itemsMinor, now, dispatch))
    .filter((option) => option !== undefined);
}

/**
 * The one line of promise on a card, before an address is known: same-day while it can be kept, else standard.
 * @param country where the shopper is; undefined while that is not known, and then any of the shop's zones will do.
 */
export function deliveryPromise(
  methods: Method[],
  country: string | undefined,
  now: Instant,
  dispatch: Dispatch & { country: string },
): DeliveryOption | undefined {
  const sameDay = methods
    .filter((method) => method.kind === "same-day")
    .filter((method) => country === undefined || namesCountry(method, country))
    .map((method) => optionOf(method, 0, now, dispatch))
    .find((option) => option !== undefined);
  if (sameDay) return sameDay;
  const near = standardFor(methods, country ?? dispatch.country);
  const standard =
    near ?? (country === undefined ? methods.find(({ kind }) => kind === "standard") : undefined);
  return standard && optionOf(standard, 0, now, dispatch);
}

/** The countries that a shop sends to; undefined when that is everywhere. */
export function countriesReached(methods: Method[]): string[] | undefined {
  const named = methods.map(({ sameDay, countries }) => (sameDay ? [sameDay.country] : countries));
  if (named.length === 0 || named.includes(null)) return undefined;
  return [...new Set(named.flatMap((countries) => countries ?? []))];
}
