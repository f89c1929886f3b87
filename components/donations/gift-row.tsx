// One gift in the list: for what, to whom, when and how much.
import { useLocale, useTranslations } from "next-intl";
import { Facts } from "@/components/orders/facts";
import { LinePicture } from "@/components/orders/line-picture";
import { formatMoney } from "@/components/ui/money";
import type { GiftRow as Row } from "@/domain/donations/queries";
import { dateFormat } from "@/domain/time";

export function GiftRow({ gift }: { gift: Row }) {
  const t = useTranslations("donations");
  const locale = useLocale();
  const at = gift.paidAt ?? gift.createdAt;
  const day = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <li className="border-b border-hairline">
      <a
        href={`/donations/${gift.id}`}
        className="flex gap-4 p-4 -outline-offset-2 transition-colors hover:bg-sunken"
      >
        <LinePicture url={gift.imageUrl} />
        <div className="grid min-w-0 flex-1 content-start gap-0.5">
          <p className="line-clamp-2 font-semibold">{gift.causeTitle}</p>
          <p className="text-small text-ink-soft">{gift.charityName}</p>
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="text-small text-ink-soft">
              <Facts>
                {gift.receiptNumber ? t("receipt", { number: gift.receiptNumber }) : null}
                <time dateTime={at.toISOString()}>{day.format(at)}</time>
                {gift.refundedMinor > 0 ? t("refundedWord") : null}
              </Facts>
            </span>
            <span className="mt-1 ml-auto font-semibold tabular-nums">
              {formatMoney(gift.totalMinor, gift.currency, locale)}
            </span>
          </p>
        </div>
      </a>
    </li>
  );
}
