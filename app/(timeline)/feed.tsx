// A timeline on a page: its first tweets, and the way to the next.
import type { ReactNode } from "react";
import { MoreTweets } from "@/components/timeline/more-tweets";
import { SentTweets } from "@/components/timeline/tweet-list";
import { timelineWords } from "@/components/timeline/words";
import { writeTweet } from "@/components/timeline/written";
import type { TimelinePage } from "@/domain/timeline/views";
import { noteSeen } from "../note-seen";
import { requestContext } from "../request-context";
import { moreTweets } from "./actions";
import { type Feed, feedPage, laterPages } from "./feeds";

const firstPage = 12;

type FeedProps = {
  feed: Feed;
  path: string;
  before: string | undefined;
  empty: ReactNode;
  /** What stands above the tweets and is told them. */
  above?: ((page: TimelinePage) => ReactNode) | undefined;
};

export async function FeedView({ feed, path, before, empty, above }: FeedProps) {
  const ctx = await requestContext();
  const words = await timelineWords(ctx.clock.now());
  const { t, labels } = words;
  const page = await feedPage(ctx, feed, { before, limit: before ? laterPages : firstPage });
  noteSeen(page.tweets);
  if (page.tweets.length === 0 && !page.next) return empty;
  return (
    <section aria-label={t("timelineLabel")}>
      {above?.(page)}
      <SentTweets
        json={JSON.stringify(page.tweets.map((tweet) => writeTweet(tweet, words)))}
        labels={labels}
        isFirst
      />
      {page.next ? (
        <MoreTweets
          key={page.next}
          next={page.next}
          path={path}
          load={moreTweets.bind(null, feed)}
          labels={labels}
          words={{
            showMore: t("showMore"),
            loading: t("showMoreLoading"),
            failed: t("showMoreFailed"),
            theEnd: t("theEnd"),
          }}
        />
      ) : (
        <p className="px-4 py-6 text-center text-ink-soft">{t("theEnd")}</p>
      )}
    </section>
  );
}
