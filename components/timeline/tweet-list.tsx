import type { TweetView } from "@/domain/timeline/views";
import { Tweet } from "./tweet";
import type { TimelineWords } from "./words";

export function TweetList({ tweets, words }: { tweets: TweetView[]; words: TimelineWords }) {
  return tweets.map((tweet) => (
    <Tweet key={tweet.ad ? tweet.ad.placementId : tweet.id} tweet={tweet} words={words} />
  ));
}
