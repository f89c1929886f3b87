// A shop adds a place that it delivers to, or changes one; who is at a checkout keeps what was promised to them.
// Undo: remove-zone.ts, or save it as it was.
import { eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { merchants } from "@/db/schema/accounts";
import { deliveryMethods } from "@/db/schema/catalog";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { mergedByCurrency } from "./currency-rules";
import { zonesOf } from "./delivery-zones";
import { mostZones, overlap, plainPostalCode, type Zone, zoneProblem } from "./zone-rules";

export type SaveZone = {
  merchantId: string;
  /** Which one is changed, as it was seen; undefined for a new one. */
  seen: { id: string; version: string } | undefined;
  /** Amounts in minor units of the shop's currency; minutes after midnight in its time zone. */
  zone: Zone;
};

export type SaveZoneRefusal =
  | "not-found"
  | "changed-meanwhile"
  | "too-many"
  | "taken"
  | NonNullable<ReturnType<typeof zoneProblem>>;

/** For "taken": which zone names it already, and what: a country, "*" for everywhere, or a beginning of a postal code. */
type Taken = { zone: string; what: string } | undefined;

/** Refuses "taken" when another zone of the shop names the same country, or the same beginning of a postal code. */
export async function saveZone(
  ctx: Core,
  { merchantId, seen, zone: typed }: SaveZone,
): Promise<Outcome<{ id: string }, SaveZoneRefusal, Taken> | ShopClosed> {
  if (!mayActFor(ctx, merchantId, "edit-shop")) return refuse("not-found", undefined);
  const zone = tidy(typed);
  const problem = zoneProblem(zone);
  if (problem) return refuse(problem, undefined);
  return inTransaction(ctx, async (core) => {
    const currency = await lockZones(core, merchantId);
    if (!currency) return refuse("not-found", undefined);
    const closed = await whyShopClosed(core, merchantId);
    if (closed) return closed;
    const zones = await zonesOf(core, merchantId);
    const before = zones.find(({ id }) => id === seen?.id);
    if (seen && before?.kind !== zone.kind) return refuse("not-found", undefined);
    if (seen && before?.version !== seen.version) return refuse("changed-meanwhile", undefined);
    if (!seen && zones.length >= mostZones) return refuse("too-many", undefined);
    for (const other of zones) {
      const what = other.id === seen?.id ? undefined : overlap(zone, other);
      if (what !== undefined) return refuse("taken", { zone: other.name, what });
    }
    const id = seen?.id ?? newId(core.clock.now());
    const { kind, name, feeMinor, freeFromMinor } = zone;
    const otherFees = mergedByCurrency(before?.otherFees ?? {}, zone.otherFees);
    const says = {
      kind,
      name,
      feeMinor,
      freeFromMinor,
      otherFees,
      currency,
      ...(zone.kind === "same-day"
        ? { minDays: 0, maxDays: 0, countries: [zone.sameDay.country], sameDay: zone.sameDay }
        : { minDays: zone.minDays, maxDays: zone.maxDays, countries: zone.countries, sameDay: null }),
    };
    if (seen) await core.db.update(deliveryMethods).set(says).where(eq(deliveryMethods.id, id));
    else await core.db.insert(deliveryMethods).values({ id, merchantId, ...says });
    await noteAudit(core, {
      accountId: merchantId,
      action: seen ? "delivery-zone-changed" : "delivery-zone-added",
      subjectKind: "delivery-zone",
      subjectId: id,
      detail: { ...(before ? { before } : {}), after: { ...zone, otherFees } },
    });
    return ok({ id });
  });
}

function tidy(zone: Zone): Zone {
  if (zone.kind === "standard")
    return { ...zone, countries: zone.countries && [...new Set(zone.countries)].toSorted() };
  const { sameDay } = zone;
  const postalPrefixes = [...new Set(sameDay.postalPrefixes.map(plainPostalCode))].toSorted();
  return { ...zone, sameDay: { ...sameDay, postalPrefixes } };
}

/** Two members who save at once take turns: no index can tell that two zones name one country. Gives the currency. */
export async function lockZones(core: Core, merchantId: string): Promise<string | undefined> {
  const [merchant] = await core.db
    .update(merchants)
    .set({ handlingDays: sql`${merchants.handlingDays}` })
    .where(eq(merchants.accountId, merchantId))
    .returning({ currency: merchants.currency });
  return merchant?.currency;
}
