// A tweet as it is read: every word, date and amount in the reader's language. The browser draws it from this alone,
// without words, formats or rules.
import type { TweetEntity } from "@/db/schema/timeline";
import type { CardPromise, ProductCardView } from "@/domain/catalog/card-facts";
import { avatarAt } from "@/domain/shops/picture-rules";
import { formatBoundary } from "@/domain/time";
import type { CardView, CauseCardView, QuotedTweetView, TweetView } from "@/domain/timeline/views";
import type { TimelineWords } from "./words";

type Author = { handle: string; name: string; avatarUrl: string | null; isVerified: boolean };

export type WrittenPicture = { url: string; alt: string; width: number; height: number };

export type WrittenProduct = {
  kind: "product";
  listingId: string;
  title: string;
  picture: { url: string; alt: string } | undefined;
  seller: { handle: string; name: string; isVerified: boolean };
  price: string;
  isFrom: boolean;
  was: string | undefined;
  left: string | undefined;
  promise: string | undefined;
  /** Why it cannot be bought here, and the way to where it may be. */
  notForSale: { why: string; url: string; seeIt: string } | undefined;
};

export type WrittenQuote = {
  id: string;
  author: Author;
  text: string;
  language: string;
  picture: string | undefined;
  offers: string | undefined;
};

export type WrittenTweet = {
  id: string;
  author: Author;
  label: string;
  text: string;
  language: string;
  entities: TweetEntity[];
  pictures: WrittenPicture[];
  card: WrittenProduct | CauseCardView | undefined;
  quote: WrittenQuote | "gone" | undefined;
  /** The handle of whom it answers. */
  replyingTo: string | undefined;
  replies: string;
  retweets: string;
  likes: string;
  isLiked: boolean;
  isRetweeted: boolean;
  /** When: for machines, in short, in full. */
  at: string;
  age: string;
  moment: string;
  retweetedBy: { handle: string; line: string } | undefined;
  ad: { forWhom: string; placementId: string } | undefined;
};

/** French puts a space before : ; ! ? and », and most people type one that a line may break at. */
export const withFirmSpaces = (text: string) => text.replaceAll(/ (?=[:;!?»])|(?<=«) /g, "\u00a0");

export function writeTweet(tweet: TweetView, words: TimelineWords): WrittenTweet {
  const { t, count } = words;
  const { id, text, language, entities, isLiked, isRetweeted, createdAt, retweetedBy, quote } = tweet;
  const spoken = words.locale === "fr" ? "fr" : "en";
  return {
    id,
    author: authorOf(tweet.author),
    label: t("tweetBy", { name: tweet.author.name }),
    text: withFirmSpaces(text),
    language,
    entities,
    pictures: tweet.pictures.map(({ url, alt, width, height }) => ({ url, alt: alt[spoken], width, height })),
    card: writeCard(tweet.card, words),
    quote: quote === undefined || quote === "gone" ? quote : writeQuote(quote, words),
    replyingTo: tweet.replyingTo?.handle,
    replies: count(tweet.replyCount),
    retweets: count(tweet.retweetCount),
    likes: count(tweet.likeCount),
    isLiked,
    isRetweeted,
    at: createdAt.toISOString(),
    age: words.age(createdAt),
    moment: words.moment(createdAt),
    retweetedBy: retweetedBy && {
      handle: retweetedBy.handle,
      line: t("retweetedBy", { name: retweetedBy.name }),
    },
    ad: writeAd(tweet.ad, words),
  };
}

export function writeProduct(card: ProductCardView, words: TimelineWords): WrittenProduct {
  const { t, money } = words;
  const { handle, name, isVerified } = card.seller;
  return {
    kind: "product",
    listingId: card.listingId,
    title: card.title,
    picture: card.picture && { url: card.picture.url, alt: card.picture.alt },
    seller: { handle, name, isVerified },
    price: money(card.priceMinor, card.currency),
    isFrom: card.isFrom,
    was: card.wasMinor === undefined ? undefined : money(card.wasMinor, card.currency),
    left: card.unitsLeft === undefined ? undefined : t("unitsLeft", { count: card.unitsLeft }),
    promise: card.promise && promiseWords(card.promise, words),
    notForSale: card.notForSale && {
      why: card.opens
        ? t("opens", { day: formatBoundary(card.opens.at, words.locale, card.opens.timeZone) })
        : t(`notForSale.${card.notForSale}`),
      url: card.merchantUrl,
      seeIt: URL.canParse(card.merchantUrl) ? t("seeItThere") : t("seeItAt", { name }),
    },
  };
}

function writeCard(card: CardView | undefined, words: TimelineWords): WrittenTweet["card"] {
  return card?.kind === "product" ? writeProduct(card, words) : card;
}

function writeQuote(quote: QuotedTweetView, words: TimelineWords): WrittenQuote {
  const { id, author, text, language, pictures, card } = quote;
  const offered = card?.kind === "product" ? words.money(card.priceMinor, card.currency) : card?.charity.name;
  return {
    id,
    author: authorOf(author),
    text: withFirmSpaces(text),
    language,
    picture: pictures[0]?.url ?? card?.picture?.url,
    offers: card && `${card.title} · ${offered}`,
  };
}

function writeAd(ad: TweetView["ad"], { labels, t }: TimelineWords): WrittenTweet["ad"] {
  if (!ad) return undefined;
  const { advertiser, paidBy, placementId } = ad;
  const payer = paidBy === advertiser.name ? "" : `, ${t("adPaidBy", { payer: paidBy })}`;
  return { forWhom: `${labels.adFor} ${advertiser.name}${payer}`, placementId };
}

const authorOf = ({ handle, name, avatarUrl, isVerified }: Author): Author => ({
  handle,
  name,
  avatarUrl: avatarAt(avatarUrl),
  isVerified,
});

function promiseWords(promise: CardPromise, words: TimelineWords): string {
  if (promise.kind === "standard") return words.t("shipsIn", { days: promise.maxDays });
  return words.t("sameDay", {
    time: words.clock(promise.deliverBy, promise.timeZone),
    city: promise.cityName,
    fee: words.money(promise.feeMinor, promise.currency),
  });
}
