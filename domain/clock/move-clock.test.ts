import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { people } from "@/db/schema/accounts";
import { clockMoves } from "@/db/schema/clock";
import { leases } from "@/db/schema/leases";
import { auditEntries } from "@/db/schema/shops";
import type { Context } from "@/domain/context";
import { endTurn, takeLease } from "@/domain/leases/lease";
import { workThrough } from "@/domain/leases/work-through";
import { mailsToSend } from "@/domain/mail/deliver-mails";
import { type World, world } from "@/domain/testing";
import { daysAfter, minutesAfter, movedClock, realNow } from "@/domain/time";
import { type MoveClock, moveClock } from "./move-clock";
import { earliestShown, historicDays, isShowable, latestShown } from "./move-rules";
import { clockOffset, clockView } from "./queries";

const endOfShopify = new Date("2017-02-01T00:00:00Z");

async function operatorOf(w: World): Promise<Context> {
  const ops = await w.person("ops");
  await w.db.update(people).set({ isOperator: true }).where(eq(people.id, ops.personId));
  return { ...ops, actor: { ...ops.actor, isOperator: true } };
}

const move = (ctx: Context, input: Partial<MoveClock> = {}) =>
  moveClock(ctx, { to: endOfShopify, afterMoveId: "", isDemoWorld: true, ...input });

/** As a process sees it that has learnt of the last move. */
async function shownTo(ctx: Context): Promise<Context> {
  return { ...ctx, clock: movedClock(await clockOffset(ctx.db), ctx.clock) };
}

test("the operator moves the clock to a day, from there to another, and back to today", async () => {
  const w = await world();
  const ops = await operatorOf(w);
  expect(await move(ops)).toMatchObject({ ok: true });
  const there = await shownTo(ops);
  expect(there.clock.now()).toEqual(endOfShopify);
  expect(realNow(there.clock)).toEqual(w.clock.now());

  const first = await clockView(there);
  const next = minutesAfter(endOfShopify, 60);
  expect(await move(there, { to: next, afterMoveId: first?.lastMoveId ?? "" })).toMatchObject({ ok: true });
  const second = await clockView(await shownTo(ops));
  expect(second).toMatchObject({ shownAt: next, isMoved: true, realAt: w.clock.now() });
  expect(await move(there, { to: undefined, afterMoveId: second?.lastMoveId ?? "" })).toMatchObject({
    ok: true,
  });

  const back = await clockView(await shownTo(ops));
  expect(back).toMatchObject({ shownAt: w.clock.now(), isMoved: false });
  expect(back?.moves.map(({ shownAt, isBack, by }) => [shownAt, isBack, by])).toEqual([
    [w.clock.now(), true, "ops"],
    [next, false, "ops"],
    [endOfShopify, false, "ops"],
  ]);
  const noted = await w.db.select().from(auditEntries);
  expect(noted).toHaveLength(3);
  expect(noted[0]).toMatchObject({ action: "clock-moved", accountId: null, at: w.clock.now() });
});

test("nobody else moves it, nor sees how it was moved, and nothing moves where a key of Stripe's is in use", async () => {
  const w = await world();
  const ada = await w.person("ada");
  for (const ctx of [ada, w.guest(), w.schedule()]) {
    expect(await move(ctx)).toMatchObject({ ok: false, reason: "not-found" });
    expect(await clockView(ctx)).toBeUndefined();
  }
  const ops = await operatorOf(w);
  expect(await move(ops, { isDemoWorld: false })).toMatchObject({ ok: false, reason: "not-the-demo-world" });
  expect(await w.db.select().from(clockMoves)).toEqual([]);
  expect(await clockOffset(w.db)).toBe(0);
});

test("of two who move it at once from the same page, one does and the other is told", async () => {
  const w = await world();
  const ops = await operatorOf(w);
  const days = Array.from({ length: 8 }, (_, i) => daysAfter(endOfShopify, i));
  const outcomes = await Promise.all(days.map((to) => move(ops, { to })));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.reason).toBe("moved-meanwhile");
  expect(await w.db.select().from(clockMoves)).toHaveLength(1);

  // A page that was opened long before, several moves ago.
  const one = await clockView(ops);
  await move(ops, { afterMoveId: one?.lastMoveId ?? "" });
  expect(await move(ops, { to: days[3] })).toMatchObject({ ok: false, reason: "moved-meanwhile" });
});

test("it goes from the first of its days to the last, and not a millisecond further", async () => {
  expect(isShowable(earliestShown)).toBe(true);
  expect(isShowable(new Date(earliestShown.getTime() - 1))).toBe(false);
  expect(isShowable(latestShown)).toBe(false);
  expect(isShowable(new Date(latestShown.getTime() - 1))).toBe(true);
  for (const { at } of historicDays) expect(isShowable(at)).toBe(true);
  const w = await world();
  const ops = await operatorOf(w);
  expect(await move(ops, { to: latestShown })).toMatchObject({ ok: false, reason: "out-of-range" });
  expect(await move(ops, { to: new Date(Number.NaN) })).toMatchObject({ ok: false, reason: "out-of-range" });
});

test("after a move, forwards or backwards, what waited for its next try is due, and what is in hand stays in hand", async () => {
  for (const to of [endOfShopify, new Date("2027-03-01T00:00:00Z")]) {
    const w = await world();
    const ops = await operatorOf(w);
    const worker = { name: "p1", isStopping: () => false };
    const lease = (subjectId: string) =>
      takeLease(w.schedule(), { kind: "job", subjectId, worker, minutes: 1 });
    const done = await lease("yesterday's");
    await endTurn(w.schedule(), done!, { beganAt: w.clock.now(), everySeconds: 24 * 60 * 60 });
    await lease("under way");
    expect(await move(ops, { to })).toMatchObject({ ok: true });

    const there = await shownTo(w.schedule());
    const other = { name: "p2", isStopping: () => false };
    const again = (subjectId: string) =>
      takeLease(there, { kind: "job", subjectId, worker: other, minutes: 1 });
    expect(await again("under way")).toBeUndefined();
    const taken = await again("yesterday's");
    expect(taken).toMatchObject({ heldBy: "p2" });
    // Whatever happened since, on the day that is shown, is asked for: not from a day that is still to come.
    expect(taken?.doneAt?.getTime()).toBe(Math.min(w.clock.now().getTime(), to.getTime()));
    // A lease lasts a minute of the machine's time, on any day.
    w.passMinutes(1);
    expect(await again("under way")).toMatchObject({ heldBy: "p2" });
    const [kept] = await w.db.select().from(leases).where(eq(leases.subjectId, "under way"));
    expect(kept?.freeAt).toEqual(minutesAfter(w.clock.now(), 1));
  }
});

test("what failed and waits for hours is tried at once after the clock went on", async () => {
  const w = await world();
  const ops = await operatorOf(w);
  let tries = 0;
  const queue = {
    ...mailsToSend,
    waiting: async (...[, , limit]: Parameters<typeof mailsToSend.waiting>) => {
      const held = await w.db.select().from(leases);
      const isFree = held.every(({ freeAt }) => freeAt <= w.clock.now());
      return isFree ? [{ id: "m1", since: null }].slice(0, limit) : [];
    },
    work: async () => {
      tries += 1;
      throw new Error("silent");
    },
  };
  for (let i = 0; i < 3; i++) await workThrough(w.schedule(), queue);
  expect(tries).toBe(1);
  await move(ops, { to: daysAfter(w.clock.now(), 1) });
  await workThrough(await shownTo(w.schedule()), queue);
  expect(tries).toBe(2);
});
