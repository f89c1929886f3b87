"use client";
import { Tweet } from "./tweet";
import type { TimelineLabels } from "./words";
import type { WrittenTweet } from "./written";

type TweetListProps = {
  tweets: WrittenTweet[];
  labels: TimelineLabels;
  /** It begins where the page begins. */
  isFirst?: boolean;
};

// As many as a screen shows at once.
const early = 3;

export function TweetList({ tweets, labels, isFirst = false }: TweetListProps) {
  return tweets.map((tweet, place) => (
    <Tweet
      key={tweet.ad ? tweet.ad.placementId : tweet.id}
      tweet={tweet}
      labels={labels}
      isEarly={isFirst && place < early}
    />
  ));
}
