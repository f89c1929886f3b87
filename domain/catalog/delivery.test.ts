import { expect, test } from "vitest";
import type { deliveryMethods } from "@/db/schema/catalog";
import { countriesReached, deliveryOptions, deliveryPromise } from "./delivery";

type Method = typeof deliveryMethods.$inferSelect;
const standard: Method = {
  id: "1",
  name: "",
  merchantId: "m",
  kind: "standard",
  feeMinor: 600,
  otherFees: {},
  currency: "EUR",
  freeFromMinor: 8000,
  minDays: 2,
  maxDays: 4,
  countries: ["FR", "BE"],
  sameDay: null,
};
const sameDay: Method = {
  ...standard,
  id: "2",
  name: "",
  kind: "same-day",
  feeMinor: 3000,
  freeFromMinor: null,
  minDays: 0,
  maxDays: 0,
  countries: ["FR"],
  sameDay: {
    cityName: "Lyon",
    country: "FR",
    postalPrefixes: ["690"],
    cutOffMinute: 15 * 60,
    deliveredByMinute: 20 * 60,
  },
};
const methods = [sameDay, standard];
const lyon = { country: "FR", postalCode: "69 001" };
const paris = { timeZone: "Europe/Paris", handlingDays: 0, country: "FR" };
const euros = (itemsMinor: number) => ({ itemsMinor, currency: "EUR" });
const kinds = (to: { country: string; postalCode?: string }, now: string) =>
  deliveryOptions(methods, to, euros(2000), new Date(now), paris).map((option) => option.kind);

test("same-day is offered inside its zone until its cut-off, then withdraws by itself", () => {
  expect(kinds(lyon, "2026-05-04T12:59:59.999Z")).toEqual(["standard", "same-day"]); // 14:59:59.999 in Lyon
  expect(kinds(lyon, "2026-05-04T13:00:00.000Z")).toEqual(["standard"]);
  expect(kinds({ country: "FR", postalCode: "75001" }, "2026-05-04T10:00:00.000Z")).toEqual(["standard"]);
});

test("the cut-off is by the clock on the wall, in summer and in winter and on the day it changes", () => {
  expect(kinds(lyon, "2026-01-15T13:59:59.999Z")).toContain("same-day"); // UTC+1
  expect(kinds(lyon, "2026-01-15T14:00:00.000Z")).not.toContain("same-day");
  expect(kinds(lyon, "2026-03-29T12:59:59.999Z")).toContain("same-day"); // a day of 23 hours, UTC+2 in the afternoon
  expect(kinds(lyon, "2026-03-29T13:00:00.000Z")).not.toContain("same-day");
  expect(kinds(lyon, "2026-10-25T13:59:59.999Z")).toContain("same-day"); // a day of 25 hours
});

test("the last day is counted from the day that it is in the shop, to the millisecond", () => {
  const kathmandu = { timeZone: "Asia/Kathmandu", handlingDays: 0 }; // UTC+5:45
  const deliverBy = (now: string) =>
    deliveryOptions([standard], lyon, euros(2000), new Date(now), kathmandu).map((option) =>
      option.deliverBy.toISOString(),
    );
  const [tuesday, wednesday] = ["2026-05-05T18:14:59.999Z", "2026-05-05T18:15:00.000Z"];
  expect(deliverBy(tuesday)).toEqual(["2026-05-09T18:14:59.999Z"]);
  expect(deliverBy(wednesday)).toEqual(["2026-05-10T18:14:59.999Z"]);
  expect(deliverBy(tuesday)).toEqual(["2026-05-09T18:14:59.999Z"]);
});

test("where the merchant does not deliver nothing is offered", () => {
  expect(kinds({ country: "JP", postalCode: "600-8001" }, "2026-05-04T10:00:00.000Z")).toEqual([]);
});

test("large orders travel free by standard delivery only", () => {
  const options = deliveryOptions(methods, lyon, euros(8000), new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(options.map((option) => option.feeMinor)).toEqual([0, 3000]);
});

test("the promise on a card is same-day while it can be kept, with its hour and city", () => {
  const promise = deliveryPromise(methods, "FR", new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(promise).toMatchObject({
    kind: "same-day",
    cityName: "Lyon",
    deliverBy: new Date("2026-05-04T18:00:00.000Z"),
  });
  expect(deliveryPromise(methods, "FR", new Date("2026-05-04T14:00:00.000Z"), paris)).toMatchObject({
    kind: "standard",
    maxDays: 4,
  });
});

test("standard is promised for the end of its last day where the merchant is", () => {
  const [option] = deliveryOptions([standard], lyon, euros(0), new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(option?.deliverBy).toEqual(new Date("2026-05-08T21:59:59.999Z"));
});

test("the zone that names the country wins over the one for everywhere", () => {
  const everywhere = { ...standard, id: "3", feeMinor: 2500, freeFromMinor: null, countries: null };
  const feeTo = (country: string) =>
    deliveryOptions(
      [everywhere, standard],
      { country },
      euros(0),
      new Date("2026-05-04T10:00:00Z"),
      paris,
    ).map(({ feeMinor }) => feeMinor);
  expect(feeTo("BE")).toEqual([600]);
  expect(feeTo("JP")).toEqual([2500]);
  expect(countriesReached([everywhere, standard, sameDay])).toBeUndefined();
  expect(countriesReached([standard, { ...standard, countries: ["BE", "CH"] }])).toEqual(["FR", "BE", "CH"]);
});

test("of two same-day zones the one that names more of the postal code counts, and only one is offered", () => {
  const all = { ...sameDay, feeMinor: 4000, sameDay: { ...sameDay.sameDay!, postalPrefixes: ["69"] } };
  const fees = (postalCode: string) =>
    deliveryOptions(
      [all, sameDay],
      { country: "FR", postalCode },
      euros(0),
      new Date("2026-05-04T10:00:00Z"),
      paris,
    )
      .filter(({ kind }) => kind === "same-day")
      .map(({ feeMinor }) => feeMinor);
  expect(fees("69001")).toEqual([3000]);
  expect(fees("69100")).toEqual([4000]);
  const blank = { ...sameDay, sameDay: { ...sameDay.sameDay!, postalPrefixes: ["", " "] } };
  expect(deliveryOptions([blank], lyon, euros(0), new Date("2026-05-04T10:00:00Z"), paris)).toEqual([]);
});

test("handling counts working days, and the days on the road follow it", () => {
  const by = (now: string, handlingDays: number) => {
    const [option] = deliveryOptions([standard], lyon, euros(0), new Date(now), { ...paris, handlingDays });
    return [option?.deliverBy.toISOString(), option?.minDays, option?.maxDays];
  };
  expect(by("2026-05-04T10:00:00Z", 1), "Monday: leaves on Tuesday").toEqual([
    "2026-05-09T21:59:59.999Z",
    3,
    5,
  ]);
  expect(by("2026-05-08T10:00:00Z", 2), "Friday: leaves on Tuesday").toEqual([
    "2026-05-16T21:59:59.999Z",
    6,
    8,
  ]);
  expect(by("2026-05-09T10:00:00Z", 1), "Saturday: leaves on Monday").toEqual([
    "2026-05-15T21:59:59.999Z",
    4,
    6,
  ]);
  expect(by("2026-01-30T23:30:00Z", 1), "Saturday in Paris already, and over the end of a month").toEqual([
    "2026-02-06T22:59:59.999Z",
    4,
    6,
  ]);
});

test("the last day ends at midnight by the clock on the wall when the clock changes in between", () => {
  const by = (now: string, handlingDays: number) =>
    deliveryOptions([standard], lyon, euros(0), new Date(now), {
      ...paris,
      handlingDays,
    })[0]?.deliverBy.toISOString();
  expect(by("2026-03-27T10:00:00Z", 1), "Friday before summer time").toBe("2026-04-03T21:59:59.999Z");
  expect(by("2026-10-23T10:00:00Z", 1), "Friday before winter time").toBe("2026-10-30T22:59:59.999Z");
});

test("a card promises the zone of the shopper's country, or the one near the shop while that is not known", () => {
  const far = { ...standard, id: "4", minDays: 7, maxDays: 12, countries: ["JP"] };
  const now = new Date("2026-05-04T14:00:00Z");
  const maxDays = (country: string | undefined) =>
    deliveryPromise([far, standard], country, now, paris)?.maxDays;
  expect(maxDays("JP")).toBe(12);
  expect(maxDays(undefined)).toBe(4);
  expect(maxDays("US")).toBeUndefined();
});
