// How a shop delivers: its zones, and how long it takes until a parcel leaves.
import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { deliveryMethods, type OtherFees } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import type { Zone } from "./zone-rules";

type Row = typeof deliveryMethods.$inferSelect;

/** `version` changes with everything that the zone says. */
export type ZoneView = Zone & { id: string; version: string; otherFees: OtherFees };

export type DeliverySettings = {
  currency: string;
  otherCurrencies: string[];
  country: string;
  timeZone: string;
  handlingDays: number;
  zones: ZoneView[];
};

/** For who may edit the shop; undefined for everybody else. */
export async function deliverySettings(ctx: Core, merchantId: string): Promise<DeliverySettings | undefined> {
  if (!mayActFor(ctx, merchantId, "edit-shop")) return undefined;
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.accountId, merchantId));
  if (!merchant) return undefined;
  const { currency, otherCurrencies, country, timeZone, handlingDays } = merchant;
  const zones = await zonesOf(ctx, merchantId);
  return { currency, otherCurrencies, country, timeZone, handlingDays, zones };
}

/** Standard ones first, in the order in which they were made. */
export async function zonesOf(core: Core, merchantId: string): Promise<ZoneView[]> {
  const rows = await core.db
    .select()
    .from(deliveryMethods)
    .where(eq(deliveryMethods.merchantId, merchantId))
    .orderBy(asc(deliveryMethods.id));
  return rows.map(zoneOf).toSorted((a, b) => Number(a.kind === "same-day") - Number(b.kind === "same-day"));
}

function zoneOf(row: Row): ZoneView {
  const { id, name, feeMinor, freeFromMinor, otherFees, minDays, maxDays, countries, sameDay } = row;
  const says = { name, feeMinor, freeFromMinor, otherFees };
  const zone: Zone = sameDay
    ? { kind: "same-day", ...says, sameDay }
    : { kind: "standard", ...says, countries, minDays, maxDays };
  return { ...zone, otherFees, id, version: versionOf(zone) };
}

// By its parts: an engine may give the keys of what it keeps as JSON in another order.
function versionOf(zone: Zone): string {
  const { kind, name, feeMinor, freeFromMinor, otherFees = {} } = zone;
  const inOrder = (parts: object) => Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts =
    zone.kind === "same-day" ? inOrder(zone.sameDay) : [zone.countries, zone.minDays, zone.maxDays];
  const others = inOrder(otherFees).map(([code, fees]) => [code, fees?.feeMinor, fees?.freeFromMinor]);
  return createHash("sha256")
    .update(JSON.stringify([kind, name, feeMinor, freeFromMinor, others, parts]))
    .digest("base64url")
    .slice(0, 16);
}
