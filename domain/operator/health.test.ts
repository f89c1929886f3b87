import { expect, test } from "vitest";
import { reconcileDay } from "@/domain/audit/reconcile-day";
import type { Context } from "@/domain/context";
import { noteTurn } from "@/domain/leases/lease";
import { minutesAfter } from "@/domain/time";
import { type World, world } from "@/domain/testing";
import { healthView } from "./health";
import { isDiskFull, isJobLate, isQueueFailing, isQueueLate } from "./health-rules";

const asOperator = async (w: World): Promise<Context> => {
  const { actor, ...ops } = await w.person("ops");
  if (actor.kind !== "person") throw new Error("Not a person");
  return { ...ops, actor: { ...actor, isOperator: true } };
};

test("the operator sees that database and Stripe answer, when jobs ran, and what was compared", async () => {
  const w = await world();
  const ops = await asOperator(w);
  const at = w.clock.now();
  await noteTurn(w.schedule(), "sweep-payments", { beganAt: at });
  w.passMinutes(5);
  await noteTurn(w.schedule(), "sweep-payments", { beganAt: w.clock.now(), error: new Error("No.") });
  await reconcileDay(w.schedule());
  const health = await healthView(ops);
  expect(health?.database.version).toMatch(/^\d+\./);
  expect(health?.database.sizeBytes).toBeGreaterThan(10_000);
  expect(health?.stripeMilliseconds).toBeTypeOf("number");
  expect(health?.jobs.get("sweep-payments")).toEqual({
    name: "sweep-payments",
    doneAt: at,
    lastError: "Error: No.",
  });
  expect(health?.comparison).toMatchObject({ differences: [] });
});

test("the page still comes when Stripe does not answer, and says so", async () => {
  const w = await world();
  const ops = await asOperator(w);
  const silent = {
    ...ops,
    payments: { ...ops.payments, balance: () => Promise.reject(new Error("Silence")) },
  };
  expect((await healthView(silent))?.stripeMilliseconds).toBeUndefined();
});

test("a database that only lets itself be read is known for that", async () => {
  const w = await world();
  const ops = await asOperator(w);
  expect((await healthView(ops))?.database.isWritable).toBe(true);
  await w.db.migrationScript(
    w.db.engine === "sqlite"
      ? "pragma query_only = on"
      : `create function follows() returns trigger language plpgsql as
           $$ begin raise exception 'read-only' using errcode = 'read_only_sql_transaction'; end $$;
         create trigger follower before update on counters for each statement execute function follows()`,
  );
  expect((await healthView(ops))?.database.isWritable).toBe(false);
});

test("nobody else sees any of it", async () => {
  const w = await world();
  for (const ctx of [w.guest(), await w.person("ada")]) expect(await healthView(ctx)).toBeUndefined();
});

test("a queue is late when what waits could long have been taken; an empty one never is", () => {
  const now = new Date("2026-11-25T12:00:00Z");
  const mail = (minutes: number) => ({ kind: "mail" as const, dueAt: minutesAfter(now, -minutes) });
  expect(isQueueLate(mail(5), now)).toBe(false);
  expect(isQueueLate(mail(6), now)).toBe(true);
  expect(isQueueLate({ kind: "gift", dueAt: minutesAfter(now, -15) }, now)).toBe(false);
  expect(isQueueLate({ kind: "mail", dueAt: undefined }, now)).toBe(false);
});

test("a queue fails when one of it was tried again and again, not when a try failed once or twice", () => {
  expect(isQueueFailing({ mostTries: 0 })).toBe(false);
  expect(isQueueFailing({ mostTries: 5 })).toBe(false);
  expect(isQueueFailing({ mostTries: 6 })).toBe(true);
});

test("a job is late when it missed two turns, and when it has never run", () => {
  const now = new Date("2026-11-25T12:00:00Z");
  const hourly = (minutes: number) => ({ everySeconds: 3600, doneAt: minutesAfter(now, -minutes) });
  expect(isJobLate(hourly(123), now)).toBe(false);
  expect(isJobLate(hourly(124), now)).toBe(true);
  expect(isJobLate({ everySeconds: 3600, doneAt: undefined }, now)).toBe(true);
});

test("a disk is full before it is", () => {
  expect(isDiskFull({ freeBytes: 50e9, totalBytes: 500e9 })).toBe(false);
  expect(isDiskFull({ freeBytes: 20e9, totalBytes: 500e9 })).toBe(true);
  expect(isDiskFull({ freeBytes: 0.9e9, totalBytes: 10e9 })).toBe(true);
});
