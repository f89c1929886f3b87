// The receipt of a gift: charity, number, date, amount, and that nothing was given in return (IRS Publication 1771).
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/money";
import type { GiftPage } from "@/domain/donations/queries";
import { formatDay } from "@/domain/time";

export function Receipt({ gift }: { gift: GiftPage }) {
  const t = useTranslations("donations");
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, gift.currency, locale);
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(gift.country) ?? gift.country;
  const donor = gift.isAnonymous
    ? gift.donorName === ""
      ? t("anonymousNoName")
      : t("anonymousDonor", { name: gift.donorName })
    : gift.donorName;
  const rows: [label: string, value: string][] = [
    [t("number"), gift.receiptNumber ?? ""],
    [t("date"), formatDay(gift.paidAt ?? gift.createdAt, locale)],
    [t("charity"), `${gift.legalName}, ${country}`],
    [t("registration"), gift.registration],
    [t("forCause"), gift.causeTitle],
    [t("donor"), donor],
  ];
  const amounts: [label: string, value: string][] = [
    [t("giftAmount"), money(gift.giftMinor)],
    ...(gift.coveredFeeMinor > 0
      ? ([[t("coveredFee"), money(gift.coveredFeeMinor)]] satisfies [string, string][])
      : []),
    [t("charged"), money(gift.totalMinor)],
    ...(gift.refundedMinor > 0
      ? ([[t("refunded"), money(gift.refundedMinor)]] satisfies [string, string][])
      : []),
  ];
  return (
    <section
      aria-label={t("receiptTitle")}
      className="m-4 rounded-card border border-hairline bg-surface p-5"
    >
      <h2 className="text-title font-bold">{t("receiptTitle")}</h2>
      <dl className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {rows.map(([label, value]) => (
          <div key={label} className="contents max-sm:block">
            <dt className="text-ink-soft max-sm:mt-1 max-sm:text-small">{label}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-hairline pt-3 tabular-nums">
        {amounts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="text-right font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-small text-ink-soft">{t("statement", { charity: gift.legalName })}</p>
    </section>
  );
}
