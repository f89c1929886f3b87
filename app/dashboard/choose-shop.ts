// Remembers in the browser which shop was chosen, for those who work for several. Only in actions and route handlers.
import { cookies } from "next/headers";
import type { ShopAct } from "@/domain/shops/access-rules";
import { ownCookie, yearSeconds } from "../own-cookie";
import { currentShop, drawnShopContext, shopCookie } from "./shop-context";

export async function chooseShop(accountId: string): Promise<void> {
  (await cookies()).set(shopCookie, accountId, { ...ownCookie, maxAge: yearSeconds });
}

/** For a form that is sent: its shop is the one chosen from now on, so that the answer is told on its pages. */
export async function formContext(shopId: string, path: string, act: ShopAct) {
  const drawn = await drawnShopContext(shopId, path, act);
  if ((await currentShop())?.accountId !== shopId) await chooseShop(shopId);
  return drawn;
}
