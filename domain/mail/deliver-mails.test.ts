import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import type { Core, Worker } from "@/domain/context";
import { world } from "@/domain/testing";
import { type Mailer, type WaitingMail, deliverMails } from "./deliver-mails";
import { queueMail } from "./queue-mail";

const reset = (core: Core, eventKey: string) =>
  queueMail(core, {
    kind: "reset-password",
    to: "ada@merle.test",
    locale: "en",
    content: { name: "Ada", url: "/reset-password?token=secret" },
    eventKey,
  });

function postOffice(answer: (mail: WaitingMail) => Promise<void> = async () => {}) {
  const taken: string[] = [];
  const mailer: Mailer = {
    keepsContent: false,
    send: async (mail) => {
      await answer(mail);
      taken.push(mail.id);
    },
  };
  return { mailer, taken };
}

test("the same event never mails twice", async () => {
  const { schedule, db } = await world();
  await reset(schedule(), "reset-password:1");
  await reset(schedule(), "reset-password:1");
  expect(await db.select().from(mails)).toHaveLength(1);
});

test("a mail is sent once, however often and by however many it is tried, and then says nothing more", async () => {
  const { schedule, db } = await world();
  await reset(schedule(), "reset-password:1");
  await reset(schedule(), "reset-password:2");
  const { mailer, taken } = postOffice(() => new Promise((resolve) => setTimeout(resolve, 10)));
  await Promise.all([deliverMails(schedule(), mailer), deliverMails(schedule(), mailer)]);
  await deliverMails(schedule(), mailer);
  expect(taken).toHaveLength(2);
  expect(new Set(taken).size).toBe(2);
  const rows = await db.select().from(mails);
  expect(rows.every((row) => row.sentAt && Object.keys(row.content).length === 0)).toBe(true);
});

test("a process that comes to a mail when it is out finds nothing left, and the log can say so", async () => {
  const { schedule, db } = await world();
  await reset(schedule(), "reset-password:1");
  const { mailer, taken } = postOffice();
  const became: unknown[] = [];
  const workOn: Worker["workOn"] = async ({ id }, work) => {
    // Another one, which has read the queue too, is a little quicker.
    await db.update(mails).set({ sentAt: schedule().clock.now() }).where(eq(mails.id, id));
    const turn = await work();
    became.push(turn);
    return turn;
  };
  await deliverMails({ ...schedule(), worker: { name: "one", isStopping: () => false, workOn } }, mailer);
  expect(became).toEqual(["nothing-left"]);
  expect(taken).toEqual([]);
  expect(await db.select().from(leases)).toEqual([]);
});

test("whoever waits for a mail gets it before what is told to every shop at once", async () => {
  const { schedule, db } = await world();
  for (const shop of [1, 2, 3]) await reset(schedule(), `channel-end:${shop}`);
  await db.update(mails).set({ kind: "channel-end" });
  await reset(schedule(), "reset-password:1");
  const kinds: string[] = [];
  const { mailer } = postOffice(async ({ kind }) => void kinds.push(kind));
  await deliverMails(schedule(), mailer);
  expect(kinds).toEqual(["reset-password", "channel-end", "channel-end", "channel-end"]);
});

test("a mail that is not taken waits longer each time, and the others go on", async () => {
  const { schedule, db, passMinutes } = await world();
  await reset(schedule(), "reset-password:1");
  const closed = postOffice(() => Promise.reject(new Error("The post office is closed")));
  const failures = async () => (await deliverMails(schedule(), closed.mailer)).failed.length;
  expect(await failures()).toBe(1);
  expect(await failures()).toBe(0);
  passMinutes(0.25); // fifteen seconds at most after the first try
  expect(await failures()).toBe(1);
  passMinutes(0.2);
  expect(await failures()).toBe(0); // fifteen seconds at least after the second
  expect(await db.select().from(leases)).toMatchObject([
    { kind: "mail", tries: 2, heldBy: null, lastError: "Error: The post office is closed" },
  ]);

  await reset(schedule(), "reset-password:2");
  const open = postOffice();
  expect(await deliverMails(schedule(), open.mailer)).toEqual({ done: 1, failed: [] });
  passMinutes(1);
  expect(await deliverMails(schedule(), open.mailer)).toEqual({ done: 1, failed: [] });
  expect(await db.select().from(leases)).toEqual([]);
});
