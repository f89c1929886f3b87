// A shop connects to a channel: from now on it may list there. A connection that its shop had ended begins anew, with
// the listings that it had. Undo: announce-end of the connection.
import { and, eq, isNotNull, lte, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { channels, connections } from "@/db/schema/channels";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { noEnd } from "./date-rules";
import { type Connection, programmeInForce } from "./lives";
import { dropUntold } from "./plan-notices";
import { mayConnect } from "./rules";

/** ending: the end of the channel, or of the programme, has been announced. */
export type ConnectRefusal = "not-found" | "not-open" | "ending" | "already-connected";

/** @param terms the version of the terms that were agreed to; kept in the shop's log. */
export function connectChannel(
  ctx: Core,
  { merchantId, slug, terms }: { merchantId: string; slug: string; terms: string },
): Promise<Outcome<Connection, ConnectRefusal>> {
  return inTransaction(ctx, async (core) => {
    if (!mayActFor(core, merchantId, "edit-channels")) return refuse("not-found");
    const [channel] = await core.db.select().from(channels).where(eq(channels.slug, slug));
    const programme = await programmeInForce(core);
    if (!channel || !programme) return refuse("not-found");
    const now = core.clock.now();
    for (const life of [programme, channel]) {
      const answer = mayConnect(life, now);
      if (answer !== true) return refuse(answer);
    }
    const began =
      (await begin(core, merchantId, channel.id)) ?? (await beginAnew(core, merchantId, channel.id));
    if (!began) return refuse("already-connected");
    await noteAudit(core, {
      accountId: merchantId,
      action: "channel-connected",
      subjectKind: "connection",
      subjectId: began.id,
      detail: { channel: slug, terms },
    });
    return ok(began);
  });
}

async function begin(core: Core, merchantId: string, channelId: string): Promise<Connection | undefined> {
  const now = core.clock.now();
  const [connection] = await core.db
    .insert(connections)
    .values({ id: newId(now), channelId, merchantId, opensAt: now })
    .onConflictDoNothing()
    .returning();
  return connection;
}

/** Only one that has closed; while it winds down its open orders are finished first. */
async function beginAnew(core: Core, merchantId: string, channelId: string): Promise<Connection | undefined> {
  const now = core.clock.now();
  const [connection] = await core.db
    .update(connections)
    .set({
      opensAt: now,
      ...noEnd,
      endAnnouncedAt: null,
      endRevision: sql`${connections.endRevision} + 1`,
    })
    .where(
      and(
        eq(connections.merchantId, merchantId),
        eq(connections.channelId, channelId),
        isNotNull(connections.closesAt),
        lte(connections.closesAt, now),
      ),
    )
    .returning();
  if (connection) await dropUntold(core, { kind: "connection", id: connection.id });
  return connection;
}
