// Who works for a shop, and is signed in. Everybody else finds nothing here.
import { notFound, redirect } from "next/navigation";
import { type Context, personOf } from "@/domain/context";
import { seesShopOrders } from "@/domain/orders/shop-queries";
import { requestContext } from "../request-context";
import { withReturn } from "../return-path";

/** @param path the page, to come back to it after signing in. */
export async function memberContext(path: string): Promise<Context> {
  const ctx = await requestContext();
  if (!personOf(ctx)) redirect(withReturn("/sign-in", path));
  if (!seesShopOrders(ctx)) notFound();
  return ctx;
}
