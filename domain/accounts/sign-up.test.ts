import { readdirSync } from "node:fs";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { people } from "@/db/schema/accounts";
import { mails } from "@/db/schema/mail";
import { refuse } from "@/domain/outcome";
import { world } from "@/domain/testing";
import { checkPassword } from "./check-password";
import { Email, Handle, NewPassword, handleLimits, isReservedHandle } from "./rules";
import { signUp } from "./sign-up";

const lena = {
  name: "Lena Brandt",
  handle: "lena",
  email: "lena@merle.test",
  password: "seven brown hens",
  country: "DE",
};

test("somebody signs up, and signs in with their email and password", async () => {
  const { guest } = await world();
  const signedUp = await signUp(guest(), lena);
  expect(signedUp.ok).toBe(true);
  const signedIn = await checkPassword(guest(), { email: lena.email, password: lena.password });
  expect(signedIn).toEqual({ ok: true, value: { personId: signedUp.ok && signedUp.value.personId } });
});

test("a handle belongs to one account, also when two reach for it at once", async () => {
  const { guest } = await world();
  const outcomes = await Promise.all([
    signUp(guest(), lena),
    signUp(guest(), { ...lena, email: "other@merle.test" }),
  ]);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  expect(outcomes.find((outcome) => !outcome.ok)).toEqual(refuse("handle-taken"));
});

test("nobody signs up as a page of the site", async () => {
  const { guest } = await world();
  expect(await signUp(guest(), { ...lena, handle: "settings" })).toEqual(refuse("handle-reserved"));
});

test("every address of the site that could be a handle is reserved", () => {
  expect(
    topLevelRoutes("app").filter((name) => Handle.safeParse(name).success && !isReservedHandle(name)),
  ).toEqual([]);
});

function topLevelRoutes(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || /^[[@_]/.test(entry.name)) return [];
    return entry.name.startsWith("(") ? topLevelRoutes(`${folder}/${entry.name}`) : [entry.name];
  });
}

test("an address that somebody has confirmed can be claimed again, and only its reader is told", async () => {
  const { guest, person, db } = await world();
  const grace = await person("grace");
  expect(grace.actor).toMatchObject({ email: "grace@merle.test" });
  const outcome = await signUp(guest(), { ...lena, email: "grace@merle.test" });
  expect(outcome.ok).toBe(true);
  const sent = await db.select().from(mails);
  expect(sent).toMatchObject([{ kind: "address-already-known", to: "grace@merle.test" }]);
  const claims = await db.select().from(people).where(eq(people.email, "grace@merle.test"));
  expect(claims.filter((claim) => claim.emailConfirmedAt)).toHaveLength(1);
});

test("who signs up is asked by mail to confirm their address", async () => {
  const { guest, db } = await world();
  await signUp(guest(), lena);
  const [mail] = await db.select().from(mails);
  expect(mail).toMatchObject({ kind: "confirm-email", to: lena.email, content: { name: lena.name } });
});

test("the first person of an empty world is its operator, the second is not", async () => {
  const { guest } = await world();
  const outcomes = await Promise.all([
    signUp(guest(), lena),
    signUp(guest(), { ...lena, handle: "otto", email: "otto@merle.test" }),
  ]);
  const operators = outcomes.filter((outcome) => outcome.ok && outcome.value.isOperator);
  expect(operators).toHaveLength(1);
});

describe("signing in", () => {
  test("a wrong password and an unknown email get the same answer", async () => {
    const { guest } = await world();
    await signUp(guest(), lena);
    const wrong = await checkPassword(guest(), { email: lena.email, password: "seven brown cows" });
    const unknown = await checkPassword(guest(), { email: "nobody@merle.test", password: lena.password });
    expect(wrong).toEqual(refuse("wrong-email-or-password"));
    expect(unknown).toEqual(wrong);
  });

  test("who claimed an address last and who confirmed it can both sign in", async () => {
    const { guest, db, passMinutes } = await world();
    const owner = await signUp(guest(), lena);
    if (!owner.ok) throw new Error(owner.reason);
    await db.update(people).set({ emailConfirmedAt: new Date() }).where(eq(people.id, owner.value.personId));
    passMinutes(1);
    const claimant = await signUp(guest(), { ...lena, handle: "lena2", password: "eight brown hens" });
    if (!claimant.ok) throw new Error(claimant.reason);
    expect(await checkPassword(guest(), lena)).toEqual({
      ok: true,
      value: { personId: owner.value.personId },
    });
    expect(await checkPassword(guest(), { email: lena.email, password: "eight brown hens" })).toEqual({
      ok: true,
      value: { personId: claimant.value.personId },
    });
  });
});

describe("what may be typed", () => {
  test.each([
    ["@Lena_B", "lena_b"],
    [" ada ", "ada"],
    ["a".repeat(handleLimits.longest), "a".repeat(30)],
  ])("%j is the handle %j", (typed, handle) => {
    expect(Handle.parse(typed)).toBe(handle);
  });

  test.each([
    ["", "handle-missing"],
    ["ab", "handle-length"],
    ["a".repeat(31), "handle-length"],
    ["lena.b", "handle-letters"],
    ["léna", "handle-letters"],
  ])("%j is not a handle: %s", (typed, rule) => {
    expect(Handle.safeParse(typed).error?.issues[0]?.message).toBe(rule);
  });

  test("an email is compared without capitals and spaces around it", () => {
    expect(Email.parse(" Ada@Merle.Test ")).toBe("ada@merle.test");
    expect(Email.safeParse("ada").success).toBe(false);
  });

  test("a password has eight characters at least", () => {
    expect(NewPassword.safeParse("1234567").success).toBe(false);
    expect(NewPassword.safeParse("12345678").success).toBe(true);
  });
});
