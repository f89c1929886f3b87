// What this process counts while it works, for /metrics. Its labels have few values, all known beforehand: never an
// address as it was asked for, never anybody's name. Other processes' counts are added in counted-together.ts.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

// With the aims of README.md among them: an order within 0.15 s.
const secondsOfAnswers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];
const secondsOfWork = [0.01, 0.1, 0.5, 1, 5, 15, 60, 300];

function makeMeasures() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    processes: new Gauge({
      name: "merle_web_processes",
      help: "Processes that serve.",
      registers,
    }),
    requests: new Histogram({
      name: "merle_http_request_duration_seconds",
      help: "From the request to the end of its answer, by the pattern of its address. The count is the requests.",
      labelNames: ["method", "route", "status"] as const,
      buckets: secondsOfAnswers,
      registers,
    }),
    stripeCalls: new Histogram({
      name: "merle_stripe_request_duration_seconds",
      help: "Each time that Stripe was asked, tries again too; status is none where no answer came.",
      labelNames: ["method", "resource", "status"] as const,
      buckets: secondsOfAnswers,
      registers,
    }),
    unpromoted: new Counter({
      name: "merle_unpromoted_pages_total",
      help: "Pages that went without what is promoted, because the database refused to write down that it is shown.",
      registers,
    }),
    webhooks: new Counter({
      name: "merle_webhooks_received_total",
      help: "Webhooks of Stripe's: kept, a repetition of one that was kept, or not believed.",
      labelNames: ["outcome"] as const,
      registers,
    }),
    webhookLag: new Histogram({
      name: "merle_webhook_lag_seconds",
      help: "From when Stripe made an event to when it was kept here; Stripe counts in whole seconds.",
      buckets: [1, 2, 5, 15, 60, 300, 3_600, 86_400],
      registers,
    }),
    jobs: new Histogram({
      name: "merle_job_duration_seconds",
      help: "Turns of jobs. The count is the turns.",
      labelNames: ["job", "outcome"] as const,
      buckets: secondsOfWork,
      registers,
    }),
    work: new Counter({
      name: "merle_work_total",
      help: "Rows that were worked on: done, failed and tried again later, or given up.",
      labelNames: ["job", "outcome"] as const,
      registers,
    }),
  };
}

// On globalThis, because the server and Next's bundles each load this module, and all count in one place.
const kept = globalThis as typeof globalThis & { merleMeasures?: ReturnType<typeof makeMeasures> };
export const measures = (kept.merleMeasures ??= makeMeasures());

const outcomesOfWebhooks = ["kept", "repeated", "refused"];

/** Begins to count for a process that serves: itself, its memory, its event loop. */
export function measureThisProcess(): void {
  measures.processes.set(1);
  // From nought: Prometheus misses the first time of what was not there before.
  for (const outcome of outcomesOfWebhooks) measures.webhooks.inc({ outcome }, 0);
  // Ten times a second, and not a hundred times: looking was half of what a process does that nobody asks anything.
  collectDefaultMetrics({ register: measures.registry, eventLoopMonitoringPrecision: 100 });
}

/** A method or status of HTTP as a label: few values, whatever was asked. */
export const methodLabel = (method: string | undefined): string =>
  ["GET", "HEAD", "POST", "OPTIONS", "DELETE"].includes(method ?? "") ? (method ?? "") : "other";
export const statusLabel = (status: number): string => `${Math.floor(status / 100)}xx`;

/** What became of the rows that a job worked through. Nought counts too, for the same reason. */
export function countWork(job: string, worked: { done: number; failed: { isGivenUp: boolean }[] }): void {
  const givenUp = worked.failed.filter(({ isGivenUp }) => isGivenUp).length;
  const counts = { done: worked.done, failed: worked.failed.length - givenUp, "given-up": givenUp };
  for (const [outcome, count] of Object.entries(counts)) measures.work.inc({ job, outcome }, count);
}
