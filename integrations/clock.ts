// The time that is shown. In the demo world the operator moves it, and every process learns of that within a second;
// everywhere else it is the machine's, and nothing is asked. Sessions, leases, limits, signatures and logs stay real.
import { env } from "@/env";
import { type Clock, movedClock, systemClock } from "@/domain/time";

const keptMilliseconds = 1_000;

type Known = {
  offsetMilliseconds: number;
  /** By a clock that nobody moves. */
  readAt: number;
  reading: Promise<void> | undefined;
  /** Counted up by each word of it, so that an older answer does not undo a newer one. */
  words: number;
  listeners: Set<() => void>;
};

// On globalThis, because the server, the pages and the jobs are bundled apart.
const shared = globalThis as typeof globalThis & { merleClock?: Known };
const known = (shared.merleClock ??= {
  offsetMilliseconds: 0,
  readAt: -Infinity,
  reading: undefined,
  words: 0,
  listeners: new Set(),
});

/** How far the shown time stands from the machine's, as this process knows it. */
export const knownOffset = (): number => known.offsetMilliseconds;

/**
 * The clock to go by now. At most once a second, and in the demo world alone, it asks anew.
 * @param readOffset the last move's milliseconds, from the database.
 */
export async function learnClock(
  readOffset: () => Promise<number>,
  isDemoWorld: boolean = env.isDemoWorld,
): Promise<Clock> {
  if (!isDemoWorld) return systemClock;
  if (performance.now() - known.readAt >= keptMilliseconds)
    await (known.reading ??= readAnew(readOffset).finally(() => (known.reading = undefined)));
  return movedClock(known.offsetMilliseconds);
}

async function readAnew(readOffset: () => Promise<number>): Promise<void> {
  const { words } = known;
  const offset = await readOffset();
  if (words === known.words) noteClockMoved(offset);
}

/** In the process that moves the clock, at once. */
export function noteClockMoved(offsetMilliseconds: number): void {
  const isMove = offsetMilliseconds !== known.offsetMilliseconds;
  Object.assign(known, { offsetMilliseconds, readAt: performance.now(), words: known.words + 1 });
  if (isMove) for (const listener of known.listeners) listener();
}

/** Calls `listener` whenever this process learns that the clock was moved, until what it returns is called. */
export function onClockMoved(listener: () => void): () => void {
  known.listeners.add(listener);
  return () => void known.listeners.delete(listener);
}
