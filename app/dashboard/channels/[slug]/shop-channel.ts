// One channel as the shop that somebody works on has it, read once per request.
import { cache } from "react";
import { shopChannelPage } from "@/domain/channels/queries";
import { shopContext } from "../../shop-context";

export const shopChannelOf = cache(async (slug: string) => {
  const { ctx, shop } = await shopContext(`/dashboard/channels/${encodeURIComponent(slug)}`, "see-shop");
  return { ctx, shop, channel: await shopChannelPage(ctx, shop.accountId, slug) };
});
