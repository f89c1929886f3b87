import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members, people } from "@/db/schema/accounts";
import { mails } from "@/db/schema/mail";
import { auditEntries, invitations } from "@/db/schema/shops";
import { actorForSession } from "@/domain/accounts/queries";
import type { Context, Role } from "@/domain/context";
import { refuse } from "@/domain/outcome";
import { type World, world } from "@/domain/testing";
import { mayActFor } from "./access";
import { changeRole } from "./change-role";
import { inviteMember } from "./invite-member";
import { invitationBehind, joinShop } from "./join-shop";
import { removeMember } from "./remove-member";
import { teamOf } from "./team";
import { withdrawInvitation } from "./withdraw-invitation";

/** A shop with an owner, and makers of others. */
async function shop() {
  const w = await world();
  const { accountId } = await w.merchant();
  /** As a session finds them: with what they may act for now. */
  async function anew<T extends Context & { personId: string }>(ctx: T): Promise<T> {
    const session = { personId: ctx.personId, signedInAt: w.clock.now().getTime() };
    const actor = await actorForSession(w.db, session);
    if (!actor) throw new Error("signed out");
    return { ...ctx, actor };
  }
  async function member(handle: string, role: Role) {
    const person = await w.person(handle);
    await w.db
      .insert(members)
      .values({ accountId, personId: person.personId, role, createdAt: w.clock.now() });
    return anew(person);
  }
  const owner = await member("olga", "owner");
  return { w, accountId, member, owner, anew };
}

async function secretsFor(w: World, email: string): Promise<string[]> {
  const sent = await w.db.select().from(mails).where(eq(mails.to, email)).orderBy(mails.id);
  return sent.map(({ content }) => String(content["url"]).replace("/join?token=", ""));
}

const rolesOf = async (w: World, accountId: string) =>
  Object.fromEntries(
    (await w.db.select().from(members).where(eq(members.accountId, accountId))).map(({ personId, role }) => [
      personId,
      role,
    ]),
  );

const actionsOf = async (w: World) =>
  (await w.db.select().from(auditEntries).orderBy(auditEntries.id)).map(({ action }) => action);

test("somebody who is invited joins in that role, once, and may at once do what it allows", async () => {
  const { w, accountId, owner, anew } = await shop();
  await inviteMember(owner, { accountId, email: "finn@merle.test", role: "fulfilment" });
  const [secret = ""] = await secretsFor(w, "finn@merle.test");
  const finn = await w.person("finn");
  expect(await invitationBehind(w.guest(), secret)).toMatchObject({
    shopName: "atelier",
    role: "fulfilment",
    invitedBy: "olga",
  });
  expect(await joinShop(w.guest(), { secret })).toEqual(refuse("not-signed-in"));
  expect(await joinShop(finn, { secret })).toMatchObject({ ok: true, value: { role: "fulfilment" } });
  expect(await joinShop(await w.person("mallory"), { secret })).toEqual(refuse("link-gone"));
  const working = await anew(finn);
  expect(mayActFor(working, accountId, "fulfil")).toBe(true);
  expect(mayActFor(working, accountId, "edit-shop")).toBe(false);
  expect(await actionsOf(w)).toEqual(["member-invited", "member-joined"]);
});

test("of two who open the same link at once, one joins", async () => {
  const { w, accountId, owner } = await shop();
  await inviteMember(owner, { accountId, email: "finn@merle.test", role: "support" });
  const [secret = ""] = await secretsFor(w, "finn@merle.test");
  const two = [await w.person("finn"), await w.person("flora")];
  const outcomes = await Promise.all(two.map((ctx) => joinShop(ctx, { secret })));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([refuse("link-gone")]);
  expect(Object.values(await rolesOf(w, accountId))).toEqual(["owner", "support"]);
});

test("inviting an address again sends another mail for the same invitation, in the role named last", async () => {
  const { w, accountId, owner } = await shop();
  const invite = (role: Role) => inviteMember(owner, { accountId, email: "finn@merle.test", role });
  const [first, second] = await Promise.all([invite("support"), invite("support")]);
  await invite("manager");
  expect(second).toEqual(first);
  expect(await w.db.select().from(invitations)).toMatchObject([{ role: "manager" }]);
  const secrets = await secretsFor(w, "finn@merle.test");
  expect(secrets).toHaveLength(3);
  expect(await joinShop(await w.person("finn"), { secret: secrets[0] ?? "" })).toMatchObject({
    value: { role: "manager" },
  });
});

test("an invitation ends after seven days, and sooner when it is taken back", async () => {
  const { w, accountId, owner } = await shop();
  const finn = await w.person("finn");
  await inviteMember(owner, { accountId, email: finn.email, role: "support" });
  const [secret = ""] = await secretsFor(w, finn.email);
  w.passMinutes(7 * 24 * 60);
  expect(await joinShop(finn, { secret })).toEqual(refuse("link-gone"));
  expect((await teamOf(owner, accountId)).invitations).toMatchObject([{ isExpired: true }]);
  const again = await inviteMember(owner, { accountId, email: finn.email, role: "support" });
  if (!again.ok) throw new Error(again.reason);
  const { invitationId } = again.value;
  const [, fresh = ""] = await secretsFor(w, finn.email);
  expect(await withdrawInvitation(owner, { accountId, invitationId })).toMatchObject({ ok: true });
  expect(await joinShop(finn, { secret: fresh })).toEqual(refuse("link-gone"));
  expect(await withdrawInvitation(owner, { accountId, invitationId })).toEqual(refuse("not-found"));
  expect((await teamOf(owner, accountId)).invitations).toEqual([]);
});

test("a member is not invited, and a member who opens somebody's link leaves it to them", async () => {
  const { w, accountId, owner, member } = await shop();
  const mona = await member("mona", "manager");
  const invited = await inviteMember(owner, { accountId, email: mona.email, role: "support" });
  expect(invited).toEqual(refuse("already-member"));
  await inviteMember(owner, { accountId, email: "finn@merle.test", role: "support" });
  const [secret = ""] = await secretsFor(w, "finn@merle.test");
  expect(await joinShop(mona, { secret })).toEqual(refuse("already-member"));
  expect(await rolesOf(w, accountId)).toMatchObject({ [mona.personId]: "manager" });
  expect(await joinShop(await w.person("finn"), { secret })).toMatchObject({ ok: true });
});

test("who only claims an address, without having confirmed it, is not taken for its reader", async () => {
  const { w, accountId, owner, member } = await shop();
  const mona = await member("mona", "manager");
  await w.db.update(people).set({ emailConfirmedAt: null }).where(eq(people.id, mona.personId));
  expect(await inviteMember(owner, { accountId, email: mona.email, role: "support" })).toMatchObject({
    ok: true,
  });
});

test("only owners edit the team; of another shop there is nothing to see", async () => {
  const { w, accountId, owner, member } = await shop();
  const mona = await member("mona", "manager");
  const stranger = await w.person("mallory");
  for (const ctx of [mona, stranger, w.guest()]) {
    expect(await inviteMember(ctx, { accountId, email: "x@merle.test", role: "owner" })).toEqual(
      refuse("not-found"),
    );
    const change = { accountId, personId: owner.personId, role: "analyst" } as const;
    expect(await changeRole(ctx, change)).toEqual(refuse("not-found"));
    expect(await removeMember(ctx, { accountId, personId: owner.personId })).toEqual(refuse("not-found"));
  }
  expect((await teamOf(mona, accountId)).members.map(({ name }) => name)).toEqual(["olga", "mona"]);
  expect(await teamOf(stranger, accountId)).toEqual({ members: [], invitations: [] });
  expect(await actionsOf(w)).toEqual([]);
});

test("another role counts from the next click on, and who is removed is out at once", async () => {
  const { w, accountId, owner, member, anew } = await shop();
  const finn = await member("finn", "fulfilment");
  await changeRole(owner, { accountId, personId: finn.personId, role: "manager" });
  expect(mayActFor(await anew(finn), accountId, "edit-shop")).toBe(true);
  await removeMember(owner, { accountId, personId: finn.personId });
  expect((await anew(finn)).actor).toMatchObject({ memberships: [] });
  expect(await removeMember(owner, { accountId, personId: finn.personId })).toEqual(refuse("not-found"));
  const log = await w.db.select().from(auditEntries).orderBy(auditEntries.id);
  expect(log.map(({ action, detail }) => [action, detail])).toEqual([
    ["role-changed", { before: { role: "fulfilment" }, after: { role: "manager" } }],
    ["member-removed", { before: { role: "manager" } }],
  ]);
});

test("everybody may leave, but for the only owner", async () => {
  const { w, accountId, owner, member } = await shop();
  const finn = await member("finn", "fulfilment");
  expect(await removeMember(finn, { accountId, personId: finn.personId })).toMatchObject({ ok: true });
  const self = { accountId, personId: owner.personId };
  expect(await removeMember(owner, self)).toEqual(refuse("last-owner"));
  expect(await changeRole(owner, { ...self, role: "manager" })).toEqual(refuse("last-owner"));
  expect(await rolesOf(w, accountId)).toEqual({ [owner.personId]: "owner" });
});

test.each([
  [
    "remove each other",
    (ctx: Context, accountId: string, personId: string) => removeMember(ctx, { accountId, personId }),
  ],
  [
    "make each other analysts",
    (ctx: Context, accountId: string, personId: string) =>
      changeRole(ctx, { accountId, personId, role: "analyst" }),
  ],
])("two owners who %s at once: one of them stays an owner", async (_, act) => {
  const { w, accountId, owner, member } = await shop();
  const second = await member("otto", "owner");
  const outcomes = await Promise.all([
    act(owner, accountId, second.personId),
    act(second, accountId, owner.personId),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  const left = Object.values(await rolesOf(w, accountId));
  expect(left.filter((role) => role === "owner")).toHaveLength(1);
});
