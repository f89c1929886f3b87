// One tweet. Few elements: it is drawn thirty times a page, and one island (timeline-island.tsx) serves them all.
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { buttonLook } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import type { TweetPicture } from "@/db/schema/timeline";
import type { AccountView, QuotedTweetView, TweetView } from "@/domain/timeline/views";
import { CauseCard } from "./cause-card";
import { ProductCard } from "./product-card";
import { TweetText } from "./tweet-text";
import type { TimelineWords } from "./words";

type TweetProps = {
  tweet: TweetView;
  words: TimelineWords;
  /** On its own page: larger, with its whole date. */
  isMain?: boolean;
  /** A line leads down to the next tweet of its thread. */
  isThreaded?: boolean;
  /** In view when the page opens. */
  isEarly?: boolean;
};

export function Tweet({ tweet, words, isMain = false, isThreaded = false, isEarly = isMain }: TweetProps) {
  const { author } = tweet;
  const address = `/${author.handle}/status/${tweet.id}`;
  return (
    <article
      id={`t-${tweet.id}`}
      data-tweet={tweet.id}
      data-subject={subjectOf(tweet)}
      data-href={isMain ? undefined : address}
      aria-label={words.t("tweetBy", { name: author.name })}
      className={`relative px-4 pt-3 pb-1 ${isMain ? "" : "cursor-pointer transition-colors hover:bg-surface"} ${isThreaded ? "before:absolute before:top-16 before:bottom-0 before:left-[37px] before:w-px before:bg-hairline" : "border-b border-hairline"}`}
    >
      <TweetOrigin tweet={tweet} words={words} />
      <div className="flex gap-3">
        <a href={`/${author.handle}`} tabIndex={-1} aria-hidden="true" className="self-start">
          <Avatar name={author.name} url={author.avatarUrl} />
        </a>
        <div className={`min-w-0 flex-1 ${isMain ? "self-center" : ""}`}>
          <TweetHead author={author} words={words}>
            {isMain ? null : (
              <a href={address} className="ml-auto shrink-0 hover:underline">
                <time dateTime={tweet.createdAt.toISOString()} title={words.moment(tweet.createdAt)}>
                  {words.age(tweet.createdAt)}
                </time>
              </a>
            )}
          </TweetHead>
          {tweet.replyingTo ? (
            <p className="text-small text-ink-soft">
              {words.t("replyingTo")}{" "}
              <a href={`/${tweet.replyingTo.handle}`} className="text-link underline underline-offset-2">
                @{tweet.replyingTo.handle}
              </a>
            </p>
          ) : null}
          {isMain ? null : <TweetBody tweet={tweet} words={words} isEarly={isEarly} />}
          {isMain ? null : <TweetActs tweet={tweet} words={words} address={address} />}
        </div>
      </div>
      {isMain ? (
        <>
          <TweetBody tweet={tweet} words={words} isEarly={isEarly} isLarge />
          <p className="mt-3 text-small text-ink-soft">
            <time dateTime={tweet.createdAt.toISOString()}>{words.moment(tweet.createdAt)}</time>
          </p>
          <TweetActs tweet={tweet} words={words} address="#reply" canDelete={tweet.isOwn} />
        </>
      ) : null}
    </article>
  );
}

function subjectOf({ card }: TweetView): string | undefined {
  return card?.kind === "product" ? card.listingId : card?.causeId;
}

/** Why it is here when its author is not the reason: somebody paid, or somebody passed it on. */
function TweetOrigin({ tweet: { ad, retweetedBy }, words }: { tweet: TweetView; words: TimelineWords }) {
  if (ad)
    return (
      <p className="mb-1 flex flex-wrap items-center gap-x-1.5 pl-14 text-small text-ink-soft">
        <strong className="rounded-tag border border-control px-1 font-semibold text-ink">
          {words.labels.ad}
        </strong>
        <span>
          {words.labels.adFor} {ad.advertiser.name}
          {ad.paidBy === ad.advertiser.name ? null : `, ${words.t("adPaidBy", { payer: ad.paidBy })}`}
        </span>
        <a
          href={`/why/${ad.placementId}`}
          data-soft=""
          className="-my-2 inline-flex min-h-8 items-center text-link underline-offset-2 hover:underline"
        >
          {words.labels.why}
        </a>
      </p>
    );
  if (!retweetedBy) return null;
  return (
    <p className="mb-1 flex items-center gap-2 pl-9 text-small text-ink-soft">
      <Icon name="retweet" className="size-4" />
      <a href={`/${retweetedBy.handle}`} className="hover:underline">
        {words.t("retweetedBy", { name: retweetedBy.name })}
      </a>
    </p>
  );
}

type TweetHeadProps = { author: AccountView; words: TimelineWords; children?: ReactNode };

function TweetHead({ author, words, children }: TweetHeadProps) {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5 text-ink-soft">
      <a href={`/${author.handle}`} className="min-w-0 truncate font-semibold text-ink hover:underline">
        {author.name}
      </a>
      {author.isVerified ? (
        <Icon name="verified" label={words.labels.verified} className="size-4 self-center text-link" />
      ) : null}
      <span className="min-w-0 flex-1 truncate max-[22rem]:hidden">@{author.handle}</span>
      {children}
    </div>
  );
}

type PartProps = { tweet: TweetView; words: TimelineWords };

type BodyProps = PartProps & { isEarly: boolean; isLarge?: boolean };

function TweetBody({ tweet, words, isEarly, isLarge = false }: BodyProps) {
  const { card, quote } = tweet;
  return (
    <>
      <TweetText text={tweet.text} language={tweet.language} entities={tweet.entities} isLarge={isLarge} />
      <TweetPictures pictures={tweet.pictures} locale={words.locale} isEarly={isEarly} />
      {card?.kind === "product" ? (
        <div className="mt-3">
          <ProductCard card={card} tweetId={tweet.id} words={words} isEarly={isEarly} />
        </div>
      ) : null}
      {card?.kind === "cause" ? (
        <CauseCard card={card} tweetId={tweet.id} words={words} isEarly={isEarly} />
      ) : null}
      {quote === "gone" ? (
        <p className="mt-3 rounded-card border border-hairline p-3 text-small text-ink-soft">
          {words.t("quoteGone")}
        </p>
      ) : null}
      {quote && quote !== "gone" ? <QuotedTweet quote={quote} words={words} /> : null}
    </>
  );
}

type PicturesProps = { pictures: TweetPicture[]; locale: string; isEarly: boolean };

function TweetPictures({ pictures, locale, isEarly }: PicturesProps) {
  if (pictures.length === 0) return null;
  const language = locale === "fr" ? "fr" : "en";
  return (
    <div
      className={`mt-3 grid gap-0.5 overflow-hidden rounded-card border border-hairline ${pictures.length > 1 ? "grid-cols-2" : ""}`}
    >
      {pictures.map((picture) => (
        <img
          key={picture.url}
          src={picture.url}
          alt={picture.alt[language]}
          width={picture.width}
          height={picture.height}
          loading={isEarly ? "eager" : "lazy"}
          decoding="async"
          className={`w-full bg-sunken object-cover ${pictures.length > 1 ? "aspect-[4/3]" : "max-h-[480px]"}`}
        />
      ))}
    </div>
  );
}

function QuotedTweet({ quote, words }: { quote: QuotedTweetView; words: TimelineWords }) {
  const picture = quote.pictures[0]?.url ?? quote.card?.picture?.url;
  return (
    <a
      href={`/${quote.author.handle}/status/${quote.id}`}
      className="mt-3 flex gap-3 overflow-hidden rounded-card border border-hairline p-3 hover:bg-sunken"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <Avatar name={quote.author.name} url={quote.author.avatarUrl} size="small" />
          <strong className="truncate font-semibold">{quote.author.name}</strong>
          <span className="min-w-0 truncate text-ink-soft">@{quote.author.handle}</span>
        </span>
        <span lang={quote.language} className="mt-1 line-clamp-4 whitespace-pre-line">
          {quote.text}
        </span>
        {quote.card ? (
          <span className="mt-1 block truncate text-small text-ink-soft">
            {quote.card.title}
            {quote.card.kind === "product"
              ? ` · ${words.money(quote.card.priceMinor, quote.card.currency)}`
              : ` · ${quote.card.charity.name}`}
          </span>
        ) : null}
      </span>
      {picture ? (
        <img
          src={picture}
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

const actLook =
  "-mx-2 inline-flex min-h-touch min-w-touch items-center gap-1.5 rounded-full px-2 text-small tabular-nums";

/** One form for all: each button says where it goes, so that it works without JavaScript. */
function TweetActs({
  tweet,
  words,
  address,
  canDelete = false,
}: PartProps & { address: string; canDelete?: boolean }) {
  const to = `/api/tweets/${tweet.id}`;
  return (
    <form method="post" className="mt-1 grid max-w-[440px] grid-cols-4 justify-items-start text-ink-soft">
      <a href={address} className={`${actLook} hover:text-link`}>
        <Icon name="reply" label={words.labels.reply} />
        <span>{words.count(tweet.replyCount)}</span>
      </a>
      <Act
        icon="retweet"
        label={words.labels.retweet}
        count={words.count(tweet.retweetCount)}
        on={`${to}/retweet`}
        off={`${to}/undo-retweet`}
        isOn={tweet.isRetweeted}
        lit="aria-pressed:text-good hover:text-good"
      />
      <Act
        icon="like"
        label={words.labels.like}
        count={words.count(tweet.likeCount)}
        on={`${to}/like`}
        off={`${to}/unlike`}
        isOn={tweet.isLiked}
        lit="aria-pressed:text-bad aria-pressed:[&>svg]:fill-current hover:text-bad"
      />
      {canDelete ? (
        <details className="relative">
          <summary className={`${actLook} list-none hover:text-bad`}>
            <Icon name="remove" label={words.t("deleteTweet")} />
          </summary>
          <button
            formAction={`${to}/delete`}
            className={buttonLook("quiet", "absolute right-0 z-[1] bg-surface text-bad shadow-sheet")}
          >
            {words.t("deleteForGood")}
          </button>
        </details>
      ) : null}
    </form>
  );
}

function Act({ icon, label, count, on, off, isOn, lit }: ActProps) {
  return (
    <button
      formAction={isOn ? off : on}
      data-other={isOn ? on : off}
      aria-pressed={isOn}
      className={`${actLook} transition-colors ${lit}`}
    >
      <Icon name={icon} label={label} />
      <span>{count}</span>
    </button>
  );
}
