// For Prometheus: what the processes have counted, and what the database says at this moment.
import { Counter, Gauge, Registry } from "prom-client";
import { database } from "@/db";
import { happened } from "@/domain/operator/tally";
import { openHolds, queueStates } from "@/domain/operator/queue-states";
import { within } from "@/domain/within";
import { env } from "@/env";
import { countedTogether } from "@/integrations/counted-together";
import { log } from "@/integrations/log";
import { requestClock } from "../request-context";
import { mayReadMetrics } from "./may-read";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers, env.metricsToken))
    return new Response(
      env.metricsToken ? "The token is wrong\n" : "Set METRICS_TOKEN to read from elsewhere\n",
      {
        status: env.metricsToken ? 401 : 403,
        headers: env.metricsToken ? { "WWW-Authenticate": "Bearer" } : {},
      },
    );
  const [counted, asRowsSay] = await Promise.all([countedTogether(), asFarAsItAnswers()]);
  return new Response(`${counted}\n${asRowsSay}`, {
    headers: { "Content-Type": Registry.PROMETHEUS_CONTENT_TYPE, "Cache-Control": "no-store" },
  });
}

// Less than Prometheus waits, which is ten seconds unless it is told otherwise.
const patienceMilliseconds = 5_000;

/** Without it there is still what the processes count, which says what the failure does to people. */
async function asFarAsItAnswers(): Promise<string> {
  const registry = new Registry();
  const answers = new Gauge({
    name: "merle_database_up",
    help: "1 when the database answered within five seconds; without it queues, holds and events are not told.",
    registers: [registry],
  });
  try {
    const asRowsSay = await within(patienceMilliseconds, fromDatabase());
    answers.set(1);
    return `${asRowsSay}\n${await registry.metrics()}`;
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return registry.metrics();
  }
}

/** The same whichever process is asked: not counted here, but in rows. */
async function fromDatabase(): Promise<string> {
  const core = {
    db: database(),
    clock: await requestClock(),
    actor: { kind: "schedule" as const },
    locale: "en" as const,
  };
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ["queue"] as const, registers });
  const waiting = gauge("merle_queue_waiting", "Rows that are due and in nobody's hands, up to a thousand.");
  const oldest = gauge("merle_queue_oldest_age_seconds", "Since when the oldest of them is there.");
  const overdue = gauge("merle_queue_overdue_seconds", "Since when one of them could have been taken.");
  const givenUp = gauge("merle_queue_given_up", "Rows that wait for the operator, at /operator/jobs.");
  const failing = gauge("merle_queue_failing", "Rows whose last try failed, and that are tried again later.");
  const mostTries = gauge(
    "merle_queue_most_tries",
    "Tries so far of the one among them that failed most often.",
  );
  const secondsSince = (at: Date | undefined) =>
    at ? Math.max(0, (core.clock.now().getTime() - at.getTime()) / 1000) : 0;
  for (const state of await queueStates(core)) {
    const queue = { queue: state.kind };
    waiting.set(queue, state.count);
    oldest.set(queue, secondsSince(state.oldestAt));
    overdue.set(queue, secondsSince(state.dueAt));
    failing.set(queue, state.failing);
    mostTries.set(queue, state.mostTries);
    givenUp.set(queue, state.givenUp);
  }
  const holds = new Gauge({ name: "merle_holds", help: "Checkouts under way, which hold units.", registers });
  holds.set(await openHolds(core));
  const events = new Counter({
    name: "merle_events_total",
    help: "What happened, as the rows say: counted half a minute later, and kept over restarts.",
    labelNames: ["of", "event"] as const,
    registers,
  });
  for (const { of, event, count } of await happened(core)) events.inc({ of, event }, count);
  return registry.metrics();
}
