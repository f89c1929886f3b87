// Several processes behind one port. The first one hands each connection to the next in turn, serves nothing itself,
// and puts another in the place of one that died.
import cluster, { type Worker } from "node:cluster";
import { log } from "./log";

const pauseMilliseconds = 1_000;

/** Whether this process is the one that starts the others. */
export const startsOthers = (count: number): boolean => count > 1 && cluster.isPrimary;

/** What a web process tells the one that started it: that it takes requests, and that it has drawn its first page. */
export type FromWebProcess = "serving" | "warm";

/**
 * Runs this program `count` times: once, and when that one serves, `onServing` is called; the others follow when it is
 * warm, so that they do not take its time. If the first ends before it serves everything ends, with its exit code: it
 * has said why. On SIGTERM, Ctrl-C and when whoever started us is gone all are told to stop, and this process ends
 * after the last.
 */
export function startWebProcesses(count: number, onServing: () => void): void {
  let haveServed = false;
  let isAlone = true;
  let isStopping = false;

  const startOne = () => {
    const worker = cluster.fork();
    worker.on("message", (message) => {
      if (message === ("serving" satisfies FromWebProcess) && !haveServed) {
        haveServed = true;
        onServing();
      }
      if (message === ("warm" satisfies FromWebProcess) && isAlone) {
        isAlone = false;
        for (let others = 1; others < count; others++) startOne();
      }
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
      log.error({ died: worker.process.pid, code, signal }, "a web process died; another takes its place");
      setTimeout(() => isStopping || startOne(), pauseMilliseconds);
    } else {
      stop();
      process.exit(code || 1);
    }
  });
  startOne();
}

const workers = (): Worker[] => Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
