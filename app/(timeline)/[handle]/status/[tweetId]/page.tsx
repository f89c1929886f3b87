import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { beginning } from "@/app/beginning";
import { PageHead } from "@/components/shell/page-head";
import { DeleteTweet } from "@/components/timeline/delete-tweet";
import { MainTweet } from "@/components/timeline/main-tweet";
import { Tweet } from "@/components/timeline/tweet";
import { type TimelineWords, timelineWords } from "@/components/timeline/words";
import { writeTweet } from "@/components/timeline/written";
import { personOf } from "@/domain/context";
import { tweetPage } from "@/domain/timeline/thread-queries";
import type { TweetView } from "@/domain/timeline/views";
import { previewOf } from "../../../../preview";
import { noteSeen } from "../../../../note-seen";
import { requestContext } from "../../../../request-context";
import { withReturn } from "../../../../return-path";
import { NewTweet } from "../../../new-tweet";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import { getTranslations } from "@/i18n/translations";

type Props = { params: Promise<{ handle: string; tweetId: string }> };

const pageOf = cache(async (tweetId: string) => tweetPage(await requestContext(), tweetId));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await pageOf((await params).tweetId);
  if (!page) return notFoundMetadata();
  const { tweet } = page;
  const [pictured] = tweet.pictures;
  const words = await timelineWords((await requestContext()).clock.now());
  return previewOf({
    title: `${tweet.author.name}: ${beginning(tweet.text)}`,
    description: [cardLine(tweet.card, words), tweet.text].filter(Boolean).join(". "),
    path: `/${tweet.author.handle}/status/${tweet.id}`,
    picture: tweet.card?.picture ?? (pictured && { url: pictured.url, alt: pictured.alt[await getLocale()] }),
  });
}

/** What a tweet's card offers, in one line: the product, its price and its seller, or the cause and its charity. */
function cardLine(card: TweetView["card"], { t, money }: TimelineWords): string {
  if (!card) return "";
  if (card.kind === "cause") return `${card.title} · ${card.charity.name}`;
  const price = money(card.priceMinor, card.currency);
  return `${card.title} · ${card.isFrom ? `${t("from")} ` : ""}${price} · ${card.seller.name}`;
}

export default async function TweetPage({ params }: Props) {
  const { handle, tweetId } = await params;
  const page = await pageOf(tweetId);
  if (!page) notFound();
  const { tweet, ancestors, replies } = page;
  // One address for one tweet: that of its author, and of the original when it was passed on.
  if (handle !== tweet.author.handle || tweetId !== tweet.id)
    permanentRedirect(`/${tweet.author.handle}/status/${tweet.id}`);
  noteSeen([...ancestors, tweet, ...replies]);
  const ctx = await requestContext();
  const common = await getTranslations("common");
  const words = await timelineWords(ctx.clock.now());
  const { labels, t } = words;
  return (
    <>
      <PageHead title={t("conversation")} back={{ href: "/", label: common("back") }} />
      {ancestors.map((ancestor) => (
        <Tweet key={ancestor.id} tweet={writeTweet(ancestor, words)} labels={labels} isThreaded />
      ))}
      <MainTweet tweet={writeTweet(tweet, words)} labels={labels}>
        {tweet.isOwn ? (
          <DeleteTweet tweetId={tweet.id} words={{ remove: t("deleteTweet"), forGood: t("deleteForGood") }} />
        ) : null}
      </MainTweet>
      {personOf(ctx) ? (
        <NewTweet id="reply" path={`/${handle}/status/${tweetId}`} replyToId={tweetId} />
      ) : (
        <p id="reply" className="border-b border-hairline p-4">
          <a
            href={withReturn("/sign-in", `/${handle}/status/${tweetId}`)}
            className="text-link hover:underline"
          >
            {t("signInToReply")}
          </a>
        </p>
      )}
      <section aria-labelledby="replies">
        <h2 id="replies" className="sr-only">
          {t("replies")}
        </h2>
        {replies.map((reply) => (
          <Tweet key={reply.id} tweet={writeTweet(reply, words)} labels={labels} />
        ))}
        {replies.length === 0 ? (
          <p className="px-4 py-8 text-center text-ink-soft">{t("noReplies")}</p>
        ) : null}
      </section>
    </>
  );
}
