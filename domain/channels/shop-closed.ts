// When everything through which a shop sold has closed, it is read and no more changed: every verb that starts or changes
// something for it asks here, in its own transaction. What is running can still be stopped; who works there, who sells and
// how to reach them can still be put right. Undo: connect to a channel that is open.
import { eq } from "drizzle-orm";
import { channels, connections } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { type Refusal, refuse } from "@/domain/outcome";
import type { Instant } from "@/domain/time";
import { allClosedSince, lifeOfAll } from "./date-rules";
import { programmeInForce } from "./lives";

/** Since when: the day on which the last of its channels closed. */
export type ShopClosed = Refusal<"shop-closed", { since: Instant }>;

/** Undefined while the shop sells, or may come to sell, through anything. */
export async function shopClosedSince(core: Core, merchantId: string): Promise<Instant | undefined> {
  const rows = await core.db
    .select({ channel: channels, connection: connections })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, merchantId));
  if (rows.length === 0) return undefined;
  const programme = await programmeInForce(core);
  const lives = rows.map(({ channel, connection }) => lifeOfAll([programme, channel, connection]));
  return allClosedSince(lives, core.clock.now());
}

/** The refusal of a verb that would change something for a shop of which everything has closed. */
export async function whyShopClosed(core: Core, merchantId: string): Promise<ShopClosed | undefined> {
  const since = await shopClosedSince(core, merchantId);
  return since && refuse("shop-closed", { since });
}
