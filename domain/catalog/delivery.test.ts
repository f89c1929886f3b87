import { expect, test } from "vitest";
import type { deliveryMethods } from "@/db/schema/catalog";
import { deliveryOptions, deliveryPromise } from "./delivery";

type Method = typeof deliveryMethods.$inferSelect;
const standard: Method = {
  id: "1",
  name: "",
  merchantId: "m",
  kind: "standard",
  feeMinor: 600,
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
const paris = "Europe/Paris";
const kinds = (to: { country: string; postalCode?: string }, now: string) =>
  deliveryOptions(methods, to, 2000, new Date(now), paris).map((option) => option.kind);

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

test("where the merchant does not deliver nothing is offered", () => {
  expect(kinds({ country: "JP", postalCode: "600-8001" }, "2026-05-04T10:00:00.000Z")).toEqual([]);
});

test("large orders travel free by standard delivery only", () => {
  const options = deliveryOptions(methods, lyon, 8000, new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(options.map((option) => option.feeMinor)).toEqual([0, 3000]);
});

test("the promise on a card is same-day while it can be kept, with its hour and city", () => {
  const promise = deliveryPromise(methods, new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(promise).toMatchObject({
    kind: "same-day",
    cityName: "Lyon",
    deliverBy: new Date("2026-05-04T18:00:00.000Z"),
  });
  expect(deliveryPromise(methods, new Date("2026-05-04T14:00:00.000Z"), paris)).toMatchObject({
    kind: "standard",
    maxDays: 4,
  });
});

test("standard is promised for the end of its last day where the merchant is", () => {
  const [option] = deliveryOptions([standard], lyon, 0, new Date("2026-05-04T10:00:00.000Z"), paris);
  expect(option?.deliverBy).toEqual(new Date("2026-05-08T21:59:59.999Z"));
});
