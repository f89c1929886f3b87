"use server";
// What a shop says, and takes back.
import { redirect } from "next/navigation";
import { z } from "zod";
import type { PostFormState } from "@/components/dashboard/post-form";
import type { WrittenTweet } from "@/components/timeline/written";
import { deleteTweet } from "@/domain/timeline/delete-tweet";
import { postTweet } from "@/domain/timeline/post-tweet";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";
import { closedWords } from "../closed-words";
import { formContext } from "../choose-shop";
import { drawnShopContext } from "../shop-context";
import { composeState, writtenPreview } from "./compose-state";

const Composed = z.object({
  text: z.string().max(20_000).default(""),
  search: z.string().trim().max(200).default(""),
  listingId: z.string().max(40).default(""),
  intent: z.enum(["find", "preview", "post"]).default("post"),
});

const newPath = "/dashboard/posts/new";

/** Finds products, shows the post as it would be, or posts it: whichever button was pressed. */
export async function compose(shopId: string, state: PostFormState, form: FormData): Promise<PostFormState> {
  const { ctx, shop } = await formContext(shopId, newPath, "post");
  const { intent, ...composed } = Composed.parse(Object.fromEntries(form));
  const shown = () => composeState(ctx, shop, composed, state.turn + 1);
  if (intent !== "post") return shown();
  const t = await getTranslations("posting");
  if (await countTry(ctx, { limit: "tweet-by-account", key: shop.accountId }))
    return { ...(await shown()), message: t("limited") };
  const outcome = await postTweet(ctx, {
    text: composed.text,
    shopId: shop.accountId,
    listingId: composed.listingId || undefined,
  });
  if (outcome.ok) redirect("/dashboard/posts?done=posted");
  if (outcome.reason === "shop-closed")
    return { ...(await shown()), message: await closedWords(outcome.detail.since) };
  const why = t(`refused.${outcome.reason}`);
  if (outcome.reason === "no-such-listing") return { ...(await shown()), errors: { listingId: why } };
  if (outcome.reason === "empty" || outcome.reason === "too-long")
    return { ...(await shown()), errors: { text: why } };
  return { ...(await shown()), message: why };
}

/** The post as it would be, while it is being written. */
export async function drawPreview(shopId: string, form: FormData): Promise<WrittenTweet | undefined> {
  const { ctx, shop } = await drawnShopContext(shopId, newPath, "post");
  return writtenPreview(ctx, shop, Composed.parse(Object.fromEntries(form)));
}

export async function removePost(shopId: string, form: FormData): Promise<void> {
  const { ctx } = await formContext(shopId, "/dashboard/posts", "post");
  const { tweetId } = z.object({ tweetId: z.string().min(1).max(40) }).parse(Object.fromEntries(form));
  const outcome = await deleteTweet(ctx, { tweetId });
  redirect(`/dashboard/posts?done=${outcome.ok ? "deleted" : "gone"}`);
}
