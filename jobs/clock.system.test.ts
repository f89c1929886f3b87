// The clock of the demo world and the processes that go by it: they learn of a move by themselves, also after kill -9.
import { and, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { people } from "@/db/schema/accounts";
import { leases } from "@/db/schema/leases";
import { orders } from "@/db/schema/orders";
import { moveClock } from "@/domain/clock/move-clock";
import { clockView } from "@/domain/clock/queries";
import { type World, world } from "@/domain/testing";
import { placed } from "@/domain/testing-purchases";
import { daysAfter, type Instant, minutesAfter } from "@/domain/time";
import { goByTheRealTime, startWorker } from "./testing";

// Nothing here waits for a time to pass, only for things to happen: the limit is for a machine that is busy.
const patiently = { timeout: 120_000, interval: 50 };
const long = 240_000;

async function operatorOf(w: World) {
  const ops = await w.person("ops");
  await w.db.update(people).set({ isOperator: true }).where(eq(people.id, ops.personId));
  const ctx = { ...ops, actor: { ...ops.actor, isOperator: true } };
  return async (to: Instant | undefined) => {
    const afterMoveId = (await clockView(ctx))?.lastMoveId ?? "";
    expect(await moveClock(ctx, { to, afterMoveId, isDemoWorld: true })).toMatchObject({ ok: true });
  };
}

const statusOf = async (w: World, orderId: string) =>
  (await w.db.select().from(orders).where(eq(orders.id, orderId)))[0]?.status;

/** On which day the job that releases holds last came to its end. */
const releasedAt = async (w: World) =>
  (
    await w.db
      .select()
      .from(leases)
      .where(and(eq(leases.kind, "job"), eq(leases.subjectId, "release-expired-holds")))
  )[0]?.doneAt ?? undefined;

async function daysAtStripe(w: World): Promise<number> {
  const answer = await w.stripe.local.fetch(new Request("http://127.0.0.1/_local/clock"));
  return z.object({ movedSeconds: z.number() }).parse(await answer.json()).movedSeconds / (24 * 60 * 60);
}

// When a process asked for the offset only when it began, or jobs slept on until their period was over, it stayed held.
test(
  "a process under way learns that a day went by: the hold is released, and Stripe is there too",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    const mug = await w.listing(await w.merchant());
    const order = await placed(w.guest(), mug);
    const move = await operatorOf(w);
    await startWorker(w);
    await vi.waitFor(async () => expect(await releasedAt(w)).toBeDefined(), patiently);
    expect(await statusOf(w, order.id)).toBe("pending");

    await move(daysAfter(w.clock.now(), 1));
    await vi.waitFor(async () => expect(await statusOf(w, order.id)).toBe("expired"), patiently);
    expect(await w.units(mug.variantId)).toMatchObject({ held: 0, inStock: 5 });
    await vi.waitFor(async () => expect(await daysAtStripe(w)).toBeCloseTo(1, 1), patiently);
  },
  long,
);

// When jobs began before the offset was known, a hold of today was released on a day on which it still ran.
test(
  "a process that is killed on a past day does nothing as of today when it comes again",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    w.passMinutes(-60);
    const mug = await w.listing(await w.merchant());
    const order = await placed(w.guest(), mug); // its hold ran out most of an hour ago
    const then = minutesAfter(w.clock.now(), -60);
    goByTheRealTime(w);
    const move = await operatorOf(w);
    await move(then);
    for (let life = 0; life < 2; life++) {
      await w.db.delete(leases);
      const worker = await startWorker(w);
      await vi.waitFor(async () => expect(await releasedAt(w)).toBeDefined(), patiently);
      expect((await releasedAt(w))?.getTime()).toBeLessThan(minutesAfter(then, 30).getTime());
      expect(await statusOf(w, order.id)).toBe("pending");
      worker.child.kill("SIGKILL");
      await worker.ended;
    }
    await startWorker(w);
    await move(undefined);
    await vi.waitFor(async () => expect(await statusOf(w, order.id)).toBe("expired"), patiently);
    await vi.waitFor(async () => expect(Math.abs(await daysAtStripe(w))).toBeLessThan(0.01), patiently);
  },
  long,
);
