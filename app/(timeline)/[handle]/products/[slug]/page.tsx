// A product's own page: pictures, price, description, who sells it, and what is said about it.
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import { previewOf } from "@/app/preview";
import type { Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { Section } from "@/components/orders/section";
import { richTextLook } from "@/components/products/rich-text-look";
import { Gallery } from "@/components/products/gallery";
import { Offer } from "@/components/products/offer";
import { Seller } from "@/components/products/seller";
import { PageHead } from "@/components/shell/page-head";
import { timelineWords } from "@/components/timeline/words";
import { writeProduct } from "@/components/timeline/written";
import { EmptyState } from "@/components/ui/empty-state";
import { productAddress } from "@/domain/catalog/product-address-rules";
import { type FormerProduct, productPage } from "@/domain/catalog/product-page";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { noteCards } from "@/integrations/seen-cards";
import { FeedView } from "../../../feed";
import { beforeOf } from "../../../feeds";
import { productData, scriptOf } from "./product-data";

type Props = { params: Promise<{ handle: string; slug: string }>; searchParams: Promise<Query> };

const pageOf = cache(async (handle: string, slug: string) =>
  productPage(await requestContext(), handle, slug),
);

/** The parts of the address as they were before they became one; what is no text stays as it is. */
async function askedBy(params: Props["params"]): Promise<{ handle: string; slug: string }> {
  const { handle, slug } = await params;
  try {
    return { handle, slug: decodeURIComponent(slug) };
  } catch {
    return { handle, slug };
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { handle, slug } = await askedBy(params);
  const product = await pageOf(handle, slug);
  if (!product) return notFoundMetadata();
  if (product.kind === "former") return { title: product.title, robots: { index: false } };
  const { card, seller, summary, pictures, otherLowest } = product;
  const { money, t } = await timelineWords((await requestContext()).clock.now());
  const price = [card, ...otherLowest]
    .map(
      ({ isFrom, priceMinor, currency }) => `${isFrom ? `${t("from")} ` : ""}${money(priceMinor, currency)}`,
    )
    .join(" · ");
  return previewOf({
    title: `${card.title} · ${seller.name}`,
    description: [price, summary].filter(Boolean).join(". "),
    path: productAddress(seller.handle, card.slug),
    picture: pictures[0] && { url: pictures[0].url, alt: pictures[0].alt || card.title },
  });
}

export default async function Product({ params, searchParams }: Props) {
  const { handle, slug } = await askedBy(params);
  const product = await pageOf(handle, slug);
  if (!product) notFound();
  if (handle !== product.seller.handle) permanentRedirect(productAddress(product.seller.handle, slug));
  if (product.kind === "former") return <Former product={product} />;
  noteCards([{ listingId: product.card.listingId, tweetId: "", what: "seen" }]);
  const words = await timelineWords((await requestContext()).clock.now());
  const t = await getTranslations("product");
  const { card, seller, pictures, descriptionHtml } = product;
  const address = productAddress(seller.handle, card.slug);
  const before = beforeOf(await searchParams);
  return (
    <>
      <PageHead
        title={card.title}
        back={{ href: `/${seller.handle}/shop`, label: t("backToShop", { name: seller.name }) }}
      />
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: scriptOf(productData(product, env.publicUrl)) }}
      />
      <Gallery
        pictures={pictures}
        title={card.title}
        words={{
          label: t("pictures"),
          pictureOf: (n) => t("pictureOf", { n: String(n), all: String(pictures.length) }),
          show: (n) => t("showPicture", { n: String(n) }),
        }}
      />
      <Offer product={product} card={writeProduct(card, words)} labels={words.labels} />
      {descriptionHtml === "" ? null : (
        <Section title={t("described")}>
          <div
            className={richTextLook}
            // Sanitised when it was written: domain/catalog/import/description.ts.
            dangerouslySetInnerHTML={{ __html: descriptionHtml }}
          />
        </Section>
      )}
      <Seller seller={seller} />
      <FeedView
        feed={{ kind: "product", productId: product.productId }}
        path={address}
        before={before}
        empty={null}
        above={postsHead}
      />
    </>
  );
}

const postsHead = () => <PostsHead />;

async function PostsHead() {
  const t = await getTranslations("product");
  return (
    <div className="border-t border-hairline px-4 pt-5 pb-3">
      <h2 className="text-lead font-semibold">{t("postsAbout")}</h2>
      <p className="text-small text-ink-soft">{t("postsRule")}</p>
    </div>
  );
}

async function Former({ product: { title, seller } }: { product: FormerProduct }) {
  const t = await getTranslations("product");
  return (
    <>
      <PageHead
        title={title}
        back={{ href: `/${seller.handle}/shop`, label: t("backToShop", { name: seller.name }) }}
      />
      <EmptyState
        title={t("former")}
        wayOn={{ href: `/${seller.handle}/shop`, label: t("toShop", { name: seller.name }) }}
      >
        <p>{t("formerText", { name: seller.name })}</p>
      </EmptyState>
    </>
  );
}
