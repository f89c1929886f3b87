import { expect, test } from "vitest";
import { openDatabase } from "@/db/open";
import { leases } from "@/db/schema/leases";
import { type Core, inTransaction, type Worker } from "@/domain/context";
import { world } from "@/domain/testing";
import { endLease, giveBackLeases, LeaseLost, takeLease } from "./lease";
import { isGivenUp, secondsUntilNextTry, triesBeforeGivingUp } from "./rules";
import { type Queue, type Turn, workThrough } from "./work-through";

const named = (name: string, isStopping = () => false): Worker => ({ name, isStopping });
const take = (core: Core, worker: Worker, minutes = 1) =>
  takeLease(core, { kind: "job", subjectId: "tidy-up", worker, minutes });

/** A queue of these ids, whose work is what the test says. */
const queueOf = (ids: string[], work: (id: string) => Promise<Turn>): Queue<Core & { worker?: Worker }> => ({
  kind: "gift",
  // Not by a table: what is free is asked of the leases all the same.
  waiting: async (core) => {
    const kept = await core.db.select().from(leases);
    const now = core.clock.now();
    const isTaken = (id: string) =>
      kept.some((one) => one.subjectId === id && (one.freeAt > now || one.givenUpAt !== null));
    return ids.filter((id) => !isTaken(id)).map((id) => ({ id, since: now }));
  },
  work: (_, id) => work(id),
});

test("of twenty processes that reach for one lease, one gets it", async () => {
  const w = await world();
  const other = openDatabase(w.db.url);
  const takes = Array.from({ length: 20 }, (_, i) =>
    take({ ...w.schedule(), db: i % 2 ? w.db : other }, named(`p${i}`)),
  );
  const taken = (await Promise.all(takes)).filter(Boolean);
  await other.close();
  expect(taken).toHaveLength(1);
});

test("who died loses the lease by time, and what it still does afterwards is not kept", async () => {
  const w = await world();
  const [slow, next] = [named("slow"), named("next")];
  const first = await take(w.schedule(), slow);
  expect(await take(w.schedule(), next)).toBeUndefined();
  w.passMinutes(1);
  const second = await take(w.schedule(), next);
  expect(second).toMatchObject({ heldBy: "next", tries: 2 });

  const late = inTransaction(w.schedule(), async (core) => {
    await core.db
      .insert(leases)
      .values({ kind: "mail", subjectId: "an effect", freeAt: core.clock.now(), tries: 1 });
    await endLease(core, first!);
  });
  await expect(late).rejects.toThrow(LeaseLost);
  await inTransaction(w.schedule(), (core) => endLease(core, second!));
  expect(await w.db.select().from(leases)).toEqual([]);
});

test("a process takes its own lease again after its time, and its earlier self has lost it", async () => {
  const w = await world();
  const first = await take(w.schedule(), named("same"));
  w.passMinutes(2);
  const again = await take(w.schedule(), named("same"));
  await expect(endLease(w.schedule(), first!)).rejects.toThrow(LeaseLost);
  await endLease(w.schedule(), again!);
});

test("what always fails is tried sixteen times in about a day and a half, then left to the operator", async () => {
  const w = await world();
  const began = w.clock.now();
  let tries = 0;
  let lastTryAt = began;
  const broken = queueOf(["g1"], async () => {
    tries += 1;
    lastTryAt = w.clock.now();
    throw new Error("broken");
  });
  for (let hour = 0; hour < 100 * 4; hour++) {
    await workThrough(w.schedule(), broken);
    w.passMinutes(15);
  }
  expect(tries).toBe(triesBeforeGivingUp);
  const hours = (lastTryAt.getTime() - began.getTime()) / 3_600_000;
  expect(hours).toBeGreaterThan(16);
  expect(hours).toBeLessThan(48);
  expect(await w.db.select().from(leases)).toMatchObject([
    { heldBy: null, givenUpAt: lastTryAt, lastError: "Error: broken" },
  ]);
});

test("what ends every process that takes it is given up too", async () => {
  const w = await world();
  for (let life = 0; life < triesBeforeGivingUp; life++) {
    await takeLease(w.schedule(), { kind: "gift", subjectId: "g1", worker: named(`p${life}`), minutes: 1 });
    w.passMinutes(2);
  }
  let tries = 0;
  const worked = await workThrough(
    w.schedule(),
    queueOf(["g1"], async () => {
      tries += 1;
      return "done";
    }),
  );
  expect(tries).toBe(0);
  expect(worked.failed).toMatchObject([{ id: "g1", isGivenUp: true }]);
});

test("waiting for somebody else's outage does not count, however long it lasts", async () => {
  const w = await world();
  let isBack = false;
  const patient = queueOf(["g1"], async () => (isBack ? "done" : { postponed: "no answer", seconds: 15 }));
  for (let minute = 0; minute < 60; minute++) {
    await workThrough(w.schedule(), patient);
    w.passMinutes(1);
  }
  isBack = true;
  expect(await workThrough(w.schedule(), patient)).toEqual({ done: 1, failed: [] });
  expect(await w.db.select().from(leases)).toEqual([]);
});

test("one that fails does not keep the others waiting", async () => {
  const w = await world();
  const done: string[] = [];
  const mixed = queueOf(["g1", "g2", "g3"], async (id) => {
    if (id === "g1") throw new Error("broken");
    done.push(id);
    return "done";
  });
  const worked = await workThrough(w.schedule(), mixed);
  expect(done).toEqual(["g2", "g3"]);
  expect(worked).toMatchObject({ done: 2, failed: [{ id: "g1" }] });
});

test("who is told to stop finishes what it has in hand, takes no more, and leaves no lease behind", async () => {
  const w = await world();
  const done: string[] = [];
  const worker = named("stopping", () => done.length === 1);
  const slow = queueOf(["g1", "g2"], async (id) => {
    done.push(id);
    return "done";
  });
  await workThrough({ ...w.schedule(), worker }, slow);
  expect(done).toEqual(["g1"]);
  expect(await w.db.select().from(leases)).toEqual([]);
});

test("what a process still holds when it ends is free at once, and counts as no try", async () => {
  const w = await world();
  await take(w.schedule(), named("ending"), 10);
  expect(await giveBackLeases(w.schedule(), named("ending"))).toBe(1);
  expect(await take(w.schedule(), named("next"))).toMatchObject({ heldBy: "next", tries: 1 });
});

test("each pause is about twice the one before, never more than six hours, and never two the same", () => {
  for (let tries = 1; tries <= 30; tries++) {
    const [shortest, longest] = [secondsUntilNextTry(tries, 0), secondsUntilNextTry(tries, 1)];
    expect(shortest * 2).toBe(longest);
    expect(longest).toBe(Math.min(15 * 2 ** (tries - 1), 21_600));
  }
  expect(isGivenUp(triesBeforeGivingUp - 1)).toBe(false);
  expect(isGivenUp(triesBeforeGivingUp)).toBe(true);
});
