// The card of the timeline as a picture of itself: what is in it cannot be pressed, and is told in one piece.
import { ProductCard } from "@/components/timeline/product-card";
import { StandIn } from "@/components/timeline/stand-in";
import { timelineWords } from "@/components/timeline/words";
import { writeProduct } from "@/components/timeline/written";
import type { ProductCardView } from "@/domain/catalog/card-facts";
import type { Instant } from "@/domain/time";

export async function CardPreview({ card, now }: { card: ProductCardView; now: Instant }) {
  const words = await timelineWords(now);
  const written = writeProduct(card, words);
  const { labels } = words;
  const told = [
    written.picture?.alt,
    written.title,
    written.seller.name,
    written.isFrom ? `${labels.from} ${written.price}` : written.price,
    written.was && `${labels.was} ${written.was}`,
    written.left,
    written.promise,
    written.notForSale ? `${written.notForSale.why} ${written.notForSale.seeIt}` : labels.buyNow,
  ];
  return (
    <figure aria-label={told.filter(Boolean).join(", ")}>
      <div inert>
        <ProductCard card={written} labels={labels} isEarly standIn={<StandIn />} />
      </div>
    </figure>
  );
}
