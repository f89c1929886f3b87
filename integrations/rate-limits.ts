// How often something may be tried. Counted in the database, so that all processes count together.
import { createHash } from "node:crypto";
import { and, gt, lt } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { tries } from "@/db/schema/leases";
import { among, type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import { type Instant, realNow, systemClock } from "@/domain/time";

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
  // Of payments that the bank declined. A household behind one address mistypes a card now and then; who tries out
  // stolen ones does little else.
  "declined-by-address": { points: 20, duration: hours },
  "declined-by-person": { points: 10, duration: hours },
  "declined-by-card": { points: 6, duration: hours },
  "shop-by-person": { points: 5, duration: 24 * hours },
  "invitation-by-shop": { points: 40, duration: hours },
  "picture-by-person": { points: 300, duration: hours },
  "tweet-by-account": { points: 30, duration: 15 * minutes },
  "act-by-account": { points: 300, duration: 15 * minutes },
} as const;

export type Limit = keyof typeof limits;
export type Try = { limit: Limit; key: string };

const limiter = ({ db }: Pick<Core, "db">, limit: Limit) =>
  new RateLimiterDrizzle({
    storeClient: db,
    schema: tries,
    keyPrefix: limit,
    clearExpiredByTimeout: false, // forgetOldTries does
    ...limits[limit],
  });

/** Whom it counts is kept as a digest: the table tells nobody which addresses were here. */
export const digest = (key: string): string =>
  createHash("sha256").update(key).digest("base64url").slice(0, 22);

/**
 * Counts a try before it is made, so that a hundred at once are a hundred.
 * Undefined when it may go on; otherwise how many minutes to wait.
 */
export async function countTry(
  core: Pick<Core, "db">,
  ...counted: Try[]
): Promise<{ waitMinutes: number } | undefined> {
  for (const [place, { limit, key }] of counted.entries()) {
    try {
      await limiter(core, limit).consume(digest(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // Nothing was tried: what one person may not do any more is not counted against their household.
      for (const before of counted.slice(0, place)) await forgiveTry(core, before);
      return { waitMinutes: Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000)) };
    }
  }
  return undefined;
}

const triesThatCount = statement((db, { keys, now }: Blanks<{ keys: string[]; now: Instant }>) =>
  db
    .select()
    .from(tries)
    .where(and(among(tries.key, keys), gt(tries.expire, now))),
);

/**
 * Whether so many failures were counted that the next try is not made; how many minutes to wait then. Counts nothing
 * itself: what is under way is no failure, however many are under way at once behind one address.
 * @param leniency multiplies each limit.
 */
export async function tooManyFailures(
  core: Pick<Core, "db">,
  leniency: number,
  ...counted: Try[]
): Promise<{ waitMinutes: number } | undefined> {
  const most = new Map(
    counted.map(({ limit, key }) => [
      limiter(core, limit).getKey(digest(key)),
      limits[limit].points * leniency,
    ]),
  );
  const now = systemClock.now();
  const failures = await triesThatCount(core.db, { keys: [...most.keys()], now });
  const waits = failures
    .filter(({ key, points }) => points >= (most.get(key) ?? Infinity))
    .map(({ expire }) => Math.ceil(((expire?.getTime() ?? 0) - now.getTime()) / 60_000));
  return waits.length === 0 ? undefined : { waitMinutes: Math.max(1, ...waits) };
}

/** Counts a failure. */
export async function countFailure(core: Pick<Core, "db">, { limit, key }: Try): Promise<void> {
  await limiter(core, limit)
    .consume(digest(key))
    .catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal; // over the limit by now, and counted
    });
}

/** Takes one counted failure back, if there is one: what succeeds speaks for whoever else is behind the same key. */
export async function forgiveFailure(core: Pick<Core, "db">, { limit, key }: Try): Promise<void> {
  const keys = [limiter(core, limit).getKey(digest(key))];
  const [failures] = await triesThatCount(core.db, { keys, now: systemClock.now() });
  if (failures && failures.points > 0) await limiter(core, limit).reward(digest(key), 1);
}

/** Takes a counted try back: it succeeded, and only failures count. */
export async function forgiveTry(core: Pick<Core, "db">, { limit, key }: Try): Promise<void> {
  await limiter(core, limit).reward(digest(key), 1);
}

/** Forgets all tries for this key. */
export async function forgetTries(core: Pick<Core, "db">, { limit, key }: Try): Promise<void> {
  await limiter(core, limit).delete(digest(key));
}

/** Forgets the tries that do not count any more: they were counted by the machine's time. */
export async function forgetOldTries(core: Pick<Core, "db" | "clock">): Promise<void> {
  await core.db.delete(tries).where(lt(tries.expire, realNow(core.clock)));
}
