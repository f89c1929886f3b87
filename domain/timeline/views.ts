// What the timeline shows, ready to be drawn.
import type { accountKinds } from "@/db/schema/accounts";
import type { TweetEntity, TweetPicture } from "@/db/schema/timeline";
import type { ProductCardView } from "@/domain/catalog/card-facts";
import type { Instant } from "@/domain/time";

export type AccountView = {
  id: string;
  kind: (typeof accountKinds)[number];
  handle: string;
  name: string;
  avatarUrl: string | null;
  isVerified: boolean;
};

export type CauseCardView = {
  kind: "cause";
  causeId: string;
  title: string;
  picture: { url: string; alt: string };
  charity: { handle: string; name: string; isVerified: boolean };
  /** Gifts are taken: the cause is open and its charity's verification stands. */
  isOpen: boolean;
};

export type CardView = ProductCardView | CauseCardView;

/** That a tweet is shown because somebody paid. */
export type AdView = { advertiser: { handle: string; name: string }; paidBy: string; placementId: string };

/** A tweet inside another, without its counts. */
export type QuotedTweetView = {
  id: string;
  author: AccountView;
  text: string;
  language: string;
  pictures: TweetPicture[];
  card: CardView | undefined;
  createdAt: Instant;
};

export type TweetView = {
  id: string;
  author: AccountView;
  text: string;
  language: string;
  entities: TweetEntity[];
  pictures: TweetPicture[];
  card: CardView | undefined;
  quote: QuotedTweetView | "gone" | undefined;
  /** Whom it answers. */
  replyingTo: { handle: string; tweetId: string } | undefined;
  replyCount: number;
  /** Retweets and quotes together. */
  retweetCount: number;
  likeCount: number;
  isLiked: boolean;
  isRetweeted: boolean;
  isOwn: boolean;
  createdAt: Instant;
  /** Who put it into this timeline, when that was not its author. */
  retweetedBy: { handle: string; name: string } | undefined;
  ad: AdView | undefined;
};

/** Newest first. `next` is where the next page begins; absent on the last one. */
export type TimelinePage = { tweets: TweetView[]; next: string | undefined };

export type ProfileView = AccountView & {
  bio: string;
  bannerUrl: string | null;
  place: string;
  followerCount: number;
  followingCount: number;
  tweetCount: number;
  createdAt: Instant;
  isFollowed: boolean;
  isOwn: boolean;
  isFollowingReader: boolean;
  website: string | undefined;
};
