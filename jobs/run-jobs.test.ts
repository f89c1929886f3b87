import { expect, test, vi } from "vitest";
import { world } from "@/domain/testing";
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
