// How often something may be tried. Counted in the memory of each process: with several, each counts for itself.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const minutes = 60;
const hours = 60 * minutes;

const limits = {
  "sign-in-by-email": { points: 10, duration: 15 * minutes },
  "sign-in-by-address": { points: 60, duration: 15 * minutes },
  "sign-up-by-address": { points: 20, duration: hours },
  "reset-by-email": { points: 5, duration: hours },
  "reset-by-address": { points: 20, duration: hours },
  "confirmation-by-person": { points: 5, duration: hours },
  "password-by-person": { points: 10, duration: 15 * minutes },
  "declined-by-address": { points: 20, duration: 15 * minutes },
  "declined-by-person": { points: 10, duration: 15 * minutes },
  "tweet-by-account": { points: 30, duration: 15 * minutes },
  "act-by-account": { points: 300, duration: 15 * minutes },
} as const;

export type Limit = keyof typeof limits;
type Try = { limit: Limit; key: string };

// On globalThis, because Next loads this module once per bundle, and they must count together.
const kept = globalThis as typeof globalThis & { merleLimiters?: Map<Limit, RateLimiterMemory> };

function limiter(limit: Limit): RateLimiterMemory {
  kept.merleLimiters ??= new Map();
  const known = kept.merleLimiters.get(limit);
  if (known) return known;
  const made = new RateLimiterMemory({ keyPrefix: limit, ...limits[limit] });
  kept.merleLimiters.set(limit, made);
  return made;
}

/**
 * Counts a try before it is made, so that a hundred at once are a hundred.
 * Undefined when it may go on; otherwise how many minutes to wait.
 */
export async function countTry(...tries: Try[]): Promise<{ waitMinutes: number } | undefined> {
  for (const { limit, key } of tries) {
    try {
      await limiter(limit).consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { waitMinutes: Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000)) };
    }
  }
  return undefined;
}

/** Takes a counted try back: it succeeded, and only failures count. */
export async function forgiveTry({ limit, key }: Try): Promise<void> {
  await limiter(limit).reward(key, 1);
}

/** Forgets all tries for this key. */
export async function forgetTries({ limit, key }: Try): Promise<void> {
  await limiter(limit).delete(key);
}
