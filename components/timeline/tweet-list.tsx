import type { TweetView } from "@/domain/timeline/views";
import { Tweet } from "./tweet";
import type { TimelineWords } from "./words";

type TweetListProps = {
  tweets: TweetView[];
  words: TimelineWords;
  /** It begins where the page begins. */
  isFirst?: boolean;
};

// As many as a screen shows at once.
const early = 3;

export function TweetList({ tweets, words, isFirst = false }: TweetListProps) {
  return tweets.map((tweet, place) => (
    <Tweet
      key={tweet.ad ? tweet.ad.placementId : tweet.id}
      tweet={tweet}
      words={words}
      isEarly={isFirst && place < early}
    />
  ));
}
