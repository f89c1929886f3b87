// Whose end it is: of the programme, of a channel, or of one shop's connection. Who may set it, read and write it.
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { channels, connections, type lifeOwners, programmes } from "@/db/schema/channels";
import { type Core, personOf } from "@/domain/context";
import { shopsWhere } from "@/domain/shops/access";
import type { Instant } from "@/domain/time";
import { asKnownAt, type EndDates, earliestEnd, noEnd, platformTimeZone } from "./date-rules";
import { programmeInForce } from "./lives";
import type { Life } from "./rules";

export type EndOwner = { kind: (typeof lifeOwners)[number]; id: string };

export type OwnedEnd = {
  /** As it is known now. */
  life: Life & { endRevision: number };
  /** The end of what it belongs to. */
  above: EndDates;
  timeZone: string;
  /** The shop whose connection it is. */
  merchantId: string | undefined;
};

const tables = { programme: programmes, channel: channels, connection: connections };

/** Undefined for what is not the asker's to end: programme and channels are the operator's, a connection its shop's. */
export async function ownedEnd(core: Core, owner: EndOwner): Promise<OwnedEnd | undefined> {
  if (owner.kind === "connection") return ownedConnection(core, owner.id);
  if (!personOf(core)?.isOperator) return undefined;
  const table = owner.kind === "programme" ? programmes : channels;
  const [life] = await core.db.select().from(table).where(eq(table.id, owner.id));
  const programme = owner.kind === "channel" ? await programmeInForce(core) : undefined;
  return (
    life && {
      life: asKnownAt(life, core.clock.now()),
      above: programme ?? noEnd,
      timeZone: platformTimeZone,
      merchantId: undefined,
    }
  );
}

async function ownedConnection(core: Core, id: string): Promise<OwnedEnd | undefined> {
  const [row] = await core.db
    .select({ life: connections, channel: channels, timeZone: merchants.timeZone })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(merchants, eq(merchants.accountId, connections.merchantId))
    .where(and(eq(connections.id, id), inArray(connections.merchantId, shopsWhere(core, "edit-channels"))));
  if (!row) return undefined;
  const programme = await programmeInForce(core);
  const now = core.clock.now();
  return {
    life: asKnownAt(row.life, now),
    above: earliestEnd([asKnownAt(row.channel, now), programme]),
    timeZone: row.timeZone,
    merchantId: row.life.merchantId,
  };
}

/** False when somebody has changed the end since `seenRevision`: of two at once one is second. */
export async function writeEnd(
  core: Core,
  owner: EndOwner,
  seenRevision: number,
  end: EndDates & { endAnnouncedAt: Instant | null },
): Promise<boolean> {
  const table = tables[owner.kind];
  const written = await core.db
    .update(table)
    .set({ ...end, endRevision: sql`${table.endRevision} + 1` })
    .where(whereUnchanged(table, owner.id, seenRevision))
    .returning({ id: table.id });
  return written.length > 0;
}

const whereUnchanged = (
  table: (typeof tables)[EndOwner["kind"]],
  id: string,
  revision: number,
): SQL | undefined => and(eq(table.id, id), eq(table.endRevision, revision));
