// What a tweet is made of, in a list (tweet.tsx) and on its own page (main-tweet.tsx).
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Icon, type IconName } from "@/components/ui/icon";
import { pictureAt, pictureSet } from "@/domain/shops/picture-rules";
import { actLook } from "./act-look";
import { CauseCard } from "./cause-card";
import { ProductCard } from "./product-card";
import { TweetText } from "./tweet-text";
import type { TimelineLabels } from "./words";
import type { WrittenPicture, WrittenQuote, WrittenTweet } from "./written";

type PartProps = { tweet: WrittenTweet; labels: TimelineLabels };

/** What it offers: the id of a listing or a cause. */
export function subjectOf({ card }: WrittenTweet): string | undefined {
  return card?.kind === "product" ? card.listingId : card?.causeId;
}

/** Why it is here when its author is not the reason: somebody paid, or somebody passed it on. */
export function TweetOrigin({ tweet: { ad, retweetedBy }, labels }: PartProps) {
  if (ad)
    return (
      <p className="mb-1 pl-14 text-small text-ink-soft">
        <strong className="rounded-tag border border-control px-1 font-semibold text-ink">{labels.ad}</strong>{" "}
        {ad.forWhom}{" "}
        <a
          href={`/why/${ad.placementId}`}
          data-soft=""
          className="-mt-1.5 inline-block pt-1.5 text-link underline-offset-2 hover:underline"
        >
          {labels.why}
        </a>
      </p>
    );
  if (!retweetedBy) return null;
  return (
    <p className="mb-1 flex items-center gap-2 pl-8 text-small text-ink-soft">
      <Icon name="retweet" className="size-4" />
      <a href={`/${retweetedBy.handle}`} className="hover:underline">
        {retweetedBy.line}
      </a>
    </p>
  );
}

export function TweetAuthor({ author }: { author: WrittenTweet["author"] }) {
  return (
    <a href={`/${author.handle}`} tabIndex={-1} aria-hidden="true" className="self-start">
      <Avatar name={author.name} url={author.avatarUrl} />
    </a>
  );
}

/** Who says it, and to whom. */
export function TweetHead({
  tweet: { author, replyingTo },
  labels,
  children,
}: PartProps & { children?: ReactNode }) {
  return (
    <>
      <div className="flex min-w-0 items-baseline gap-1.5 text-ink-soft">
        <a
          href={`/${author.handle}`}
          dir="auto"
          className="-my-0.5 min-w-0 truncate py-0.5 font-semibold text-ink hover:underline"
        >
          {author.name}
        </a>
        {author.isVerified ? (
          <Icon name="verified" label={labels.verified} className="size-4 self-center text-link" />
        ) : null}
        <span className="min-w-0 flex-1 truncate max-[22rem]:hidden">{`@${author.handle}`}</span>
        {children}
      </div>
      {replyingTo ? (
        <p className="text-small text-ink-soft">
          {labels.replyingTo}{" "}
          <a href={`/${replyingTo}`} className="py-1.5 text-link underline underline-offset-2">
            {`@${replyingTo}`}
          </a>
        </p>
      ) : null}
    </>
  );
}

type BodyProps = PartProps & { isEarly: boolean; isLarge?: boolean };

export function TweetBody({ tweet, labels, isEarly, isLarge = false }: BodyProps) {
  const { card, quote } = tweet;
  return (
    <>
      <TweetText text={tweet.text} language={tweet.language} entities={tweet.entities} isLarge={isLarge} />
      <TweetPictures pictures={tweet.pictures} isEarly={isEarly} />
      {card?.kind === "product" ? (
        <div className="mt-3">
          <ProductCard card={card} tweetId={tweet.id} labels={labels} isEarly={isEarly} />
        </div>
      ) : null}
      {card?.kind === "cause" ? (
        <CauseCard card={card} tweetId={tweet.id} labels={labels} isEarly={isEarly} />
      ) : null}
      {quote === "gone" ? (
        <p className="mt-3 rounded-card border border-hairline p-3 text-small text-ink-soft">
          {labels.quoteGone}
        </p>
      ) : null}
      {quote && quote !== "gone" ? <QuotedTweet quote={quote} /> : null}
    </>
  );
}

function TweetPictures({ pictures, isEarly }: { pictures: WrittenPicture[]; isEarly: boolean }) {
  if (pictures.length === 0) return null;
  return (
    <div
      className={`mt-3 grid gap-0.5 overflow-hidden rounded-card border border-hairline ${pictures.length > 1 ? "grid-cols-2" : ""}`}
    >
      {pictures.map((picture) => (
        <img
          key={picture.url}
          src={picture.url}
          srcSet={pictureSet(picture.url, picture.width)}
          sizes={pictures.length > 1 ? "(min-width: 640px) 280px, 40vw" : "(min-width: 640px) 560px, 73vw"}
          alt={picture.alt}
          width={picture.width}
          height={picture.height}
          loading={isEarly ? "eager" : "lazy"}
          decoding="async"
          className={`w-full bg-sunken object-cover ${pictures.length > 1 ? "aspect-[4/3] odd:last:col-span-2 odd:last:aspect-[8/3]" : "max-h-[480px]"}`}
        />
      ))}
    </div>
  );
}

function QuotedTweet({ quote }: { quote: WrittenQuote }) {
  return (
    <a
      href={`/${quote.author.handle}/status/${quote.id}`}
      className="mt-3 flex gap-3 overflow-hidden rounded-card border border-hairline p-3 hover:bg-sunken"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <Avatar name={quote.author.name} url={quote.author.avatarUrl} size="small" />
          <strong dir="auto" className="truncate font-semibold">
            {quote.author.name}
          </strong>
          <span className="min-w-0 shrink-[99] truncate text-ink-soft max-sm:hidden">{`@${quote.author.handle}`}</span>
        </span>
        <span lang={quote.language} className="mt-1 line-clamp-4 whitespace-pre-line">
          {quote.text}
        </span>
        {quote.offers ? (
          <span className="mt-1 block truncate text-small text-ink-soft">{quote.offers}</span>
        ) : null}
      </span>
      {quote.picture ? (
        <img
          src={pictureAt(280, quote.picture)}
          alt=""
          width={96}
          height={96}
          loading="lazy"
          decoding="async"
          className="size-20 shrink-0 rounded-control bg-sunken object-cover"
        />
      ) : null}
    </a>
  );
}

type ActProps = {
  icon: IconName;
  label: string;
  count: string;
  on: string;
  off: string;
  isOn: boolean;
  lit: string;
};

/** One form for all: each button says where it goes, so that it works without JavaScript. */
export function TweetActs({
  tweet,
  labels,
  address,
  children,
}: PartProps & { address: string; children?: ReactNode }) {
  const to = `/api/tweets/${tweet.id}`;
  return (
    <form method="post" className="mt-1 grid max-w-[440px] grid-cols-4 justify-items-start text-ink-soft">
      <a href={address} className={`${actLook} hover:text-link`}>
        <Icon name="reply" label={labels.reply} />
        <span>{tweet.replies}</span>
      </a>
      <Act
        icon="retweet"
        label={labels.retweet}
        count={tweet.retweets}
        on={`${to}/retweet`}
        off={`${to}/undo-retweet`}
        isOn={tweet.isRetweeted}
        lit="aria-pressed:text-good hover:text-good"
      />
      <Act
        icon="like"
        label={labels.like}
        count={tweet.likes}
        on={`${to}/like`}
        off={`${to}/unlike`}
        isOn={tweet.isLiked}
        lit="aria-pressed:text-bad aria-pressed:[&>svg]:fill-current hover:text-bad"
      />
      {children}
    </form>
  );
}

function Act({ icon, label, count, on, off, isOn, lit }: ActProps) {
  return (
    <button
      formAction={isOn ? off : on}
      data-other={isOn ? on : off}
      aria-pressed={isOn}
      className={`${actLook} transition-colors aria-pressed:font-semibold ${lit}`}
    >
      <Icon name={icon} label={label} />
      <span>{count}</span>
    </button>
  );
}
