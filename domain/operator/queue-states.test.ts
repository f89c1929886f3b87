import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { queueMail } from "@/domain/mail/queue-mail";
import { type World, world } from "@/domain/testing";
import { queueStates } from "./queue-states";

const mailTo = (w: World, name: string) =>
  queueMail(w.schedule(), {
    kind: "reset-password",
    to: `${name}@merle.test`,
    locale: "en",
    content: { name, url: "/reset-password?token=secret" },
    eventKey: `reset-password:${name}`,
  });

const mailsOf = async (w: World) =>
  (await queueStates(w.schedule())).find(({ kind }) => kind === "mail") ?? expect.fail("no queue of mails");

const closed = { keepsContent: false, send: () => Promise.reject(new Error("The post office is closed")) };

test("a queue says how many wait and since when the oldest does", async () => {
  const w = await world();
  expect(await mailsOf(w)).toEqual({
    kind: "mail",
    count: 0,
    oldestAt: undefined,
    dueAt: undefined,
    givenUp: 0,
  });
  const first = w.clock.now();
  await mailTo(w, "ada");
  w.passMinutes(3);
  await mailTo(w, "grace");
  expect(await mailsOf(w)).toMatchObject({ count: 2, oldestAt: first, dueAt: first });
});

test("what failed is due again only when its next try is, however old it is", async () => {
  const w = await world();
  const first = w.clock.now();
  await mailTo(w, "ada");
  await deliverMails(w.schedule(), closed);
  expect(await mailsOf(w)).toMatchObject({ count: 0, oldestAt: undefined });
  w.passMinutes(5);
  const [lease] = await w.db.select().from(leases);
  expect(await mailsOf(w)).toMatchObject({ count: 1, oldestAt: first, dueAt: lease?.freeAt });
  expect(lease?.freeAt.getTime()).toBeGreaterThan(first.getTime());
});

test("what was given up waits for the operator, and is late for nobody else", async () => {
  const w = await world();
  await mailTo(w, "ada");
  const [mail] = await w.db.select().from(mails);
  await deliverMails(w.schedule(), closed);
  await w.db
    .update(leases)
    .set({ givenUpAt: w.clock.now() })
    .where(eq(leases.subjectId, mail?.id ?? ""));
  w.passMinutes(60);
  expect(await mailsOf(w)).toMatchObject({ count: 0, dueAt: undefined, givenUp: 1 });
});
