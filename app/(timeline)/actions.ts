"use server";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { createElement, type ReactNode } from "react";
import { z } from "zod";
import type { ComposerState } from "@/components/timeline/composer";
import type { MoreTweetsLoaded } from "@/components/timeline/more-tweets";
import { timelineWords } from "@/components/timeline/words";
import { writeTweet } from "@/components/timeline/written";
import { personOf } from "@/domain/context";
import { postTweet } from "@/domain/timeline/post-tweet";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";
import { noteSeen } from "../note-seen";
import { requestContext } from "../request-context";
import { sitePath } from "../return-path";
import { Aside } from "./aside";
import { type Feed, feedPage, laterPages, MoreAsked } from "./feeds";

/** The next part of a timeline. What the browser sends is checked: anybody can send anything. */
export async function moreTweets(
  feed: Feed,
  before: string,
  alreadyShown: string[],
): Promise<MoreTweetsLoaded> {
  const [askedFeed, askedBefore, askedShown] = MoreAsked.parse([feed, before, alreadyShown]);
  const ctx = await requestContext();
  const page = await feedPage(ctx, askedFeed, {
    before: askedBefore,
    alreadyShown: askedShown,
    limit: laterPages,
  });
  noteSeen(page.tweets);
  const words = await timelineWords(ctx.clock.now());
  return {
    tweets: page.tweets.map((tweet) => writeTweet(tweet, words)),
    next: page.next,
    said: words.t("moreShown", { count: page.tweets.length }),
  };
}

/** What stands beside the timeline, drawn. */
export async function loadAside(): Promise<ReactNode> {
  return createElement(Aside);
}

const NewTweet = z.object({
  text: z.string().max(20_000),
  replyToId: z.string().max(40).optional(),
  path: z.string().max(200),
});

/** Posts what was written and shows it on the page that it was written on. */
export async function post(_: ComposerState, form: FormData): Promise<ComposerState> {
  const t = await getTranslations("timeline");
  const { text, replyToId, path } = NewTweet.parse(Object.fromEntries(form));
  const ctx = await requestContext();
  const key = personOf(ctx)?.accountId;
  if (key !== undefined && (await countTry(ctx, { limit: "tweet-by-account", key })))
    return { text, message: t("postRefused.limited"), isRefused: true };
  const outcome = await postTweet(ctx, { text, replyToId });
  if (!outcome.ok) return { text, message: t(`postRefused.${outcome.reason}`), isRefused: true };
  // A plain form post is answered with another address, so that a reload does not post again.
  if (!(await headers()).has("next-action")) redirect(sitePath(path));
  revalidatePath("/", "layout");
  return { text: "", message: t("posted"), isRefused: false };
}
