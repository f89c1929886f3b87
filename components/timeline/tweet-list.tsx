"use client";
import { useMemo } from "react";
import { Tweet } from "./tweet";
import type { TimelineLabels } from "./words";
import type { WrittenTweet } from "./written";

type TweetListProps = {
  tweets: WrittenTweet[];
  labels: TimelineLabels;
  /** It begins where the page begins. */
  isFirst?: boolean;
};

type SentProps = Omit<TweetListProps, "tweets"> & {
  /** The tweets in one piece of JSON: Next would look at each of its values twice, here it is read at once. */
  json: string;
};

export function SentTweets({ json, ...rest }: SentProps) {
  const tweets = useMemo(() => JSON.parse(json) as WrittenTweet[], [json]);
  return <TweetList tweets={tweets} {...rest} />;
}

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
