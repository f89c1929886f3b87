import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, members, merchants } from "@/db/schema/accounts";
import { connections } from "@/db/schema/channels";
import { auditEntries, media } from "@/db/schema/shops";
import { offersOf, shopperOf } from "@/domain/catalog/offers";
import { whyNotForSale } from "@/domain/catalog/for-sale";
import { editShop } from "@/domain/channels/edit-shop";
import type { Context, Role } from "@/domain/context";
import { refuse } from "@/domain/outcome";
import { lyonAddress, type World, world } from "@/domain/testing";
import { noteKept } from "./keep-picture";
import { openShop, type OpenShop } from "./open-shop";
import { policyIn } from "./shop-rules";
import { sellerFacts, shopSettings } from "./shop-settings";

const facts: OpenShop = {
  handle: "kiln",
  name: "The Kiln",
  bio: "Cups.",
  legalName: "The Kiln SARL",
  address: lyonAddress,
  supportEmail: "hello@kiln.example",
  website: "https://kiln.example",
  returnPolicy: { en: "30 days", fr: "" },
  pricesIncludeTax: true,
  timeZone: "Europe/Paris",
  avatarUrl: null,
  bannerUrl: null,
  currency: "EUR",
  deliveryFeeMinor: 490,
  canBePaid: true,
};

async function opened(ctx: Context, changes: Partial<OpenShop> = {}): Promise<string> {
  const outcome = await openShop(ctx, { ...facts, ...changes });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.accountId;
}

const shops = (w: World) => w.db.select().from(merchants);

const asMember = (ctx: Awaited<ReturnType<World["person"]>>, accountId: string, role: Role) => ({
  ...ctx,
  actor: { ...ctx.actor, memberships: [{ accountId, role }] },
});

test("whoever opens a shop owns it, and what it lists can be bought and sent", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const accountId = await opened(ada);
  expect(await w.db.select().from(members)).toMatchObject([
    { accountId, personId: ada.personId, role: "owner" },
  ]);
  const { deliveryFeeMinor, ...said } = facts;
  expect(await shopSettings(ada, accountId)).toMatchObject({ ...said, transfers: undefined });
  const [connection] = await w.db.select().from(connections).where(eq(connections.merchantId, accountId));
  const seller = { accountId, channelId: "", connectionId: connection?.id ?? "", currency: "EUR" };
  const { listingId } = await w.listing(seller);
  const offer = (await offersOf(ada, [listingId])).get(listingId);
  expect(offer?.deliveryMethods).toMatchObject([
    { kind: "standard", feeMinor: deliveryFeeMinor, currency: "EUR", countries: null },
  ]);
  expect(offer && whyNotForSale(offer, w.clock.now(), shopperOf(ada))).toBeUndefined();
  expect(await w.db.select().from(auditEntries)).toMatchObject([
    { action: "shop-opened", personId: ada.personId },
  ]);
});

test("two presses at once open one shop, and both are led to it", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const both = await Promise.all([openShop(ada, facts), openShop(ada, facts)]);
  expect(both[0]).toMatchObject({ ok: true });
  expect(both[1]).toEqual(both[0]);
  expect(await shops(w)).toHaveLength(1);
});

test("a handle belongs to one, be it a shop or a person, and some to nobody", async () => {
  const w = await world();
  const ada = await w.person("ada");
  await opened(ada);
  const grace = await w.person("grace");
  for (const handle of ["kiln", "ada", "grace"])
    expect(await openShop(grace, { ...facts, handle })).toEqual(refuse("handle-taken"));
  expect(await openShop(grace, { ...facts, handle: "dashboard" })).toEqual(refuse("handle-reserved"));
  expect(await openShop(w.guest(), { ...facts, handle: "free" })).toEqual(refuse("not-signed-in"));
  expect(await shops(w)).toHaveLength(1);
});

test("pictures that were sent before the shop was there are its own afterwards", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const picture = { url: "/media/a.webp", width: 400, height: 400, bytes: 9 };
  await noteKept(ada, { ...picture, accountId: ada.accountId, personId: ada.personId });
  const accountId = await opened(ada, { avatarUrl: picture.url });
  expect(await w.db.select().from(media).where(eq(media.accountId, accountId))).toMatchObject([picture]);
  const [account] = await w.db.select().from(accounts).where(eq(accounts.id, accountId));
  expect(account?.avatarUrl).toBe(picture.url);
});

test("a manager changes what shoppers read, and the log says what it was and what it is", async () => {
  const w = await world();
  const accountId = await opened(await w.person("ada"));
  const manager = asMember(await w.person("mona"), accountId, "manager");
  const returnPolicy = { en: "30 days", fr: "30 jours" };
  const changes = { legalName: "Kiln & Fils", returnPolicy, supportEmail: facts.supportEmail };
  expect(await editShop(manager, { accountId, changes })).toMatchObject({ ok: true });
  expect(await sellerFacts(manager, accountId)).toMatchObject({ legalName: "Kiln & Fils", returnPolicy });
  const log = await w.db.select().from(auditEntries).where(eq(auditEntries.action, "shop-changed"));
  expect(log).toHaveLength(1);
  expect(log[0]).toMatchObject({
    personId: manager.personId,
    detail: {
      before: { legalName: "The Kiln SARL", returnPolicy: { en: "30 days", fr: "" } },
      after: { legalName: "Kiln & Fils", returnPolicy },
    },
  });
});

test("saving what is there already writes nothing into the log", async () => {
  const w = await world();
  const accountId = await opened(await w.person("ada"));
  const owner = asMember(await w.person("olga"), accountId, "owner");
  const { handle, name, address, timeZone } = facts;
  await editShop(owner, { accountId, changes: { handle, name, address, timeZone } });
  expect(await w.db.select().from(auditEntries)).toHaveLength(1);
});

test("a shop keeps its country, and takes no handle that somebody has", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const accountId = await opened(ada);
  const owner = asMember(ada, accountId, "owner");
  const abroad = { ...lyonAddress, country: "BE", postalCode: "1000" };
  const edit = (changes: Parameters<typeof editShop>[1]["changes"]) =>
    editShop(owner, { accountId, changes });
  expect(await edit({ address: abroad })).toEqual(refuse("other-country"));
  expect(await edit({ handle: "ada", name: "Never" })).toEqual(refuse("handle-taken"));
  expect(await edit({ handle: "operator" })).toEqual(refuse("handle-reserved"));
  expect(await edit({ handle: "oven" })).toMatchObject({ ok: true });
  expect(await shopSettings(owner, accountId)).toMatchObject({ handle: "oven", name: "The Kiln" });
});

test("who packs, who looks on and who is not of the shop change nothing of it", async () => {
  const w = await world();
  const accountId = await opened(await w.person("ada"));
  const other = await w.merchant("other");
  for (const ctx of [
    asMember(await w.person("finn"), accountId, "fulfilment"),
    asMember(await w.person("anna"), accountId, "analyst"),
    asMember(await w.person("otto"), other.accountId, "owner"),
    w.guest(),
  ])
    expect(await editShop(ctx, { accountId, changes: { name: "Mine" } })).toEqual(refuse("not-found"));
  expect(await shopSettings(w.guest(), accountId)).toMatchObject({ name: "The Kiln" });
});

test("a policy that is written in one language is shown in both, and says in which it is", () => {
  expect(policyIn({ en: "30 days", fr: "" }, "fr")).toEqual({ text: "30 days", locale: "en" });
  expect(policyIn({ en: "30 days", fr: "30 jours" }, "fr")).toEqual({ text: "30 jours", locale: "fr" });
});
