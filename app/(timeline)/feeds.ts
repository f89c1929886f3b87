// The timelines that pages show, by name: what the browser sends to ask for more of one.
import { z } from "zod";
import type { Context } from "@/domain/context";
import {
  accountTimeline,
  hashtagTimeline,
  productTimeline,
  homeTimeline,
  type PageAsked,
  publicTimeline,
} from "@/domain/timeline/queries";
import type { TimelinePage } from "@/domain/timeline/views";
import type { Query } from "../query";

export const laterPages = 30;

export const Feed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("home") }),
  z.object({ kind: z.literal("public") }),
  z.object({ kind: z.literal("account"), accountId: z.string().max(40) }),
  z.object({ kind: z.literal("product"), productId: z.string().max(40) }),
  z.object({ kind: z.literal("hashtag"), tag: z.string().max(280) }),
]);
export type Feed = z.infer<typeof Feed>;

export async function feedPage(ctx: Context, feed: Feed, asked: PageAsked): Promise<TimelinePage> {
  if (feed.kind === "home") return homeTimeline(ctx, asked);
  if (feed.kind === "public") return publicTimeline(ctx, asked);
  if (feed.kind === "account") return accountTimeline(ctx, feed.accountId, asked);
  if (feed.kind === "product") return productTimeline(ctx, feed.productId, asked);
  return hashtagTimeline(ctx, feed.tag, asked);
}

const TweetId = z.string().regex(/^[0-9A-Z]{26}$/);

/** The `?before=` of an address, when it is the id of a tweet. */
export function beforeOf(search: Query): string | undefined {
  return TweetId.safeParse(search["before"]).data;
}

export const MoreAsked = z.tuple([Feed, TweetId, z.array(z.string().max(40)).max(4_000)]);
