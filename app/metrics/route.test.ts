import { afterEach, expect, test, vi } from "vitest";
import type { Database } from "@/db";
import { world } from "@/domain/testing";
import { log } from "@/integrations/log";
import { GET } from "./route";

const kept = globalThis as typeof globalThis & { merleDatabase?: Database | undefined };

async function read(database: Database): Promise<string[]> {
  kept.merleDatabase = database;
  const answer = await GET(
    new Request("http://localhost/metrics", { headers: { "x-from-this-machine": "yes" } }),
  );
  expect(answer.status).toBe(200);
  return (await answer.text()).split("\n");
}

afterEach(() => {
  kept.merleDatabase = undefined;
  vi.restoreAllMocks();
});

test("what never happened and what nobody waits for are told as nought, from the beginning", async () => {
  const w = await world();
  const told = await read(w.db);
  for (const nought of [
    'merle_queue_given_up{queue="mail"} 0',
    'merle_queue_overdue_seconds{queue="shop-task"} 0',
    'merle_queue_most_tries{queue="refund"} 0',
    'merle_events_total{of="order",event="paid"} 0',
    'merle_events_total{of="refund",event="begun"} 0',
    "merle_holds 0",
    "merle_unpromoted_pages_total 0",
  ])
    expect(told).toContain(nought);
  expect(told).toContain("merle_database_up 1");
});

test("while the database does not answer, that is told, and what the processes count still is", async () => {
  const said = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const w = await world();
  const select = () => {
    throw new Error("The database is away");
  };
  const told = await read(Object.assign(Object.create(w.db) as Database, { select }));
  expect(told).toContain("merle_database_up 0");
  expect(told).toContain("merle_unpromoted_pages_total 0");
  expect(told.join()).not.toContain("merle_queue_waiting");
  expect(said).toHaveBeenCalledOnce();
});
