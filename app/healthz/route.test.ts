import { afterEach, expect, test, vi } from "vitest";
import type { Database } from "@/db";
import { world } from "@/domain/testing";
import { log } from "@/integrations/log";
import { thisProcess } from "@/integrations/this-process";
import { GET as isAlive } from "../livez/route";
import { GET as isReady } from "./route";

const kept = globalThis as typeof globalThis & { merleDatabase?: Database | undefined };

async function saying(database: Database) {
  kept.merleDatabase = database;
  const ready = await isReady();
  return { ready: [ready.status, await ready.json()], alive: isAlive().status };
}

afterEach(() => {
  kept.merleDatabase = undefined;
  vi.restoreAllMocks();
});

test("requests are sent where the database answers, and not where it does not; that is no reason to start anew", async () => {
  const w = await world();
  expect(await saying(w.db)).toMatchObject({ ready: [200, { status: "ok" }], alive: 200 });
  const told = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const select = () => {
    throw new Error("The database is away");
  };
  const away = Object.assign(Object.create(w.db) as Database, { select });
  expect(await saying(away)).toMatchObject({ ready: [503, { status: "unavailable" }], alive: 200 });
  expect(told.mock.calls.map(([, words]) => words)).toEqual(["the database does not answer"]);
});

test("no more requests are sent to a process that was told to stop", async () => {
  const w = await world();
  vi.spyOn(thisProcess, "isLeaving").mockReturnValue(true);
  expect(await saying(w.db)).toMatchObject({ ready: [503, { status: "stopping" }], alive: 200 });
});
