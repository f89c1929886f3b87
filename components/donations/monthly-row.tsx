// One gift that is given every month: for what, to whom, how much, and how it stands.
import { useLocale, useTranslations } from "next-intl";
import { LinePicture } from "@/components/orders/line-picture";
import { formatMoney } from "@/components/ui/money";
import type { MonthlyGiftView } from "@/domain/donations/views";
import { formatDay } from "@/domain/time";

export function MonthlyRow({ gift }: { gift: MonthlyGiftView }) {
  const t = useTranslations("donations.everyMonth");
  const locale = useLocale();
  const amount = formatMoney(gift.totalMinor, gift.currency, locale);
  const next =
    gift.status === "active" && gift.renewsAt
      ? t("next", { date: formatDay(gift.renewsAt, locale) })
      : t(`status.${gift.status}`);
  return (
    <li className="border-b border-hairline">
      <a
        href={`/donations/monthly/${gift.id}`}
        className="flex gap-4 p-4 -outline-offset-2 transition-colors hover:bg-sunken"
      >
        <LinePicture url={gift.imageUrl} />
        <div className="grid min-w-0 flex-1 content-start gap-0.5">
          <p className="line-clamp-2 font-semibold">{gift.causeTitle}</p>
          <p className="text-small text-ink-soft">{gift.charityName}</p>
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="text-small text-ink-soft">{next}</span>
            <span className="mt-1 ml-auto font-semibold tabular-nums">{t("perMonth", { amount })}</span>
          </p>
        </div>
      </a>
    </li>
  );
}
