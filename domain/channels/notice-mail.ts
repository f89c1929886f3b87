// What one shop is told of an end: its own dates, its own numbers. Also shown to the operator before it is announced.
import { eq } from "drizzle-orm";
import { channels, connections, programmes } from "@/db/schema/channels";
import type { Core } from "@/domain/context";
import type { ChannelEndMail } from "@/domain/mail/kinds";
import type { AffectedShop } from "./affected";
import { asKnownAt, type EndDates, earliestEnd, endFields } from "./date-rules";
import type { EndOwner } from "./end-owner";
import { programmeInForce } from "./lives";
import type { NoticeKind } from "./notice-rules";
import { type EndNumbers, numbersOf } from "./numbers";

export type ToldEnd = {
  owner: EndOwner;
  channelName: string;
  helpUrl: string;
  /** That of the owner and of what it belongs to: of each date the earliest. */
  dates: EndDates;
};

/** How the end of an owner is told now; undefined when it has gone. `dates` instead of its own, where they are planned. */
export async function toldEnd(core: Core, owner: EndOwner, dates?: EndDates): Promise<ToldEnd | undefined> {
  const { db } = core;
  if (owner.kind === "programme") {
    const [programme] = await db.select().from(programmes).where(eq(programmes.id, owner.id));
    if (!programme) return undefined;
    const { name } = programme;
    return { owner, channelName: name, helpUrl: "/help/channels", dates: earliestEnd([dates ?? programme]) };
  }
  const [row] = await db
    .select({ channel: channels, connection: connections })
    .from(channels)
    .leftJoin(connections, eq(connections.channelId, channels.id))
    .where(eq(owner.kind === "channel" ? channels.id : connections.id, owner.id))
    .limit(1);
  if (!row) return undefined;
  const channel = asKnownAt(row.channel, core.clock.now());
  const own = owner.kind === "channel" ? channel : row.connection;
  const programme = await programmeInForce(core);
  return {
    owner,
    channelName: channel.name,
    helpUrl: `/help/channels/${channel.slug}`,
    dates: earliestEnd([dates ?? own, owner.kind === "channel" ? undefined : channel, programme]),
  };
}

/** The shop's numbers are those of now; the dates are instants in ISO 8601, null where none is set. */
export async function noticeMail(
  core: Core,
  told: ToldEnd,
  shop: AffectedShop,
  notice: NoticeKind,
): Promise<ChannelEndMail> {
  return mailOf(told, shop, notice, await numbersOf(core, shop.accountId, shop.connectionIds));
}

function mailOf(
  told: ToldEnd,
  shop: Pick<AffectedShop, "name" | "timeZone">,
  notice: NoticeKind,
  numbers: EndNumbers,
): ChannelEndMail {
  const written = Object.fromEntries(
    endFields.map((field) => [field, told.dates[field]?.toISOString() ?? null]),
  ) as Record<(typeof endFields)[number], string | null>;
  return {
    notice,
    whose: told.owner.kind,
    channelName: told.channelName,
    shopName: shop.name,
    timeZone: shop.timeZone,
    ...written,
    ...numbers,
    helpUrl: told.helpUrl,
    dashboardUrl: "/dashboard/channels",
  };
}
