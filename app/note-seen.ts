// What a page shows of cards, for the figures of their sellers.
import type { TweetView } from "@/domain/timeline/views";
import { noteCards } from "@/integrations/seen-cards";

/** Product cards among the tweets of a page. */
export function noteSeen(tweets: TweetView[]): void {
  noteCards(
    tweets.flatMap(({ id, card }) =>
      card?.kind === "product" ? [{ listingId: card.listingId, tweetId: id, what: "seen" as const }] : [],
    ),
  );
}

/** The sheet or page on which somebody begins to buy. */
export function noteOpened(listingId: string, tweetId: string | undefined): void {
  noteCards([{ listingId, tweetId: tweetId ?? "", what: "opened" }]);
}
