// How often cards were seen and opened since it was counted last, kept in this process: a page that shows them costs the
// database nothing. What is not counted yet when a process is killed is lost: a second's worth, while the database writes.
import { AsyncLocalStorage } from "node:async_hooks";

export type CardSeen = { listingId: string; tweetId: string; what: "seen" | "opened" };
type Counted = { listingId: string; tweetId: string; seen: number; opened: number };

// On globalThis, because the server keeps pages, and what draws them and what counts is in Next's bundle.
const shared = globalThis as typeof globalThis & {
  merleCards?: { counts: Map<string, Counted>; drawing: AsyncLocalStorage<CardSeen[]> };
};
const { counts, drawing } = (shared.merleCards ??= { counts: new Map(), drawing: new AsyncLocalStorage() });

const anId = /^[0-9A-Z]{26}$/;

/** On a page that is being drawn. What is no id of a tweet counts as none. */
export function noteCards(cards: CardSeen[]): void {
  for (const { listingId, tweetId, what } of cards)
    add({ listingId, tweetId: anId.test(tweetId) ? tweetId : "", seen: 0, opened: 0, [what]: 1 });
  drawing.getStore()?.push(...cards);
}

/** More than this only gathers while the database cannot be written, and then of each listing without its tweets. */
const mostApart = 10_000;

function add({ listingId, tweetId: ofTweet, seen, opened }: Counted): void {
  const tweetId = counts.size < mostApart || counts.has(`${listingId} ${ofTweet}`) ? ofTweet : "";
  const key = `${listingId} ${tweetId}`;
  const known = counts.get(key) ?? { seen: 0, opened: 0 };
  counts.set(key, { listingId, tweetId, seen: known.seen + seen, opened: known.opened + opened });
}

/** Draws a page that will be shown again, and puts into `cards` what to note each time that it is. */
export const gatheringCards = <T>(cards: CardSeen[], draw: () => T): T => drawing.run(cards, draw);

/** What was noted since this was asked last. */
export function takeCards(): Counted[] {
  const taken = [...counts.values()];
  counts.clear();
  return taken;
}

/** What was taken could not be counted: it waits for the next time. */
export function putBackCards(taken: Counted[]): void {
  for (const one of taken) add(one);
}
