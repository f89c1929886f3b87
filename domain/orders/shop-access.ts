// Whose orders somebody may work on. A row of another shop does not exist.
import { inArray } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type Core, personOf } from "@/domain/context";
import { mayActFor, shopsWhere } from "@/domain/shops/access";
import type { ShopAct } from "@/domain/shops/access-rules";

/** The condition that an order is of such a shop; the operator may see and do everything. */
export function isOfMyShop(core: Core, act: ShopAct) {
  return personOf(core)?.isOperator ? undefined : inArray(orders.merchantId, shopsWhere(core, act));
}

/** For whom somebody acts who may, on an order of this shop: its members for the shop, the operator for Merle. */
export const doerFor = (core: Core, merchantId: string, act: ShopAct): "merchant" | "operator" =>
  mayActFor(core, merchantId, act) ? "merchant" : "operator";
