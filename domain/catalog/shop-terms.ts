// What the forms of a shop's products have to know of the shop: its money, its clock, and the channels it sells on.
import { asc, eq } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { channels, connections } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";

export type ShopTerms = {
  currency: string;
  /** Further ones in which a product can have prices. */
  otherCurrencies: string[];
  timeZone: string;
  website: string;
  connections: { id: string; channelName: string }[];
};

/** Undefined for a shop in which the person asking does not see the listings. */
export async function shopTerms(ctx: Core, accountId: string): Promise<ShopTerms | undefined> {
  if (!mayActFor(ctx, accountId, "see-listings")) return undefined;
  const [shop] = await ctx.db
    .select({
      currency: merchants.currency,
      otherCurrencies: merchants.otherCurrencies,
      timeZone: merchants.timeZone,
      website: merchants.website,
    })
    .from(merchants)
    .where(eq(merchants.accountId, accountId));
  if (!shop) return undefined;
  const connected = await ctx.db
    .select({ id: connections.id, channelName: channels.name })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, accountId))
    .orderBy(asc(connections.id));
  return { ...shop, connections: connected };
}
