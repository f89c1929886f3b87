import { expect, test } from "vitest";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import type { Context } from "@/domain/context";
import { deliverMails, type Mailer } from "@/domain/mail/deliver-mails";
import { queueMail } from "@/domain/mail/queue-mail";
import { ok, refuse } from "@/domain/outcome";
import { type World, world } from "@/domain/testing";
import { workView } from "./queries";
import { tryAgain } from "./try-again";

const asOperator = async (w: World): Promise<Context> => {
  const { actor, ...ops } = await w.person("ops");
  if (actor.kind !== "person") throw new Error("Not a person");
  return { ...ops, actor: { ...actor, isOperator: true } };
};

const closed: Mailer = {
  keepsContent: false,
  send: () => Promise.reject(new Error("The post office is closed")),
};

async function givenUpMail(w: World): Promise<string> {
  await queueMail(w.schedule(), {
    kind: "reset-password",
    to: "ada@merle.test",
    locale: "en",
    content: { name: "Ada", url: "/reset-password?token=secret" },
    eventKey: "reset-password:1",
  });
  for (let hours = 0; hours < 200; hours++) {
    await deliverMails(w.schedule(), closed);
    w.passMinutes(60);
  }
  return (await w.db.select().from(mails))[0]!.id;
}

test("the operator sees a mail that was given up and why, lets it be tried again, and it goes out", async () => {
  const w = await world();
  const ops = await asOperator(w);
  const subjectId = await givenUpMail(w);
  const before = await workView(ops);
  expect(before?.leases).toMatchObject([
    { kind: "mail", subjectId, heldBy: null, lastError: "Error: The post office is closed" },
  ]);
  expect(before?.leases[0]?.givenUpAt).toBeInstanceOf(Date);
  expect(before?.waiting).toContainEqual(expect.objectContaining({ kind: "mail", count: 0 }));

  expect(await tryAgain(ops, { kind: "mail", subjectId })).toEqual(ok(undefined));
  expect((await workView(ops))?.waiting).toContainEqual(expect.objectContaining({ kind: "mail", count: 1 }));
  const sent: string[] = [];
  await deliverMails(w.schedule(), {
    keepsContent: false,
    send: async (mail) => {
      sent.push(mail.id);
    },
  });
  expect(sent).toEqual([subjectId]);
  expect((await workView(ops))?.leases).toEqual([]);
});

test("nobody else sees any of it, or may try again", async () => {
  const w = await world();
  const subjectId = await givenUpMail(w);
  for (const ctx of [w.guest(), await w.person("ada")]) {
    expect(await workView(ctx)).toBeUndefined();
    expect(await tryAgain(ctx, { kind: "mail", subjectId })).toEqual(refuse("not-found"));
  }
  expect((await w.db.select().from(leases))[0]?.givenUpAt).toBeInstanceOf(Date);
});

test("what somebody has in hand is not taken from them", async () => {
  const w = await world();
  await w.db
    .insert(leases)
    .values({ kind: "mail", subjectId: "m1", heldBy: "somebody", freeAt: w.clock.now(), tries: 1 });
  expect(await tryAgain(await asOperator(w), { kind: "mail", subjectId: "m1" })).toEqual(refuse("not-found"));
});
