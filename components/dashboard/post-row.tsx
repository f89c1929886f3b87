// One post of a shop: what it says and offers, and what became of it.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinePicture } from "@/components/orders/line-picture";
import { formatMoney } from "@/components/ui/money";
import type { PromotionState } from "@/domain/promotions/promotion-rules";
import { dateFormat } from "@/domain/time";
import type { TweetView } from "@/domain/timeline/views";

type PostRowProps = {
  tweet: TweetView;
  promotion?: PromotionState | undefined;
  /** In which its moment is told. */
  timeZone: string;
  /** What can be done with it. */
  children?: ReactNode;
};

export function PostRow({ tweet, promotion, timeZone, children }: PostRowProps) {
  const t = useTranslations("posting");
  const timeline = useTranslations("timeline");
  const locale = useLocale();
  const moment = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const { card, createdAt, replyingTo } = tweet;
  return (
    <article className="grid gap-2 border-b border-hairline p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-soft">
        <time dateTime={createdAt.toISOString()}>{moment.format(createdAt)}</time>
        {replyingTo ? <span>{t("answer", { handle: replyingTo.handle })}</span> : null}
        {promotion ? (
          <strong className="rounded-tag border border-control px-1 font-semibold text-ink">
            {t(`promoted.${promotion}`)}
          </strong>
        ) : null}
      </p>
      <p lang={tweet.language} className="line-clamp-4 whitespace-pre-line">
        {tweet.text}
      </p>
      {card ? (
        <div className="flex min-w-0 gap-3 text-small text-ink-soft">
          <LinePicture url={card.picture?.url} />
          <span className="min-w-0">
            <span className="line-clamp-2 text-ink">{card.title}</span>
            {card.kind === "product"
              ? [
                  formatMoney(card.priceMinor, card.currency, locale),
                  card.notForSale ? timeline(`notForSale.${card.notForSale}`) : "",
                ]
                  .filter(Boolean)
                  .join(" · ")
              : card.charity.name}
          </span>
        </div>
      ) : null}
      <p className="text-small text-ink-soft tabular-nums">
        {[
          t("replies", { count: tweet.replyCount }),
          t("retweets", { count: tweet.retweetCount }),
          t("likes", { count: tweet.likeCount }),
        ].join(" · ")}
      </p>
      {children}
    </article>
  );
}
