// The channels, as the operator, a shop and the public see them.
import { and, asc, eq, gt, or } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { channels, connections } from "@/db/schema/channels";
import { type Core, personOf } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import type { Instant } from "@/domain/time";
import { asKnownAt, endCause, lifeOfAll, phaseOfAll, platformTimeZone } from "./date-rules";
import type { EndOwner } from "./end-owner";
import { type Channel, type Connection, type Programme, programmeInForce } from "./lives";
import { type ChannelNumbers, type EndNumbers, numbersByChannel, numbersOf } from "./numbers";
import { type Life, type Phase, phaseOf } from "./rules";

/** Under this word in addresses the programme is meant: Buy now as a whole, on all channels. */
export const programmeSlug = "programme";

export type ChannelView = {
  slug: string;
  name: string;
  phase: Phase;
  /** Programme and channel together: of each date the one that counts. */
  life: Life;
  /** How long a price that came through it stays right; null where prices do not age. */
  priceFreshMinutes: number | null;
};

/** The programme that a channel belongs to; what had closed before the one in force began belonged to another. */
const programmeOf = (channel: Channel, inForce: Programme | undefined): Programme | undefined =>
  inForce && channel.closesAt && channel.closesAt <= inForce.opensAt ? undefined : inForce;

const viewOf = (row: Channel, inForce: Programme | undefined, now: Instant): ChannelView => {
  const channel = asKnownAt(row, now);
  const programme = programmeOf(channel, inForce);
  const lives = [programme, channel];
  return {
    slug: channel.slug,
    name: channel.name,
    phase: phaseOfAll(lives, now),
    life: lifeOfAll(lives),
    priceFreshMinutes: channel.priceFreshMinutes,
  };
};

/** Every channel, by name. For everybody: its dates are public. */
export async function publicChannels(
  core: Core,
): Promise<{ programme: { name: string; phase: Phase; life: Life } | undefined; channels: ChannelView[] }> {
  const now = core.clock.now();
  const programme = await programmeInForce(core);
  const rows = await core.db.select().from(channels).orderBy(asc(channels.name), asc(channels.id));
  return {
    programme: programme && { name: programme.name, phase: phaseOf(programme, now), life: programme },
    channels: rows.map((channel) => viewOf(channel, programme, now)),
  };
}

export async function publicChannel(core: Core, slug: string): Promise<ChannelView | undefined> {
  const [channel] = await core.db.select().from(channels).where(eq(channels.slug, slug));
  return channel && viewOf(channel, await programmeInForce(core), core.clock.now());
}

export type OperatedLife = {
  owner: EndOwner & { kind: "programme" | "channel" };
  slug: string;
  name: string;
  /** By its own dates alone. */
  life: Life & { endRevision: number };
  phase: Phase;
  numbers: ChannelNumbers;
};

export const livesPerPage = 25;

/**
 * The programme first, then the channels by name, page by page. Undefined for everybody but the operator.
 * @param after the slug that stood last on the page before.
 */
export async function operatedLives(
  core: Core,
  after?: string,
): Promise<{ lives: OperatedLife[]; after: string | undefined } | undefined> {
  if (!personOf(core)?.isOperator) return undefined;
  const [last] = after ? await core.db.select().from(channels).where(eq(channels.slug, after)) : [];
  const rows = await core.db
    .select()
    .from(channels)
    .where(
      last && or(gt(channels.name, last.name), and(eq(channels.name, last.name), gt(channels.id, last.id))),
    )
    .orderBy(asc(channels.name), asc(channels.id))
    .limit(livesPerPage + 1); // one more than is shown tells whether there is a next page
  const shown = rows.slice(0, livesPerPage);
  const programme = last ? undefined : await programmeInForce(core);
  const operated = operatedBy(core, await numbersByChannel(core));
  return {
    lives: [...(programme ? [operated.programme(programme)] : []), ...shown.map(operated.channel)],
    after: rows.length > livesPerPage ? shown.at(-1)?.slug : undefined,
  };
}

function operatedBy({ clock }: Core, numbers: Map<string, ChannelNumbers>) {
  const now = clock.now();
  const sum = (key: keyof ChannelNumbers) => [...numbers.values()].reduce((all, one) => all + one[key], 0);
  return {
    programme: (programme: Programme): OperatedLife => ({
      owner: { kind: "programme", id: programme.id },
      slug: programmeSlug,
      name: programme.name,
      life: programme,
      phase: phaseOf(programme, now),
      numbers: { shops: sum("shops"), liveListings: sum("liveListings"), openOrders: sum("openOrders") },
    }),
    channel: (channel: Channel): OperatedLife => ({
      owner: { kind: "channel", id: channel.id },
      slug: channel.slug,
      name: channel.name,
      life: asKnownAt(channel, now),
      phase: phaseOf(channel, now),
      numbers: numbers.get(channel.id) ?? { shops: 0, liveListings: 0, openOrders: 0 },
    }),
  };
}

export type OperatedLifePage = OperatedLife & {
  timeZone: string;
  /** The end of the programme, which no channel outlasts. */
  above: Life | undefined;
};

/** Undefined for everybody but the operator, and for what there is not. */
export async function operatedLife(core: Core, slug: string): Promise<OperatedLifePage | undefined> {
  if (!personOf(core)?.isOperator) return undefined;
  const programme = await programmeInForce(core);
  const isProgramme = slug === programmeSlug;
  const [channel] = isProgramme ? [] : await core.db.select().from(channels).where(eq(channels.slug, slug));
  const operated = operatedBy(core, await numbersByChannel(core));
  const found = isProgramme
    ? programme && operated.programme(programme)
    : channel && operated.channel(channel);
  return found && { ...found, timeZone: platformTimeZone, above: isProgramme ? undefined : programme };
}

export type ShopChannel = ChannelView & {
  connection: (Connection & { phase: Phase }) | undefined;
  /** Programme, channel and, where there is one, connection together. */
  whole: Life;
};

/** Every channel as this shop has it: those that it is connected to first. On the shop's own calendar. */
export async function shopChannels(
  core: Core,
  merchantId: string,
): Promise<{ timeZone: string; channels: ShopChannel[] }> {
  if (!mayActFor(core, merchantId, "see-shop")) return { timeZone: platformTimeZone, channels: [] };
  const [shop] = await core.db
    .select({ timeZone: merchants.timeZone })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  const programme = await programmeInForce(core);
  const rows = await core.db
    .select({ channel: channels, connection: connections })
    .from(channels)
    .leftJoin(
      connections,
      and(eq(connections.channelId, channels.id), eq(connections.merchantId, merchantId)),
    )
    .orderBy(asc(channels.name), asc(channels.id));
  const now = core.clock.now();
  const all = rows.map(({ channel, connection }) => shopChannel(channel, connection, programme, now));
  return {
    timeZone: shop?.timeZone ?? platformTimeZone,
    channels: [...all.filter((one) => one.connection), ...all.filter((one) => !one.connection)],
  };
}

function shopChannel(
  row: Channel,
  connected: Connection | null,
  programme: Programme | undefined,
  now: Instant,
): ShopChannel {
  const channel = asKnownAt(row, now);
  const connection = connected && asKnownAt(connected, now);
  const lives = [programmeOf(channel, programme), channel, connection];
  return {
    ...viewOf(channel, programme, now),
    connection: connection ? { ...connection, phase: phaseOfAll(lives, now) } : undefined,
    whole: lifeOfAll(lives),
  };
}

export type ShopChannelPage = ShopChannel & { timeZone: string; numbers: EndNumbers };

/** One channel as this shop has it. */
export async function shopChannelPage(
  core: Core,
  merchantId: string,
  slug: string,
): Promise<ShopChannelPage | undefined> {
  if (!mayActFor(core, merchantId, "see-shop")) return undefined;
  const [row] = await core.db
    .select({ channel: channels, connection: connections, timeZone: merchants.timeZone })
    .from(channels)
    .innerJoin(merchants, eq(merchants.accountId, merchantId))
    .leftJoin(
      connections,
      and(eq(connections.channelId, channels.id), eq(connections.merchantId, merchantId)),
    )
    .where(eq(channels.slug, slug));
  if (!row) return undefined;
  const programme = await programmeInForce(core);
  return {
    ...shopChannel(row.channel, row.connection, programme, core.clock.now()),
    timeZone: row.timeZone,
    numbers: await numbersOf(core, merchantId, row.connection ? [row.connection.id] : []),
  };
}

export type EndingOfShop = {
  /** Whose dates decide. */
  whose: EndOwner["kind"];
  name: string;
  /** Of its help page; undefined for the programme. */
  slug: string | undefined;
  phase: Phase;
  life: Life;
  timeZone: string;
  numbers: EndNumbers;
};

/**
 * What comes to an end for a shop: one for the programme, whatever it is connected to; the next end first. What has
 * closed is told only to a shop that has nothing else left, and then the last of it.
 */
export async function endingsOfShop(core: Core, merchantId: string): Promise<EndingOfShop[]> {
  if (!mayActFor(core, merchantId, "see-shop")) return [];
  const rows = await core.db
    .select({ channel: channels, connection: connections, timeZone: merchants.timeZone })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(merchants, eq(merchants.accountId, connections.merchantId))
    .where(eq(connections.merchantId, merchantId));
  if (rows.length === 0) return [];
  const programme = await programmeInForce(core);
  const now = core.clock.now();
  const endings = new Map<string, Omit<EndingOfShop, "numbers"> & { connectionIds: string[] }>();
  let closed = 0;
  for (const { channel, connection, timeZone } of rows) {
    const owned = [
      ...(programme ? [{ whose: "programme" as const, life: programme }] : []),
      { whose: "channel" as const, life: asKnownAt(channel, now) },
      { whose: "connection" as const, life: asKnownAt(connection, now) },
    ];
    const life = lifeOfAll(owned.map((one) => one.life));
    const phase = phaseOf(life, now);
    const cause = endCause(owned);
    if (phase === "closed") closed += 1;
    if (!cause || !["ending", "winding-down", "closed"].includes(phase)) continue;
    const known = endings.get(cause.life.id);
    if (known) known.connectionIds.push(connection.id);
    else
      endings.set(cause.life.id, {
        whose: cause.whose,
        name: cause.whose === "programme" ? (programme?.name ?? "") : channel.name,
        slug: cause.whose === "programme" ? undefined : channel.slug,
        phase,
        life,
        timeZone,
        connectionIds: [connection.id],
      });
  }
  const inOrder = [...endings.values()].toSorted(
    (a, b) => (a.life.salesEndAt?.getTime() ?? 0) - (b.life.salesEndAt?.getTime() ?? 0),
  );
  const isAllClosed = closed === rows.length;
  const told = isAllClosed ? inOrder.slice(-1) : inOrder.filter(({ phase }) => phase !== "closed");
  const withNumbers: EndingOfShop[] = [];
  for (const { connectionIds, ...ending } of told)
    withNumbers.push({ ...ending, numbers: await numbersOf(core, merchantId, connectionIds) });
  return withNumbers;
}
