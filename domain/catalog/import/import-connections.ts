// Where a shop can offer what it imports.
import { asc, eq } from "drizzle-orm";
import { channels, connections } from "@/db/schema/channels";
import { programmeInForce } from "@/domain/channels/lives";
import { type Life, whyNoNewListing } from "@/domain/channels/rules";
import type { Core } from "@/domain/context";

export type ImportConnection = { id: string; slug: string; name: string; lives: Life[] };

async function connectionsOf(core: Core, merchantId: string): Promise<ImportConnection[]> {
  const rows = await core.db
    .select({ connection: connections, channel: channels })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, merchantId))
    .orderBy(asc(channels.name), asc(connections.id));
  const programme = await programmeInForce(core);
  return rows.map(({ connection, channel }) => ({
    id: connection.id,
    slug: channel.slug,
    name: channel.name,
    lives: [...(programme ? [programme] : []), channel, connection],
  }));
}

/** What opens later is made ready before; what takes nothing new is no place for a catalogue. */
function takesNew({ lives }: ImportConnection, core: Core): boolean {
  const why = whyNoNewListing(lives, core.clock.now());
  return why === undefined || why.reason === "not-open";
}

/** Those that take new listings. When none does, all of them: what is listed there can still be changed. */
export async function importConnections(core: Core, merchantId: string): Promise<ImportConnection[]> {
  const all = await connectionsOf(core, merchantId);
  const open = all.filter((one) => takesNew(one, core));
  return open.length > 0 ? open : all;
}

/** That of the channel which is named, ended or not; without a name the only one that there is to choose from. */
export async function importConnection(
  core: Core,
  merchantId: string,
  channel: string | undefined,
): Promise<ImportConnection | undefined> {
  if (channel !== undefined)
    return (await connectionsOf(core, merchantId)).find(({ slug }) => slug === channel);
  const [only, ...others] = await importConnections(core, merchantId);
  return others.length === 0 ? only : undefined;
}
