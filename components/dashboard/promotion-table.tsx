// The promotions of a post: when, for whom, how often; and day by day against the ceiling.
import { useLocale, useTranslations } from "next-intl";
import type { ShopPromotion } from "@/domain/promotions/shop-promotions";
import { dateFormat } from "@/domain/time";
import { ScrollArea } from "@/components/ui/scroll-area";

type PromotionTableProps = { promotions: ShopPromotion[]; timeZone: string };

const head = "p-2 text-left align-bottom font-semibold whitespace-nowrap text-ink-soft";
const figureHead = "p-2 text-right align-bottom font-semibold whitespace-nowrap text-ink-soft";

export function PromotionTable({ promotions, timeZone }: PromotionTableProps) {
  const t = useTranslations("posting");
  const locale = useLocale();
  const moment = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const number = new Intl.NumberFormat(locale);
  const audience = useAudience();
  return (
    <>
      <ScrollArea label={t("promotions")}>
        <table className="w-full text-small tabular-nums">
          <caption className="sr-only">{t("promotionsCaption", { zone: timeZone })}</caption>
          <thead>
            <tr className="border-b border-hairline">
              <th scope="col" className={head}>
                {t("from")}
              </th>
              <th scope="col" className={head}>
                {t("to")}
              </th>
              <th scope="col" className={head}>
                {t("state")}
              </th>
              <th scope="col" className={head}>
                {t("whom")}
              </th>
              <th scope="col" className={figureHead}>
                {t("shown")}
              </th>
              <th scope="col" className={figureHead}>
                {t("ofCeiling")}
              </th>
            </tr>
          </thead>
          <tbody>
            {promotions.map((promotion) => (
              <tr key={promotion.id} className="border-b border-hairline align-top">
                <th scope="row" className="p-2 text-left font-normal whitespace-nowrap">
                  {moment.format(promotion.startsAt)}
                </th>
                <td className="p-2 whitespace-nowrap">
                  {moment.format(
                    promotion.state === "stopped"
                      ? (promotion.stoppedAt ?? promotion.endsAt)
                      : promotion.endsAt,
                  )}
                </td>
                <td className="p-2 whitespace-nowrap">{t(`promoted.${promotion.state}`)}</td>
                <td className="min-w-52 p-2">
                  {audience(promotion)}
                  <span className="block text-ink-soft">{t("paidByWhom", { payer: promotion.paidBy })}</span>
                </td>
                <td className="p-2 text-right">{number.format(promotion.shown)}</td>
                <td className="p-2 text-right">{number.format(promotion.dailyImpressionCeiling)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <Days promotions={promotions} />
    </>
  );
}

function Days({ promotions }: { promotions: ShopPromotion[] }) {
  const t = useTranslations("posting");
  const locale = useLocale();
  const day = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const days = promotions
    .flatMap(({ id, days: own, dailyImpressionCeiling: ceiling }) =>
      own.map((one) => ({ ...one, id, ceiling })),
    )
    .toSorted((a, b) => b.day.localeCompare(a.day));
  if (days.length === 0) return <p className="text-ink-soft">{t("noDays")}</p>;
  return (
    <table className="w-full max-w-column text-small tabular-nums">
      <caption className="pt-2 pb-1 text-left text-body font-semibold">{t("days")}</caption>
      <thead>
        <tr className="border-b border-hairline">
          <th scope="col" className={head}>
            {t("day")}
          </th>
          <th scope="col" className={figureHead}>
            {t("shown")}
          </th>
          <th scope="col" className={figureHead}>
            {t("share")}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ id, day: on, shown, ceiling }) => (
          <tr key={`${id} ${on}`} className="border-b border-hairline">
            <th scope="row" className="p-2 text-left font-normal">
              {day.format(new Date(`${on}T00:00:00Z`))}
            </th>
            <td className="p-2 text-right">{number.format(shown)}</td>
            <td className="p-2 text-right">
              {t("ofMost", { share: percent.format(shown / ceiling), most: number.format(ceiling) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whom a promotion is for, in words. */
function useAudience(): (promotion: ShopPromotion) => string {
  const t = useTranslations("posting");
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  return ({ audience: { followersOf, hashtag, countries } }) => {
    const parts = [
      followersOf === undefined ? "" : t("toFollowers", { handle: followersOf }),
      hashtag === undefined ? "" : t("toTag", { tag: hashtag }),
      (countries ?? []).map((code) => names.of(code) ?? code).join(", "),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" · ") : t("everybody");
  };
}
