// A new post of the shop, perhaps with one of its products.
import type { Metadata } from "next";
import { firstOf, type Query } from "@/app/query";
import { PostForm } from "@/components/dashboard/post-form";
import { PageHead } from "@/components/shell/page-head";
import { timelineWords } from "@/components/timeline/words";
import { getTranslations } from "@/i18n/translations";
import { ClosedPage } from "../../closed-page";
import { closedSince, shopContext } from "../../shop-context";
import { compose, drawPreview } from "../actions";
import { composeState } from "../compose-state";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("posting");
  return { title: t("newTitle"), robots: { index: false } };
}

/** `?listing=` chooses a product, `?text=` begins the words. */
export default async function NewPost({ searchParams }: Props) {
  const { ctx, shop } = await shopContext("/dashboard/posts/new", "post");
  const query = await searchParams;
  const t = await getTranslations("posting");
  const closed = await closedSince();
  const back = { href: "/dashboard/posts", label: t("back") };
  if (closed) return <ClosedPage title={t("newTitle")} back={back} since={closed} />;
  const { labels, t: timeline } = await timelineWords(ctx.clock.now());
  const asked = {
    text: firstOf(query["text"])?.slice(0, 1000) ?? "",
    search: "",
    listingId: firstOf(query["listing"])?.slice(0, 40) ?? "",
  };
  return (
    <>
      <PageHead title={t("newTitle")} back={back} />
      <PostForm
        initial={await composeState(ctx, shop, asked, 0)}
        action={compose.bind(null, shop.accountId)}
        drawPreview={drawPreview.bind(null, shop.accountId)}
        labels={labels}
        words={{
          text: t("text"),
          textHint: t("textHint"),
          left: timeline("charactersLeft"),
          over: timeline("charactersOver"),
          product: t("product"),
          productHint: t("productHint"),
          find: t("find"),
          findButton: t("findButton"),
          noProduct: t("noProduct"),
          preview: t("preview"),
          previewButton: t("previewButton"),
          previewEmpty: t("previewEmpty"),
          post: t("post"),
          posting: t("posting"),
        }}
      />
    </>
  );
}
