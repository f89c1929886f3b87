// A shop delivers there no more; orders that were paid are still sent. Undo: save-zone.ts, with what it said.
import { eq } from "drizzle-orm";
import { deliveryMethods } from "@/db/schema/catalog";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { zonesOf } from "./delivery-zones";
import { lockZones } from "./save-zone";

export type RemoveZone = { merchantId: string; seen: { id: string; version: string } };

/** Refuses "changed-meanwhile" where the zone is not as the page showed it. */
export async function removeZone(
  ctx: Core,
  { merchantId, seen }: RemoveZone,
): Promise<Outcome<{ name: string }, "not-found" | "changed-meanwhile"> | ShopClosed> {
  if (!mayActFor(ctx, merchantId, "edit-shop")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    await lockZones(core, merchantId);
    const closed = await whyShopClosed(core, merchantId);
    if (closed) return closed;
    const before = (await zonesOf(core, merchantId)).find(({ id }) => id === seen.id);
    if (!before) return refuse("not-found");
    if (before.version !== seen.version) return refuse("changed-meanwhile");
    await core.db.delete(deliveryMethods).where(eq(deliveryMethods.id, seen.id));
    await noteAudit(core, {
      accountId: merchantId,
      action: "delivery-zone-removed",
      subjectKind: "delivery-zone",
      subjectId: seen.id,
      detail: { before },
    });
    return ok({ name: before.name });
  });
}
