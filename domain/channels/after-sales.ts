// What becomes of an order when the channel that it came through ends: from one date on it is late, from another the shop
// gives nothing back here any more, and settles what is left with its shopper. The operator still can give back, and so
// can the shopper's bank. Undo: none, dates decide.
import { eq } from "drizzle-orm";
import { listings } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import { type Refusal, refuse } from "@/domain/outcome";
import type { Instant } from "@/domain/time";
import { type EndDates, earliestEnd } from "./date-rules";
import { programmeInForce } from "./lives";

/** Since when. */
export type RefundsOver = Refusal<"refunds-over", { since: Instant }>;

/** The dates of the end that counts for what was bought from this listing; each is null while none is announced. */
async function endOfListing(core: Core, listingId: string): Promise<EndDates> {
  const rows = await core.db
    .select({ channel: channels, connection: connections })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(listings.id, listingId));
  const programme = await programmeInForce(core);
  return earliestEnd([programme, ...rows.flatMap(({ channel, connection }) => [channel, connection])]);
}

/** The refusal of a refund by the shop, once the last day for one has passed; undefined until then. */
export async function whyRefundsOver(core: Core, listingId: string): Promise<RefundsOver | undefined> {
  const { refundsUntilAt } = await endOfListing(core, listingId);
  if (refundsUntilAt === null || core.clock.now() < refundsUntilAt) return undefined;
  return refuse("refunds-over", { since: refundsUntilAt });
}

/** The connections of a shop whose open orders had to be sent by now. */
export async function lateConnections(core: Core, merchantId: string): Promise<string[]> {
  const rows = await core.db
    .select({ channel: channels, connection: connections })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, merchantId));
  const programme = await programmeInForce(core);
  const now = core.clock.now();
  return rows.flatMap(({ channel, connection }) => {
    const { fulfilByAt } = earliestEnd([programme, channel, connection]);
    return fulfilByAt !== null && now >= fulfilByAt ? [connection.id] : [];
  });
}

/** By when what was bought from this listing had to be sent, when that has passed. */
export async function lateSince(core: Core, listingId: string): Promise<Instant | undefined> {
  const { fulfilByAt } = await endOfListing(core, listingId);
  return fulfilByAt !== null && core.clock.now() >= fulfilByAt ? fulfilByAt : undefined;
}
