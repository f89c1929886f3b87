// The dates that decide for a connection or a listing: of the programme in force, its channel, and its own.
import { and, eq } from "drizzle-orm";
import { listings } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { type Life, lifeAt } from "./rules";

export type Programme = typeof programmes.$inferSelect;

export type Connection = typeof connections.$inferSelect;

/** Undefined where there is no commerce at all. */
export async function programmeInForce(core: Core): Promise<Programme | undefined> {
  return lifeAt(await core.db.select().from(programmes), core.clock.now());
}

/** Of a connection of this shop; undefined for any other. Programme first, then channel, then connection. */
export async function livesOfConnection(
  core: Core,
  { merchantId, connectionId }: { merchantId: string; connectionId: string },
): Promise<Life[] | undefined> {
  const [row] = await core.db
    .select({ connection: connections, channel: channels })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(and(eq(connections.id, connectionId), eq(connections.merchantId, merchantId)));
  const programme = await programmeInForce(core);
  return row && programme && [programme, row.channel, row.connection];
}

/** Of the listing through which something was bought. */
export async function livesOfListing(core: Core, listingId: string): Promise<Life[]> {
  const [row] = await core.db
    .select({ connection: connections, channel: channels })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(listings.id, listingId));
  const programme = await programmeInForce(core);
  return [programme, row?.channel, row?.connection].filter((life) => life !== undefined);
}
