"use client";
// One tweet in a list. Few elements: it is drawn thirty times a page, and one island (timeline-island.tsx) serves them
// all. It is sent as what it says (written.ts) and drawn from that on either side, which is less than sending what it
// looks like.
import { TweetActs, TweetAuthor, TweetBody, TweetHead, TweetOrigin, subjectOf } from "./tweet-parts";
import type { TimelineLabels } from "./words";
import type { WrittenTweet } from "./written";

type TweetProps = {
  tweet: WrittenTweet;
  labels: TimelineLabels;
  /** A line leads down to the next tweet of its thread. */
  isThreaded?: boolean;
  /** In view when the page opens. */
  isEarly?: boolean;
};

export function Tweet({ tweet, labels, isThreaded = false, isEarly = false }: TweetProps) {
  const address = `/${tweet.author.handle}/status/${tweet.id}`;
  return (
    <article
      id={`t-${tweet.id}`}
      data-tweet={tweet.id}
      data-subject={subjectOf(tweet)}
      data-href={address}
      aria-label={tweet.label}
      className={`relative cursor-pointer px-4 pt-3 pb-1 transition-colors hover:bg-surface ${isThreaded ? "before:absolute before:top-16 before:bottom-0 before:left-[37px] before:w-px before:bg-hairline" : "border-b border-hairline"}`}
    >
      <TweetOrigin tweet={tweet} labels={labels} />
      <div className="flex gap-3">
        <TweetAuthor author={tweet.author} />
        <div className="min-w-0 flex-1">
          <TweetHead tweet={tweet} labels={labels}>
            <a
              href={address}
              title={tweet.moment}
              className="-my-0.5 ml-auto shrink-0 py-0.5 hover:underline"
            >
              <time dateTime={tweet.at}>{tweet.age}</time>
            </a>
          </TweetHead>
          <TweetBody tweet={tweet} labels={labels} isEarly={isEarly} />
          <TweetActs tweet={tweet} labels={labels} address={address} />
        </div>
      </div>
    </article>
  );
}
