// A page went without what is promoted: counted each time, and said once a minute at most.
import { log } from "./log";
import { measures } from "./measures";

const pauseMilliseconds = 60_000;
let saidAt = Number.NEGATIVE_INFINITY;

export function tellUnpromoted(why: unknown): void {
  measures.unpromoted.inc();
  if (performance.now() - saidAt < pauseMilliseconds) return;
  saidAt = performance.now();
  log.error({ err: why }, "the database refuses to write: pages go without what is promoted");
}
