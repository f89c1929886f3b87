// Which shop somebody works on now, and whether they may do there what the page is for.
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { shopClosedSince } from "@/domain/channels/shop-closed";
import { type Context, personOf } from "@/domain/context";
import { mayDo, type ShopAct } from "@/domain/shops/access-rules";
import { type MyShop, myShops } from "@/domain/shops/queries";
import { requestContext } from "../request-context";
import { withReturn } from "../return-path";

/** Holds the account of the shop that was chosen last, for those who work for several. */
export const shopCookie = "merle.shop";

export const allMyShops = cache(async (): Promise<MyShop[]> => myShops(await requestContext()));

/** The shop that was chosen last, or the first; undefined for who works for none. */
export const currentShop = cache(async (): Promise<MyShop | undefined> => {
  const shops = await allMyShops();
  const chosen = (await cookies()).get(shopCookie)?.value;
  return shops.find(({ accountId }) => accountId === chosen) ?? shops[0];
});

const shopClosed = cache(async (shopId: string) => shopClosedSince(await requestContext(), shopId));

/** Since when everything that this shop sold through has closed: then its pages are read, and nothing is changed. */
export async function closedSince(): Promise<Date | undefined> {
  const shop = await currentShop();
  return shop && shopClosed(shop.accountId);
}

/** Whether the person may do this in the shop that was chosen, or in the one that the page is of, and it is not closed. */
export async function mayStill(act: ShopAct, drawn?: MyShop): Promise<boolean> {
  const shop = drawn ?? (await currentShop());
  return shop !== undefined && mayDo(shop.role, act) && (await shopClosed(shop.accountId)) === undefined;
}

type InShop = { ctx: Context; shop: MyShop };

/**
 * For a page. Signs in first who is not; who works for no shop is led to opening one; who may not do this finds nothing.
 * @param path the page, to come back to it after signing in.
 */
export async function shopContext(path: string, act: ShopAct): Promise<InShop> {
  const ctx = await signedIn(path);
  const shop = await currentShop();
  if (!shop) redirect("/dashboard/open");
  if (!mayDo(shop.role, act)) notFound();
  return { ctx, shop };
}

/**
 * For what a page asks once it is drawn, and for the page of long work: it stays with its shop, whichever was chosen
 * meanwhile in another tab.
 */
export async function drawnShopContext(shopId: string, path: string, act: ShopAct): Promise<InShop> {
  const ctx = await signedIn(path);
  const shop = (await allMyShops()).find(({ accountId }) => accountId === shopId);
  if (!shop || !mayDo(shop.role, act)) notFound();
  return { ctx, shop };
}

async function signedIn(path: string): Promise<Context> {
  const ctx = await requestContext();
  if (!personOf(ctx)) redirect(withReturn("/sign-in", path));
  return ctx;
}
