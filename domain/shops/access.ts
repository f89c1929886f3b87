// For which shops somebody acts. A row of another shop does not exist.
import { type Core, personOf } from "@/domain/context";
import { mayDo, type ShopAct } from "./access-rules";

/** The shops in which the person asking may do this. */
export const shopsWhere = (core: Core, act: ShopAct): string[] =>
  (personOf(core)?.memberships ?? [])
    .filter(({ role }) => mayDo(role, act))
    .map(({ accountId }) => accountId);

export const mayActFor = (core: Core, accountId: string, act: ShopAct): boolean =>
  shopsWhere(core, act).includes(accountId);
