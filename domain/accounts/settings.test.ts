import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accounts, keptAddresses, mailLinks, people } from "@/db/schema/accounts";
import { mails } from "@/db/schema/mail";
import type { Context } from "@/domain/context";
import { refuse } from "@/domain/outcome";
import { lyonAddress, world } from "@/domain/testing";
import { changePassword } from "./change-password";
import { checkPassword } from "./check-password";
import { confirmEmail } from "./confirm-email";
import { editProfile } from "./edit-profile";
import { actorForSession, ownSettings } from "./queries";
import { removeKeptAddress } from "./remove-kept-address";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";
import { sendConfirmationAgain } from "./send-confirmation";
import { signUp } from "./sign-up";

const password = "seven brown hens";

/** Somebody who has just signed up, with a context of their own. */
async function newcomer(
  { db, guest }: Awaited<ReturnType<typeof world>>,
  handle: string,
  email = `${handle}@merle.test`,
) {
  const outcome = await signUp(guest(), { name: handle, handle, email, password, country: "DE" });
  if (!outcome.ok) throw new Error(outcome.reason);
  const session = { personId: outcome.value.personId, signedInAt: guest().clock.now().getTime() };
  const actor = await actorForSession(db, session);
  if (!actor) throw new Error("nobody");
  return { ctx: { ...guest(), actor } satisfies Context, session, email };
}

/** The secrets in the links of all mails of a kind, the oldest first. */
async function secretsMailed(ctx: Context, kind: string): Promise<string[]> {
  const sent = await ctx.db.select().from(mails).where(eq(mails.kind, kind)).orderBy(mails.id);
  return sent.map((mail) => new URL(String(mail.content["url"]), "http://x").searchParams.get("token") ?? "");
}

describe("a forgotten password", () => {
  test("is chosen anew once, by the link in the mail, which also confirms the address", async () => {
    const w = await world();
    const { ctx, email } = await newcomer(w, "lena");
    await requestPasswordReset(w.guest(), { email });
    const [secret = ""] = await secretsMailed(ctx, "reset-password");
    expect((await resetPassword(w.guest(), { secret, password: "eight brown hens" })).ok).toBe(true);
    expect(await resetPassword(w.guest(), { secret, password: "nine brown hens" })).toEqual(
      refuse("link-gone"),
    );
    expect((await checkPassword(w.guest(), { email, password: "eight brown hens" })).ok).toBe(true);
    expect((await checkPassword(w.guest(), { email, password })).ok).toBe(false);
    expect((await ownSettings(ctx))?.isEmailConfirmed).toBe(true);
  });

  test("of two who follow one link at once, one chooses", async () => {
    const w = await world();
    const { ctx, email } = await newcomer(w, "lena");
    await requestPasswordReset(w.guest(), { email });
    const [secret = ""] = await secretsMailed(ctx, "reset-password");
    const outcomes = await Promise.all([
      resetPassword(w.guest(), { secret, password: "eight brown hens" }),
      resetPassword(w.guest(), { secret, password: "nine brown hens" }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  test("the link ends after an hour, and with a newer one that was used", async () => {
    const w = await world();
    const { ctx, email } = await newcomer(w, "lena");
    await requestPasswordReset(w.guest(), { email });
    w.passMinutes(30);
    await requestPasswordReset(w.guest(), { email });
    const [older = "", newer = ""] = await secretsMailed(ctx, "reset-password");
    w.passMinutes(30);
    expect(await resetPassword(w.guest(), { secret: older, password })).toEqual(refuse("link-gone"));
    await requestPasswordReset(w.guest(), { email });
    const [, , newest = ""] = await secretsMailed(ctx, "reset-password");
    expect((await resetPassword(w.guest(), { secret: newest, password })).ok).toBe(true);
    expect(await resetPassword(w.guest(), { secret: newer, password })).toEqual(refuse("link-gone"));
  });

  test("ends every session begun before", async () => {
    const w = await world();
    const { ctx, session, email } = await newcomer(w, "lena");
    w.passMinutes(1);
    await requestPasswordReset(w.guest(), { email });
    const [secret = ""] = await secretsMailed(ctx, "reset-password");
    await resetPassword(w.guest(), { secret, password: "eight brown hens" });
    expect(await actorForSession(w.db, session)).toBeUndefined();
    const signedInAt = w.guest().clock.now().getTime();
    expect(await actorForSession(w.db, { ...session, signedInAt })).toBeDefined();
  });

  test("nothing is sent to an address that nobody has given", async () => {
    const w = await world();
    await requestPasswordReset(w.guest(), { email: "nobody@merle.test" });
    expect(await w.db.select().from(mails)).toEqual([]);
  });

  test("of its link, our database knows no more than a hash", async () => {
    const w = await world();
    const { ctx, email } = await newcomer(w, "lena");
    await requestPasswordReset(w.guest(), { email });
    const [secret = ""] = await secretsMailed(ctx, "reset-password");
    expect(secret.length).toBeGreaterThan(30);
    expect(JSON.stringify(await w.db.select().from(mailLinks))).not.toContain(secret);
  });
});

describe("an email", () => {
  test("is confirmed by its own person, signed in, and by nobody else who reads the mail", async () => {
    const w = await world();
    const lena = await newcomer(w, "lena");
    const otto = await newcomer(w, "otto");
    const [secret = ""] = await secretsMailed(lena.ctx, "confirm-email");
    expect(await confirmEmail(w.guest(), { secret })).toEqual(refuse("not-signed-in"));
    expect(await confirmEmail(otto.ctx, { secret })).toEqual(refuse("not-signed-in"));
    expect((await confirmEmail(lena.ctx, { secret })).ok).toBe(true);
    expect((await ownSettings(lena.ctx))?.isEmailConfirmed).toBe(true);
    expect((await ownSettings(otto.ctx))?.isEmailConfirmed).toBe(false);
  });

  test("belongs to the first who confirms it", async () => {
    const w = await world();
    const first = await newcomer(w, "lena", "shared@merle.test");
    const second = await newcomer(w, "otto", "shared@merle.test");
    const [firstSecret = "", secondSecret = ""] = await secretsMailed(first.ctx, "confirm-email");
    const outcomes = await Promise.all([
      confirmEmail(first.ctx, { secret: firstSecret }),
      confirmEmail(second.ctx, { secret: secondSecret }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toEqual(refuse("belongs-to-another"));
  });

  test("is asked about again on wish, until it is confirmed", async () => {
    const w = await world();
    const { ctx } = await newcomer(w, "lena");
    expect((await sendConfirmationAgain(ctx)).ok).toBe(true);
    const [, secret = ""] = await secretsMailed(ctx, "confirm-email");
    await confirmEmail(ctx, { secret });
    expect(await sendConfirmationAgain(ctx)).toEqual(refuse("already-confirmed"));
  });
});

describe("settings", () => {
  const profile = {
    name: "Lena B.",
    handle: "lena_b",
    bio: "Hens.",
    picture: "moon",
    locale: "fr",
    country: "FR",
  } as const;

  test("a profile is edited, its handle only to one that is free", async () => {
    const w = await world();
    const { ctx } = await newcomer(w, "lena");
    await newcomer(w, "otto");
    expect((await editProfile(ctx, profile)).ok).toBe(true);
    expect(await ownSettings(ctx)).toMatchObject({
      name: "Lena B.",
      handle: "lena_b",
      avatarUrl: "/avatars/moon.svg",
      locale: "fr",
      country: "FR",
    });
    expect(await editProfile(ctx, { ...profile, name: "Otto", handle: "otto" })).toEqual(
      refuse("handle-taken"),
    );
    expect(await editProfile(ctx, { ...profile, handle: "settings" })).toEqual(refuse("handle-reserved"));
    expect((await ownSettings(ctx))?.name).toBe("Lena B.");
    expect(await editProfile(w.guest(), profile)).toEqual(refuse("not-signed-in"));
  });

  test("a picture is kept, or given up for initials", async () => {
    const w = await world();
    const { ctx } = await newcomer(w, "lena");
    await w.db.update(accounts).set({ avatarUrl: "/own.svg" });
    await editProfile(ctx, { ...profile, picture: "current" });
    expect((await ownSettings(ctx))?.avatarUrl).toBe("/own.svg");
    await editProfile(ctx, { ...profile, picture: "initials" });
    expect((await ownSettings(ctx))?.avatarUrl).toBeNull();
  });

  test("a password is changed by who knows the present one, and other sessions end", async () => {
    const w = await world();
    const { ctx, session, email } = await newcomer(w, "lena");
    w.passMinutes(1);
    const wrong = { currentPassword: "six brown hens", newPassword: "eight brown hens" };
    expect(await changePassword(ctx, wrong)).toEqual(refuse("wrong-password"));
    expect((await changePassword(ctx, { ...wrong, currentPassword: password })).ok).toBe(true);
    expect((await checkPassword(w.guest(), { email, password: "eight brown hens" })).ok).toBe(true);
    expect(await actorForSession(w.db, session)).toBeUndefined();
  });

  test("a kept address is removed by its own person only", async () => {
    const w = await world();
    const { ctx, session } = await newcomer(w, "lena");
    const otto = await newcomer(w, "otto");
    const now = ctx.clock.now();
    const kept = {
      id: "a1",
      personId: session.personId,
      address: lyonAddress,
      lastUsedAt: now,
      createdAt: now,
    };
    await w.db.insert(keptAddresses).values(kept);
    expect(await removeKeptAddress(otto.ctx, { addressId: "a1" })).toEqual(refuse("not-found"));
    expect((await removeKeptAddress(ctx, { addressId: "a1" })).ok).toBe(true);
    expect(await w.db.select().from(keptAddresses)).toEqual([]);
  });
});

test("no password is kept as it was typed", async () => {
  const w = await world();
  await newcomer(w, "lena");
  const [row] = await w.db.select().from(people);
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
