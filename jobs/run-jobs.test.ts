import { expect, onTestFinished, test, vi } from "vitest";
import { world } from "@/domain/testing";
import { log } from "@/integrations/log";
import { measures } from "@/integrations/measures";
import { runJobs } from "./run-jobs";

test("a job that fails is tried again, never overlaps itself, and ends when stopped", async () => {
  const { schedule } = await world();
  let turns = 0;
  let running = 0;
  let mostAtOnce = 0;
  const job = {
    name: "slow",
    everySeconds: 0.005,
    workThrough: async () => {
      turns += 1;
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      if (turns === 1) throw new Error("the first turn fails");
      return { done: 0, failed: [] };
    },
  };
  const stopping = new AbortController();
  runJobs([job], schedule, stopping.signal);
  await vi.waitFor(() => expect(turns).toBeGreaterThan(2));
  stopping.abort();
  const turnsWhenStopped = turns;
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(turns).toBe(turnsWhenStopped);
  expect(mostAtOnce).toBe(1);
});

test("a job that fails each second says so once a minute, and at once when it fails otherwise", async () => {
  const { schedule } = await world();
  const said = vi.spyOn(log, "error").mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  let turns = 0;
  const runHere = async () => {
    turns += 1;
    throw new Error(turns < 4 ? "database or disk is full" : "attempt to write a readonly database");
  };
  const stopping = new AbortController();
  runJobs([{ name: "count-often", everySeconds: 0.005, runHere }], schedule, stopping.signal);
  await vi.waitFor(() => expect(turns).toBeGreaterThan(6), 60_000);
  stopping.abort();
  expect(said.mock.calls.map(([facts]) => (facts as { err: Error }).err.message)).toEqual([
    "database or disk is full",
    "attempt to write a readonly database",
  ]);
});

test("that a job has never failed is told as nought, from the beginning", async () => {
  const { schedule } = await world();
  const stopping = new AbortController();
  stopping.abort();
  const runHere = async () => undefined;
  runJobs([{ name: "never-ran", everySeconds: 1, runHere }], schedule, stopping.signal);
  const told = (await measures.registry.metrics()).split("\n");
  for (const outcome of ["done", "failed"])
    expect(told).toContain(`merle_job_duration_seconds_count{job="never-ran",outcome="${outcome}"} 0`);
});
