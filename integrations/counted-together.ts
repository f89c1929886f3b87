// What several web processes have counted, added up by the one that started them (web-processes.ts).
import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { AggregatorRegistry } from "prom-client";
import { measures } from "./measures";

type Question = { countsAsked: string };
type Reply = { countsFor: string; text?: string };
const isQuestion = (message: unknown): message is Question =>
  typeof message === "object" && message !== null && "countsAsked" in message;
const isReply = (message: unknown, to: string): message is Reply =>
  typeof message === "object" && message !== null && "countsFor" in message && message.countsFor === to;

/** For the process that started the others: asks them all whenever one of them wants to know. */
export function addUpCounts(): void {
  const counts = new AggregatorRegistry();
  cluster.on("message", (worker, message) => {
    if (!isQuestion(message)) return;
    const answer = (text?: string) =>
      worker.isConnected() && worker.send({ countsFor: message.countsAsked, text });
    counts.clusterMetrics().then(answer, () => answer());
  });
}

/** Lets the first process ask this one what it has counted. */
export function answerWithCounts(): void {
  AggregatorRegistry.setRegistries(measures.registry);
  // Made for what it does by being made: it listens for the question.
  void new AggregatorRegistry();
}

/**
 * What all processes have counted together, in the words of Prometheus. A process that ended takes its counts along,
 * which Prometheus knows for a restart. Undefined when one of them does not answer within five seconds.
 */
export async function countedTogether(): Promise<string | undefined> {
  if (!cluster.isWorker) return measures.registry.metrics();
  const countsAsked = randomUUID();
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!isReply(message, countsAsked)) return;
      process.off("message", listen);
      resolve(message.text);
    };
    process.on("message", listen);
    process.send?.({ countsAsked } satisfies Question);
  });
}
