// Waiting, but not for ever.
import { setTimeout } from "node:timers/promises";

/** What `work` comes to. Throws what it throws, and when it takes longer: it goes on then, and nobody hears of it. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const impatience = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: impatience.signal }).then(() => {
    throw new Error(`There was no answer within ${milliseconds / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    impatience.abort();
  }
}
