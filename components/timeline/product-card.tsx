// What can be bought: clearly a thing, never a banner. Its button is a link, so it works without JavaScript.
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { CardAccount } from "./card-account";
import { CardPicture } from "./card-picture";
import type { TimelineLabels } from "./words";
import type { WrittenProduct } from "./written";

type ProductCardProps = {
  card: WrittenProduct;
  /** The tweet that carries it; in a shop there is none. */
  tweetId?: string | undefined;
  labels: TimelineLabels;
  isEarly?: boolean;
  /** Instead of a picture that there is none of, where cards stand side by side. */
  standIn?: ReactNode;
};

export function ProductCard({ card, tweetId, labels, isEarly = false, standIn }: ProductCardProps) {
  const isQuiet = card.notForSale !== undefined;
  const titleId = `${tweetId ?? "shop"}-${card.listingId}`;
  return (
    <div className="@container flex h-full flex-col overflow-hidden rounded-card border border-hairline bg-surface">
      {card.picture ? <CardPicture picture={card.picture} isQuiet={isQuiet} isEarly={isEarly} /> : standIn}
      <div className="grid grow grid-cols-1 grid-rows-[1fr_auto] gap-x-4 gap-y-3 p-4 @min-[26rem]:grid-cols-[1fr_auto] @min-[26rem]:grid-rows-none @min-[26rem]:items-end">
        <div className="min-w-0">
          <p id={titleId} className="line-clamp-2 text-lead font-semibold">
            {card.title}
          </p>
          <CardAccount account={card.seller} labels={labels} />
          <p className="mt-1.5 flex flex-wrap items-baseline gap-x-2 text-lead tabular-nums">
            <span>
              {card.isFrom ? <span className="text-small text-ink-soft">{labels.from} </span> : null}
              <strong className={isQuiet ? "font-semibold text-ink-soft" : "font-semibold"}>
                {card.price}
              </strong>
            </span>
            {card.was === undefined ? null : (
              <s className="text-small text-ink-faint" title={labels.lowest30Days}>
                <span className="sr-only">{labels.was} </span>
                {card.was}
              </s>
            )}
            {card.left === undefined ? null : (
              <span className="text-small font-semibold text-warn">{card.left}</span>
            )}
          </p>
          {card.promise ? (
            <p className="mt-1 flex gap-1.5 text-small text-ink-soft">
              <Icon name="truck" className="mt-px size-4" />
              {card.promise}
            </p>
          ) : null}
          {card.notForSale ? (
            <p className="mt-1 text-small font-semibold text-ink-soft">{card.notForSale.why}</p>
          ) : null}
        </div>
        {card.notForSale ? (
          <a href={card.notForSale.url} rel="noopener" className={buttonLook("quiet", "min-w-0 text-link")}>
            <span className="min-w-0">{card.notForSale.seeIt}</span>
            <Icon name="out" className="size-4" />
          </a>
        ) : (
          <a
            href={`/buy/${card.listingId}${tweetId ? `?tweet=${tweetId}` : ""}`}
            aria-describedby={titleId}
            data-soft=""
            className={buttonLook("primary", "sm:min-w-32")}
          >
            {labels.buyNow}
          </a>
        )}
      </div>
    </div>
  );
}
