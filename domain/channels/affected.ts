// Whom an end touches: the shops, and in each the people who are told.
import { and, asc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { accounts, members, merchants, people } from "@/db/schema/accounts";
import { channels, connections } from "@/db/schema/channels";
import type { Core, Locale } from "@/domain/context";
import type { EndOwner } from "./end-owner";

export type AffectedShop = {
  accountId: string;
  name: string;
  timeZone: string;
  connectionIds: string[];
  people: { personId: string; name: string; email: string; locale: Locale }[];
};

/**
 * Shops with a connection that no end of its own has closed; by name. Of the end of one connection its shop alone, closed or
 * not. Those who run the shop are told: its owners and managers.
 */
export async function affectedShops(core: Core, owner: EndOwner): Promise<AffectedShop[]> {
  const { db } = core;
  const now = core.clock.now();
  const rows = await db
    .select({
      accountId: accounts.id,
      name: accounts.name,
      timeZone: merchants.timeZone,
      connectionId: connections.id,
    })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(accounts, eq(accounts.id, connections.merchantId))
    .innerJoin(merchants, eq(merchants.accountId, connections.merchantId))
    .where(
      owner.kind === "connection"
        ? eq(connections.id, owner.id)
        : and(
            owner.kind === "channel" ? eq(connections.channelId, owner.id) : undefined,
            or(isNull(connections.closesAt), gt(connections.closesAt, now)),
          ),
    )
    .orderBy(asc(accounts.name), asc(accounts.id));
  const shops = new Map<string, AffectedShop>();
  for (const { connectionId, ...shop } of rows) {
    const known = shops.get(shop.accountId);
    if (known) known.connectionIds.push(connectionId);
    else shops.set(shop.accountId, { ...shop, connectionIds: [connectionId], people: [] });
  }
  for (const ids of inChunks([...shops.keys()], idsAtOnce))
    for (const { accountId, ...person } of await headsOf(core, ids))
      shops.get(accountId)?.people.push(person);
  return [...shops.values()];
}

const idsAtOnce = 500;

function headsOf({ db }: Core, accountIds: string[]) {
  return db
    .select({
      accountId: members.accountId,
      personId: people.id,
      name: accounts.name,
      email: people.email,
      locale: people.locale,
    })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(and(inArray(members.accountId, accountIds), inArray(members.role, ["owner", "manager"])))
    .orderBy(asc(members.accountId), asc(people.id));
}

function* inChunks<T>(all: T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
