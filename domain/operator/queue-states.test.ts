import { type SQL, type SQLWrapper, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { isPostgres } from "@/db/columns";
import { newId } from "@/db/id";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { shopTasks } from "@/db/schema/shops";
import { postponeLease, takeLease } from "@/domain/leases/lease";
import { inbox } from "@/domain/checkout/handle-stripe-event";
import { giftsToRelease, holdsToRelease, paymentsToSettle, refundsToSettle } from "@/domain/checkout/sweep";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { queueMail } from "@/domain/mail/queue-mail";
import { shopTasksToDo } from "@/domain/shops/work-on-tasks";
import { type World, world } from "@/domain/testing";
import { isQueueLate } from "./health-rules";
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
    failing: 0,
    mostTries: 0,
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

test("what fails is told of while it waits for its next try, and how often it was tried", async () => {
  const w = await world();
  await mailTo(w, "ada");
  await deliverMails(w.schedule(), closed);
  w.passMinutes(5);
  await mailTo(w, "grace");
  await deliverMails(w.schedule(), closed);
  expect(await mailsOf(w)).toMatchObject({ count: 0, failing: 2, mostTries: 2 });
  w.passMinutes(5);
  await deliverMails(w.schedule(), { ...closed, send: async () => {} });
  expect(await mailsOf(w)).toMatchObject({ count: 0, failing: 0, mostTries: 0 });
});

test("what only has to wait for Stripe does not fail", async () => {
  const w = await world();
  await mailTo(w, "ada");
  const [mail] = await w.db.select().from(mails);
  const subject = { kind: "mail" as const, subjectId: mail?.id ?? "" };
  const lease = await takeLease(w.schedule(), {
    ...subject,
    worker: { name: "one", isStopping: () => false },
    minutes: 1,
  });
  if (lease) await postponeLease(w.schedule(), lease, { postponed: "Stripe did not answer", seconds: 15 });
  expect(await mailsOf(w)).toMatchObject({ count: 0, failing: 0 });
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
  expect(await mailsOf(w)).toMatchObject({ count: 0, dueAt: undefined, failing: 0, givenUp: 1 });
});

test("what a shop began and nobody goes on with is seen too", async () => {
  const w = await world();
  const { accountId } = await w.merchant();
  const { personId } = await w.person("mona");
  const createdAt = w.clock.now();
  await w.db
    .insert(shopTasks)
    .values({ id: newId(createdAt), kind: "archive", accountId, personId, state: "waiting", createdAt });
  w.passMinutes(31);
  const tasks = (await queueStates(w.schedule())).find(({ kind }) => kind === "shop-task");
  expect(tasks).toMatchObject({ count: 1 });
  expect(tasks && isQueueLate(tasks, w.clock.now())).toBe(true);
});

// Asked with blanks for the statuses SQLite read every payment that there ever was, twice a minute.
test.skipIf(isPostgres)("what waits is found by an index, however much was ever done", async () => {
  const w = await world();
  const { db } = w.schedule();
  const explain = db as unknown as { all(question: SQL): Promise<string[][]> };
  for (const { kind, waiting } of [
    paymentsToSettle,
    refundsToSettle,
    holdsToRelease,
    giftsToRelease,
    shopTasksToDo,
    inbox,
  ]) {
    const question = waiting(w.schedule(), () => sql`true`, 100) as unknown as SQLWrapper;
    const plan = await explain.all(sql`explain query plan select * from ${question}`);
    expect(plan.flat().join(), kind).not.toMatch(/SCAN (?!.*USING INDEX)|TEMP B-TREE/);
  }
});
