// Open a shop: an account that speaks, what the law wants to know of a seller, its owner, a way to sell (the direct
// channel) and a way to send. All of it or nothing. Whoever presses twice has one shop: the handle settles it.
// Undo: none; a shop can take its listings away and end its connection.
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts, members, merchants } from "@/db/schema/accounts";
import { deliveryMethods } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { isReservedHandle } from "@/domain/accounts/rules";
import { type Core, inTransaction, type Person, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { keptPicture, noteKept } from "./keep-picture";
import { noteAudit } from "./note-audit";
import { commissionBasisPoints, type ShopFacts } from "./shop-rules";

export type OpenShop = ShopFacts & {
  handle: string;
  /** ISO 4217: the one currency of its prices, for good. */
  currency: string;
  /** What one delivery anywhere costs the shopper, in minor units, until the shop says more about it. */
  deliveryFeeMinor: number;
  /** Whether money can reach it before it has an account of its own at Stripe: the platform then keeps it for it. */
  canBePaid: boolean;
};

export type OpenShopRefusal = "not-signed-in" | "handle-taken" | "handle-reserved";

const firstDelivery = { minDays: 2, maxDays: 5 };

/** Everything is already checked by the words of shop-rules.ts; pictures are addresses that the opener has kept. */
export async function openShop(
  ctx: Core,
  { handle, name, bio, avatarUrl, bannerUrl, deliveryFeeMinor, address, currency, ...facts }: OpenShop,
): Promise<Outcome<{ accountId: string }, OpenShopRefusal>> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  if (isReservedHandle(handle)) return refuse("handle-reserved");
  return inTransaction(ctx, async (core) => {
    const now = core.clock.now();
    const accountId = newId(now);
    const [account] = await core.db
      .insert(accounts)
      .values({
        id: accountId,
        kind: "merchant",
        handle,
        name,
        bio,
        place: address.city,
        avatarUrl,
        bannerUrl,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    if (!account) return ownShopCalled(core, person, handle);
    const { country } = address;
    await core.db
      .insert(merchants)
      .values({ accountId, address, country, currency, commissionBasisPoints, createdAt: now, ...facts });
    await core.db
      .insert(members)
      .values({ accountId, personId: person.personId, role: "owner", createdAt: now });
    const channelId = await directChannel(core);
    await core.db
      .insert(connections)
      .values({ id: newId(now), channelId, merchantId: accountId, opensAt: now });
    await core.db.insert(deliveryMethods).values({
      id: newId(now),
      merchantId: accountId,
      kind: "standard",
      feeMinor: deliveryFeeMinor,
      currency,
      ...firstDelivery,
    });
    for (const url of [avatarUrl, bannerUrl]) await takeOverPicture(core, person, accountId, url);
    await noteAudit(core, {
      accountId,
      action: "shop-opened",
      subjectKind: "shop",
      subjectId: accountId,
      detail: { after: { handle, name, legalName: facts.legalName, country, currency } },
    });
    return ok({ accountId });
  });
}

/** The second press finds what the first has made. */
async function ownShopCalled(
  core: Core,
  person: Person,
  handle: string,
): Promise<Outcome<{ accountId: string }, "handle-taken">> {
  const [own] = await core.db
    .select({ accountId: accounts.id })
    .from(accounts)
    .innerJoin(merchants, eq(merchants.accountId, accounts.id))
    .innerJoin(members, eq(members.accountId, accounts.id))
    .where(
      and(eq(accounts.handle, handle), eq(members.personId, person.personId), eq(members.role, "owner")),
    );
  return own ? ok(own) : refuse("handle-taken");
}

/** The channel through which a shop sells by itself. In a Merle that nobody has filled, the first shop opens it. */
async function directChannel(core: Core): Promise<string> {
  const opensAt = core.clock.now();
  await core.db.insert(programmes).values({ id: "commerce", name: "Buy now", opensAt }).onConflictDoNothing();
  await core.db
    .insert(channels)
    .values({ id: newId(opensAt), slug: "direct", name: "Direct", opensAt })
    .onConflictDoNothing();
  const [direct] = await core.db
    .select({ id: channels.id })
    .from(channels)
    .where(eq(channels.slug, "direct"));
  if (!direct) throw new Error("There is no direct channel");
  return direct.id;
}

async function takeOverPicture(
  core: Core,
  person: Person,
  accountId: string,
  url: string | null,
): Promise<void> {
  const kept = url === null ? undefined : await keptPicture(core, person.accountId, url);
  if (kept) await noteKept(core, { ...kept, accountId, personId: person.personId });
}
