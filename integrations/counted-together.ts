// What several web processes have counted, added up by the one that started them (web-processes.ts).
import cluster, { type Worker } from "node:cluster";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from "prom-client";
import { measures } from "./measures";

export type Counts = MetricObjectWithValues<MetricValue<string>>[];

/**
 * The sum over processes, of which no count ever falls: Prometheus takes a sum that does for a restart of all, and counts
 * what is left of it once more. So what a process told last stays in it, when it has ended and while it is silent.
 */
export class CountsOfAll {
  readonly #told = new Map<number, Counts>();
  #ofEnded: Counts = [];

  tell(process: number, counts: Counts): void {
    this.#told.set(process, counts);
  }

  end(process: number): void {
    const last = this.#told.get(process);
    this.#told.delete(process);
    if (last)
      this.#ofEnded = onlyCounts(addUp([this.#ofEnded, last]).getMetricsAsArray() as unknown as Counts);
  }

  /** @param silent those of which nothing is known at this moment but what they had counted. */
  together(silent: Set<number>): Promise<string> {
    const ofRunning = [...this.#told].map(([id, counts]) => (silent.has(id) ? onlyCounts(counts) : counts));
    return addUp([this.#ofEnded, ...ofRunning]).metrics();
  }
}

const addUp = (all: Counts[]) => AggregatorRegistry.aggregate(all);
/** What is so at one moment, such as memory in use, ends with its process. */
const onlyCounts = (counts: Counts): Counts =>
  counts.filter(({ type }) => ["counter", "histogram"].includes(String(type)));

type Question = { countsAsked: string };
type Reply = { countsFor: string; text: string };
type Told = { countsTold: Counts };
const has = <Key extends string>(message: unknown, key: Key): message is Record<Key, unknown> =>
  typeof message === "object" && message !== null && key in message;
const isQuestion = (message: unknown): message is Question => has(message, "countsAsked");
const isTold = (message: unknown): message is Told => has(message, "countsTold");
const isReply = (message: unknown, to: string): message is Reply =>
  has(message, "countsFor") && message.countsFor === to;

// Less than Prometheus waits, which is ten seconds unless it is told otherwise.
const patienceMilliseconds = 2_000;
const tellCounts = "tell counts";

/** For the process that started the others: asks them all whenever one of them wants to know. */
export function addUpCounts(): void {
  const all = new CountsOfAll();
  const asked = new Map<number, () => void>();
  let round: Promise<string> | undefined;

  const running = () => Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
  const send = (worker: Worker, message: string | Reply) =>
    worker.isConnected() && worker.send(message, () => undefined);

  async function ask(): Promise<string> {
    const impatience = new AbortController();
    const answers = running().map((worker) => {
      const answer = new Promise<void>((resolve) => asked.set(worker.id, resolve));
      send(worker, tellCounts);
      return answer;
    });
    const time = setTimeout(patienceMilliseconds, undefined, impatience).catch(() => undefined);
    await Promise.race([Promise.all(answers), time]);
    impatience.abort();
    const silent = new Set(asked.keys());
    asked.clear();
    return all.together(silent);
  }
  const answered = (worker: Worker) => {
    asked.get(worker.id)?.();
    asked.delete(worker.id);
  };

  cluster.on("message", (worker, message) => {
    if (isTold(message)) {
      // What comes after the end was in the last that was told, or is lost with it.
      if (!worker.isDead()) all.tell(worker.id, message.countsTold);
      answered(worker);
    } else if (isQuestion(message)) {
      round ??= ask().finally(() => (round = undefined));
      void round.then((text) => send(worker, { countsFor: message.countsAsked, text }));
    }
  });
  cluster.on("exit", (worker) => {
    all.end(worker.id);
    answered(worker);
  });
}

/** Lets the first process ask this one what it has counted. */
export function answerWithCounts(): void {
  process.on("message", (message) => {
    if (message !== tellCounts) return;
    void measures.registry.getMetricsAsJSON().then((countsTold) => process.send?.({ countsTold }));
  });
}

/**
 * What all processes have counted together, in the words of Prometheus. Of one that was killed what it counted since it
 * was last asked is lost; one that does not answer within two seconds is no web process of those that serve.
 */
export async function countedTogether(): Promise<string> {
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
