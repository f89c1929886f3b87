// This process: its name, what it has under way, and whether it was told to stop.
import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import type { Worker } from "@/domain/context";
import { inSpan } from "@/spans";
import { log } from "./log";
import { asRequest } from "./this-request";

type Life = {
  name: string;
  isLeaving: boolean;
  stopping: AbortController;
  underWay: Set<Promise<unknown>>;
  lastActs: (() => Promise<unknown>)[];
};

// On globalThis, because the server and Next's bundles each load this module, and they must stop together.
const kept = globalThis as typeof globalThis & { merleLife?: Life };
const life = (kept.merleLife ??= {
  name: `${hostname()}/${process.pid}/${randomBytes(4).toString("hex")}`,
  isLeaving: false,
  stopping: new AbortController(),
  underWay: new Set(),
  lastActs: [],
});

/** As it is named in leases: a process that gets the number of one that died is still another one. */
export const thisProcess: Worker & { isLeaving(): boolean } = {
  name: life.name,
  /** Told to stop, though it may still work: nobody is to be sent here any more. */
  isLeaving: () => life.isLeaving,
  isStopping: () => life.stopping.signal.aborted,
  workOn: ({ kind, id, requestId }, work) => {
    const tellingOf = async () => {
      const beganAt = performance.now();
      const attributes = { "merle.request_id": requestId };
      const turn = await inSpan(`work ${kind}`, { attributes }, work);
      const became = typeof turn === "object" ? turn.postponed : turn === "ended" ? "done" : turn;
      log.info({ kind, id, became, ms: Math.round(performance.now() - beganAt) }, "worked on");
      return turn;
    };
    return requestId === undefined ? tellingOf() : asRequest(requestId, tellingOf);
  },
};

/**
 * By itself V8 lets what is thrown away grow as large as what is in use, while a machine has memory at all. Collecting at
 * 1.4 times what is in use costs a twentieth more work and keeps a small machine's memory free.
 */
export const keepHeapSmall = (): void => setFlagsFromString("--heap-growing-percent=40");

// Every job waits for it.
setMaxListeners(0, life.stopping.signal);

/** Aborted when this process begins to stop. */
export const stopping: AbortSignal = life.stopping.signal;

/** Work that goes on behind an answer: stopping waits for it. */
export function underWay<T>(work: Promise<T>): Promise<T> {
  const ended = work.catch(() => undefined).finally(() => life.underWay.delete(ended));
  life.underWay.add(ended);
  return work;
}

/**
 * What is done when all else has ended, or its time was up: one after the other, and each whether or not others fail. What
 * was asked for first comes last, as what began after it may need it until then.
 */
export function lastly(act: () => Promise<unknown>): void {
  life.lastActs.unshift(act);
}

/** Takes nothing new, waits for what is under way, but no longer than it is told to, and then does what comes last. */
async function stopWorking(withinMilliseconds: number): Promise<void> {
  life.stopping.abort();
  const impatience = new AbortController();
  const time = setTimeout(withinMilliseconds, undefined, { signal: impatience.signal }).catch(
    () => undefined,
  );
  await Promise.race([time, allEnded()]);
  impatience.abort();
  for (const act of life.lastActs)
    await act().catch((error: unknown) => log.error({ err: error }, "a last act failed"));
}

async function allEnded(): Promise<void> {
  while (life.underWay.size > 0) await Promise.all(life.underWay);
}

/**
 * Watches a server, so that it can stop without cutting off anybody. The function returned takes no connections any
 * more and is done when every request under way has had its answer.
 */
function gracefulStop(server: Server): () => Promise<void> {
  const open = new Set<ServerResponse>();
  let isStopping = false;
  // Whoever keeps a connection alive is to open another one, elsewhere.
  const isTheLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("Connection", "close");
  };
  server.prependListener("request", (_, response) => {
    open.add(response);
    if (isStopping) isTheLast(response);
    response.once("close", () => {
      open.delete(response);
      if (isStopping) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () =>
    new Promise((resolve) => {
      isStopping = true;
      for (const response of open) isTheLast(response);
      server.close(() => resolve());
      server.closeIdleConnections();
    });
}

type Patience = { drainMilliseconds: number; workMilliseconds: number; stopMilliseconds: number };

/**
 * Ends this process in good order on SIGTERM, on Ctrl-C, and when whoever started it is gone. For `drainMilliseconds`
 * all goes on but that it says it is leaving, until whoever sends requests here has noticed. Then requests under way are
 * answered, what is worked on is finished, leases are given back. After `workMilliseconds` more work is left to others,
 * after `stopMilliseconds` the process ends whatever is open. Call it before anything listens to the server's requests.
 */
export function endWhenTold(
  server: Server,
  { drainMilliseconds, workMilliseconds, stopMilliseconds }: Patience,
): void {
  const stopServing = gracefulStop(server);
  const stop = async () => {
    if (life.isLeaving) return;
    life.isLeaving = true;
    if (drainMilliseconds > 0) await setTimeout(drainMilliseconds);
    await Promise.race([
      Promise.allSettled([stopServing(), stopWorking(workMilliseconds)]),
      setTimeout(stopMilliseconds),
    ]);
    process.exit(0);
  };
  for (const reason of ["SIGTERM", "SIGINT", "disconnect"]) process.on(reason, () => void stop());
}
