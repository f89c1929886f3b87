// What the form for a new post shows: the products that can be chosen, and how the post would look.
import type { PostFormState, ProductChoice } from "@/components/dashboard/post-form";
import { timelineWords } from "@/components/timeline/words";
import { writeProduct, writeTweet, type WrittenTweet } from "@/components/timeline/written";
import { type ProductCardView, productCards } from "@/domain/catalog/card-facts";
import { findShopListings, isOnOffer } from "@/domain/catalog/shop-listings";
import type { Context } from "@/domain/context";
import type { MyShop } from "@/domain/shops/queries";
import { previewPost } from "@/domain/timeline/shop-posts";
import { getTranslations } from "@/i18n/translations";

const mostChoices = 12;

export type Composed = { text: string; search: string; listingId: string };

/** The form as it stands after an answer; what was chosen stays among the choices, whatever is looked for. */
export async function composeState(
  ctx: Context,
  shop: MyShop,
  { text, search, listingId }: Composed,
  turn: number,
): Promise<PostFormState> {
  const t = await getTranslations("posting");
  const found = await findShopListings(ctx, shop.accountId, { words: search, limit: mostChoices });
  const isFound = listingId === "" || found.some((card) => card.listingId === listingId);
  const isKept = isFound || (await isOnOffer(ctx, shop.accountId, listingId));
  const kept = isFound || !isKept ? undefined : (await productCards(ctx, [listingId])).get(listingId);
  return {
    turn,
    text,
    search,
    listingId: isKept ? listingId : "",
    choices: await choicesOf(ctx, kept ? [kept, ...found] : found),
    found: foundWords(t, search, found.length),
    preview: await writtenPreview(ctx, shop, { text, listingId }),
  };
}

function foundWords(
  t: Awaited<ReturnType<typeof getTranslations<"posting">>>,
  search: string,
  count: number,
): string {
  if (search === "" && count === 0) return t("noProducts");
  if (count === mostChoices) return t("foundMore", { count: String(count) });
  return search === "" ? "" : t("found", { count });
}

async function choicesOf(ctx: Context, cards: ProductCardView[]): Promise<ProductChoice[]> {
  const words = await timelineWords(ctx.clock.now());
  return cards.map((card) => {
    const { listingId, title, price, notForSale, left } = writeProduct(card, words);
    const note = [price, notForSale?.why ?? left].filter(Boolean).join(" · ");
    return { listingId, title, note, pictureUrl: card.picture?.url };
  });
}

export async function writtenPreview(
  ctx: Context,
  shop: MyShop,
  { text, listingId }: Pick<Composed, "text" | "listingId">,
): Promise<WrittenTweet | undefined> {
  const view = await previewPost(ctx, shop.accountId, { text, listingId: listingId || undefined });
  return view && writeTweet(view, await timelineWords(ctx.clock.now()));
}
