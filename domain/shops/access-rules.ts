// Which role may do what in a shop. Pure; the one table of it.
import type { Role } from "@/domain/context";

const everybody: readonly Role[] = ["owner", "manager", "fulfilment", "support", "analyst"];
const heads: readonly Role[] = ["owner", "manager"];

const rolesByAct = {
  "see-shop": everybody,
  "see-orders": ["owner", "manager", "fulfilment", "support"],
  fulfil: ["owner", "manager", "fulfilment"],
  refund: ["owner", "manager", "support"],
  "see-figures": ["owner", "manager", "analyst"],
  "see-listings": everybody,
  "edit-listings": heads,
  post: heads,
  "edit-channels": heads,
  "edit-shop": heads,
  "see-team": everybody,
  "edit-team": ["owner"],
  "see-audit-log": ["owner", "manager", "analyst"],
  archive: heads,
} as const satisfies Record<string, readonly Role[]>;

export type ShopAct = keyof typeof rolesByAct;

export const mayDo = (role: Role, act: ShopAct): boolean =>
  (rolesByAct[act] as readonly Role[]).includes(role);
