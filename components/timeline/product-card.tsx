// What can be bought: clearly a thing, never a banner. Its button is a link, so it works without JavaScript.
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { CardPromise, ProductCardView } from "@/domain/catalog/card-facts";
import { CardPicture } from "./card-picture";
import type { TimelineWords } from "./words";

type ProductCardProps = {
  card: ProductCardView;
  /** The tweet that carries it; in a shop there is none. */
  tweetId?: string | undefined;
  words: TimelineWords;
  isEarly?: boolean;
};

export function ProductCard({ card, tweetId, words, isEarly = false }: ProductCardProps) {
  const { t } = words;
  const isQuiet = card.notForSale !== undefined;
  return (
    <div className="@container flex h-full flex-col overflow-hidden rounded-card border border-hairline bg-surface">
      <CardPicture
        picture={card.picture}
        isQuiet={isQuiet}
        isEarly={isEarly}
        standIn={tweetId ? undefined : "orders"}
      />
      <div className="grid grow grid-cols-1 grid-rows-[1fr_auto] gap-x-4 gap-y-3 p-4 @min-[26rem]:grid-cols-[1fr_auto] @min-[26rem]:grid-rows-none @min-[26rem]:items-end">
        <div className="min-w-0">
          <p className="line-clamp-2 text-lead font-semibold">{card.title}</p>
          <p className="text-small text-ink-soft">
            <a href={`/${card.seller.handle}`} className="hover:underline">
              {card.seller.name}
            </a>
            {card.seller.isVerified ? (
              <Icon
                name="verified"
                label={words.labels.verified}
                className="ml-1 inline size-4 align-[-3px] text-link"
              />
            ) : null}
          </p>
          <p className="mt-1.5 flex flex-wrap items-baseline gap-x-2 text-lead tabular-nums">
            <span>
              {card.isFrom ? <span className="text-small text-ink-soft">{t("from")} </span> : null}
              <strong className={isQuiet ? "font-semibold text-ink-soft" : "font-semibold"}>
                {words.money(card.priceMinor, card.currency)}
              </strong>
            </span>
            {card.wasMinor === undefined ? null : (
              <s className="text-small text-ink-faint" title={t("lowest30Days")}>
                <span className="sr-only">{t("was")} </span>
                {words.money(card.wasMinor, card.currency)}
              </s>
            )}
            {card.unitsLeft === undefined ? null : (
              <span className="text-small font-semibold text-warn">
                {t("unitsLeft", { count: card.unitsLeft })}
              </span>
            )}
          </p>
          {card.promise ? (
            <p className="mt-1 text-small text-ink-soft">
              <Icon name="truck" className="mr-1.5 inline size-4 align-[-3px]" />
              {promiseWords(card.promise, words)}
            </p>
          ) : null}
          {card.notForSale ? (
            <p className="mt-1 text-small font-semibold text-ink-soft">
              {t(`notForSale.${card.notForSale}`)}
            </p>
          ) : null}
        </div>
        {card.notForSale ? (
          <a href={card.merchantUrl} rel="noopener" className={buttonLook("quiet", "min-w-0 text-link")}>
            <span className="truncate">{t("seeItAt", { site: siteName(card.merchantUrl) })}</span>
            <Icon name="out" className="size-4" />
          </a>
        ) : (
          <a
            href={`/buy/${card.listingId}${tweetId ? `?tweet=${tweetId}` : ""}`}
            data-soft=""
            className={buttonLook("primary", "min-w-32")}
          >
            {words.buyNow}
          </a>
        )}
      </div>
    </div>
  );
}

function promiseWords(promise: CardPromise, words: TimelineWords): string {
  if (promise.kind === "standard") return words.t("shipsIn", { days: promise.maxDays });
  return words.t("sameDay", {
    time: words.clock(promise.deliverBy, promise.timeZone),
    city: promise.cityName,
    fee: words.money(promise.feeMinor, promise.currency),
  });
}

function siteName(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
