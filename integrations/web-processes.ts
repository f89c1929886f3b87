// Several processes behind one port. The first one hands each connection to the next in turn, serves nothing itself,
// and puts another in the place of one that died.
import cluster, { type Worker } from "node:cluster";
import { randomUUID } from "node:crypto";
import { AggregatorRegistry } from "prom-client";
import { log } from "./log";
import { measures } from "./measures";

const pauseMilliseconds = 1_000;

/** Whether this process is the one that starts the others. */
export const startsOthers = (count: number): boolean => count > 1 && cluster.isPrimary;

/**
 * Runs this program `count` times: once, and when that one serves, `onServing` is called and the others follow, so that
 * they do not take its time. If the first ends before that everything ends, with its exit code: it has said why.
 * On SIGTERM, Ctrl-C and when whoever started us is gone all are told to stop, and this process ends after the last.
 */
export function startWebProcesses(count: number, onServing: () => void): void {
  let haveServed = false;
  let isStopping = false;

  const startOne = () => {
    const worker = cluster.fork();
    worker.on("message", (message) => {
      if (message !== "serving" || haveServed) return;
      haveServed = true;
      onServing();
      for (let others = 1; others < count; others++) startOne();
    });
  };
  const stop = () => {
    isStopping = true;
    for (const worker of workers()) worker.process.kill("SIGTERM");
  };
  for (const reason of ["SIGTERM", "SIGINT", "disconnect"]) process.on(reason, stop);

  cluster.on("exit", (worker, code, signal) => {
    if (isStopping) {
      if (workers().length === 0) process.exit(0);
    } else if (haveServed) {
      log.error({ pid: worker.process.pid, code, signal }, "a web process died; another takes its place");
      setTimeout(() => isStopping || startOne(), pauseMilliseconds);
    } else {
      stop();
      process.exit(code || 1);
    }
  });
  const counts = new AggregatorRegistry();
  cluster.on("message", (worker, message) => {
    if (!isQuestion(message)) return;
    const answer = (text?: string) =>
      worker.isConnected() && worker.send({ countsFor: message.countsAsked, text });
    counts.clusterMetrics().then(answer, () => answer());
  });
  startOne();
}

type Question = { countsAsked: string };
type Reply = { countsFor: string; text?: string };
const isQuestion = (message: unknown): message is Question =>
  typeof message === "object" && message !== null && "countsAsked" in message;
const isReply = (message: unknown, to: string): message is Reply =>
  typeof message === "object" && message !== null && "countsFor" in message && message.countsFor === to;

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

const workers = (): Worker[] => Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
