// Whose orders somebody may work on. A row of another shop does not exist.
import { inArray } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type Core, personOf, type Role } from "@/domain/context";

export const rolesThatSee: readonly Role[] = ["owner", "manager", "fulfilment", "support"];
export const rolesThatFulfil: readonly Role[] = ["owner", "manager", "fulfilment"];
export const rolesThatRefund: readonly Role[] = ["owner", "manager", "support"];

/** The shops in which the person asking has one of these roles. */
export const shopsOf = (core: Core, roles: readonly Role[]): string[] =>
  (personOf(core)?.memberships ?? [])
    .filter(({ role }) => roles.includes(role))
    .map(({ accountId }) => accountId);

/** The condition that an order is of such a shop; the operator may see and do everything. */
export function isOfMyShop(core: Core, roles: readonly Role[]) {
  return personOf(core)?.isOperator ? undefined : inArray(orders.merchantId, shopsOf(core, roles));
}
