import { expect, test } from "vitest";
import { countWork, measureThisProcess, measures } from "./measures";

// Prometheus misses the first time of what was not there before.
test("every outcome is there from the beginning, as nought", async () => {
  measures.webhooks.reset();
  measureThisProcess();
  countWork("an-idle-job", { done: 0, failed: [] });
  const told = await measures.registry.metrics();
  for (const outcome of ["kept", "repeated", "refused"])
    expect(told).toContain(`merle_webhooks_received_total{outcome="${outcome}"} 0`);
  for (const outcome of ["done", "failed", "given-up"])
    expect(told).toContain(`merle_work_total{job="an-idle-job",outcome="${outcome}"} 0`);
  expect(told).toContain("merle_web_processes 1");
});

test("what a job did, what failed and what was given up are counted apart", async () => {
  countWork("a-busy-job", {
    done: 3,
    failed: [{ isGivenUp: false }, { isGivenUp: true }, { isGivenUp: false }],
  });
  const told = await measures.registry.metrics();
  for (const [outcome, count] of Object.entries({ done: 3, failed: 2, "given-up": 1 }))
    expect(told).toContain(`merle_work_total{job="a-busy-job",outcome="${outcome}"} ${count}`);
});
