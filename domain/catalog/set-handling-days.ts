// How many working days pass before a parcel leaves the shop: every promise from now on counts them. Undo: set it back.
import { and, eq, ne } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { mostHandlingDays } from "./zone-rules";

export type SetHandlingDays = { merchantId: string; handlingDays: number };

/** @param input.handlingDays working days, Monday to Friday, 0 to 30. */
export async function setHandlingDays(
  ctx: Core,
  { merchantId, handlingDays }: SetHandlingDays,
): Promise<Outcome<undefined, "not-found" | "bad-days"> | ShopClosed> {
  if (!mayActFor(ctx, merchantId, "edit-shop")) return refuse("not-found");
  if (!Number.isInteger(handlingDays) || handlingDays < 0 || handlingDays > mostHandlingDays)
    return refuse("bad-days");
  return inTransaction(ctx, async (core) => {
    const closed = await whyShopClosed(core, merchantId);
    if (closed) return closed;
    const changed = await core.db
      .update(merchants)
      .set({ handlingDays })
      .where(and(eq(merchants.accountId, merchantId), ne(merchants.handlingDays, handlingDays)))
      .returning({ id: merchants.accountId });
    if (changed.length > 0)
      await noteAudit(core, {
        accountId: merchantId,
        action: "handling-days-set",
        subjectKind: "shop",
        subjectId: merchantId,
        detail: { handlingDays },
      });
    return ok(undefined);
  });
}
