// A tweet on its own page: larger, with its whole date, and with what its author can do with it.
import type { ReactNode } from "react";
import { TweetActs, TweetAuthor, TweetBody, TweetHead, TweetOrigin, subjectOf } from "./tweet-parts";
import type { TimelineLabels } from "./words";
import type { WrittenTweet } from "./written";

type MainTweetProps = { tweet: WrittenTweet; labels: TimelineLabels; children?: ReactNode };

export function MainTweet({ tweet, labels, children }: MainTweetProps) {
  return (
    <article
      id={`t-${tweet.id}`}
      data-tweet={tweet.id}
      data-subject={subjectOf(tweet)}
      aria-label={tweet.label}
      className="relative border-b border-hairline px-4 pt-3 pb-1"
    >
      <TweetOrigin tweet={tweet} labels={labels} />
      <div className="flex gap-3">
        <TweetAuthor author={tweet.author} />
        <div className="min-w-0 flex-1 self-center">
          <TweetHead tweet={tweet} labels={labels} />
        </div>
      </div>
      <TweetBody tweet={tweet} labels={labels} isEarly isLarge />
      <p className="mt-3 text-small text-ink-soft">
        <time dateTime={tweet.at}>{tweet.moment}</time>
      </p>
      <TweetActs tweet={tweet} labels={labels} address="#reply">
        {children}
      </TweetActs>
    </article>
  );
}
