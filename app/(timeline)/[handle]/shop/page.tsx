// Everything that a merchant sells here, whether a tweet carries it or not.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SellerFacts } from "@/components/orders/seller-facts";
import { ProductCard } from "@/components/timeline/product-card";
import { StandIn } from "@/components/timeline/stand-in";
import { timelineWords } from "@/components/timeline/words";
import { writeProduct } from "@/components/timeline/written";
import { buttonLook } from "@/components/ui/button";
import type { ProductCardView } from "@/domain/catalog/card-facts";
import { productAddress } from "@/domain/catalog/product-address-rules";
import { shopListings } from "@/domain/catalog/shop-listings";
import { sellerFacts } from "@/domain/shops/shop-settings";
import { getTranslations } from "@/i18n/translations";
import { noteCards } from "@/integrations/seen-cards";
import { previewOf } from "../../../preview";
import { requestContext } from "../../../request-context";
import { beforeOf } from "../../feeds";
import { profileOf, profilePicture, ProfileTop } from "../profile-top";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import type { Query } from "@/app/query";

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<Query>;
};

const cardsOnPage = 24;

async function merchantOf(params: Props["params"]) {
  const account = await profileOf((await params).handle);
  return account?.kind === "merchant" ? account : undefined;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const merchant = await merchantOf(params);
  if (!merchant) return notFoundMetadata();
  const { t } = await timelineWords((await requestContext()).clock.now());
  return previewOf({
    title: t("shopTitle", { name: merchant.name }),
    description: merchant.bio,
    path: `/${merchant.handle}/shop`,
    picture: profilePicture(merchant),
  });
}

export default async function Shop({ params, searchParams }: Props) {
  const merchant = await merchantOf(params);
  if (!merchant) notFound();
  const ctx = await requestContext();
  const words = await timelineWords(ctx.clock.now());
  const { t } = words;
  const before = beforeOf(await searchParams);
  const { cards, next } = await shopListings(ctx, merchant.id, { before, limit: cardsOnPage });
  noteCards(cards.map(({ listingId }) => ({ listingId, tweetId: "", what: "seen" })));
  const seller = await sellerFacts(ctx, merchant.id);
  const isEmpty = cards.length === 0 && !before;
  return (
    <>
      <ProfileTop account={merchant} tab="shop" words={words} />
      <section id="goods" aria-label={t("shopTitle", { name: merchant.name })} className="scroll-mt-16 p-4">
        {cards.length > 0 ? (
          <ul className="grid grid-cols-1 gap-3 min-[400px]:grid-cols-2">
            {cards.map((card) => (
              <li key={card.listingId} className="relative min-w-0">
                <ProductLink {...card} />
                <ProductCard card={writeProduct(card, words)} labels={words.labels} standIn={<StandIn />} />
              </li>
            ))}
          </ul>
        ) : null}
        {next ? (
          <p className="pt-6 pb-2 text-center">
            <a href={`/${merchant.handle}/shop?before=${next}#goods`} className={buttonLook("quiet")}>
              {t("showMore")}
            </a>
          </p>
        ) : (
          <p className="px-4 pt-6 pb-2 text-center text-ink-soft">{t(isEmpty ? "emptyShop" : "shopEnd")}</p>
        )}
      </section>
      {seller ? (
        <section
          id="seller"
          aria-labelledby="seller-title"
          className="scroll-mt-16 border-t border-hairline px-4 py-5"
        >
          <h2 id="seller-title" className="mb-3 text-lead font-semibold">
            {(await getTranslations("shops"))("about.title")}
          </h2>
          <div className="grid gap-3">
            <SellerFacts seller={seller} />
          </div>
        </section>
      ) : null}
    </>
  );
}

/** Over the picture, where a fingertip finds it, the way to all that is known of the product. */
const ProductLink = ({ seller, slug, title }: ProductCardView) => (
  <a
    href={productAddress(seller.handle, slug)}
    className="absolute inset-x-0 top-0 z-[1] aspect-[1.91] rounded-card"
  >
    <span className="sr-only">{title}</span>
  </a>
);
