// Change what a shop says of itself: as much of it as was sent. What shoppers read changes at once; orders keep the
// amounts that they were placed with. Once all has closed, only who sells and how to reach them. Undo: change it back.
import { eq } from "drizzle-orm";
import { accounts, merchants } from "@/db/schema/accounts";
import { takeHandle } from "@/domain/accounts/take-handle";
import { isReservedHandle } from "@/domain/accounts/rules";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { countDaysAnew } from "@/domain/shops/count-days-anew";
import { changesOf } from "@/domain/shops/audit-rules";
import { noteAudit } from "@/domain/shops/note-audit";
import { sellerFactNames, otherCurrenciesOf, type ShopFacts } from "@/domain/shops/shop-rules";
import { shopSettings } from "@/domain/shops/shop-settings";
import { type ShopClosed, whyShopClosed } from "./shop-closed";

export type EditShop = {
  accountId: string;
  /** `otherCurrencies`: ISO 4217, beside the shop's own. Prices in one that is taken away are kept, and not asked for. */
  changes: Partial<ShopFacts & { handle: string; otherCurrencies: string[] }>;
};
export type EditShopRefusal =
  | "not-found"
  | "handle-taken"
  | "handle-reserved"
  | "other-country"
  | "other-currencies";

/**
 * Everything else is already checked by the words of shop-rules.ts. Refuses "other-currencies" when one is not known or
 * the shop's own, or when they are too many. Pictures are addresses that the shop has kept. Who sells, and how to reach
 * them, can be put right for ever: shoppers have rights against them (Directive 2011/83/EU, art. 6(1)(b) and (c)).
 */
export async function editShop(
  ctx: Core,
  { accountId, changes: asked }: EditShop,
): Promise<Outcome<undefined, EditShopRefusal> | ShopClosed> {
  if (!mayActFor(ctx, accountId, "edit-shop")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    const before = await shopSettings(core, accountId);
    if (!before) return refuse("not-found");
    const closed = await whyShopClosed(core, accountId);
    if (closed && !Object.keys(asked).every((name) => sellerFactNames.has(name))) return closed;
    const otherCurrencies =
      asked.otherCurrencies && otherCurrenciesOf(asked.otherCurrencies, before.currency);
    if (asked.otherCurrencies && !otherCurrencies) return refuse("other-currencies");
    const changes = { ...asked, otherCurrencies };
    const { handle, name, bio, avatarUrl, bannerUrl, ...facts } = changes;
    if (changes.address && changes.address.country !== before.country) return refuse("other-country");
    if (handle !== undefined && handle !== before.handle) {
      if (isReservedHandle(handle)) return refuse("handle-reserved");
      if (!(await takeHandle(core, accountId, handle))) return refuse("handle-taken");
    }
    const place = changes.address?.city;
    const spoken = said({ name, bio, avatarUrl, bannerUrl, place });
    if (Object.keys(spoken).length > 0)
      await core.db.update(accounts).set(spoken).where(eq(accounts.id, accountId));
    if (Object.keys(said(facts)).length > 0)
      await core.db.update(merchants).set(said(facts)).where(eq(merchants.accountId, accountId));
    if (facts.timeZone !== undefined && facts.timeZone !== before.timeZone)
      await countDaysAnew(core, accountId);
    const changed = changesOf(before, said(changes));
    if (changed)
      await noteAudit(core, {
        accountId,
        action: "shop-changed",
        subjectKind: "shop",
        subjectId: accountId,
        detail: changed,
      });
    return ok(undefined);
  });
}

/** Without what nothing was said of: drizzle refuses to set nothing. */
const said = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
