// What it costs, directly above the button: never a surprise.
import { useFormatter, useLocale, useMessages, useTranslations } from "next-intl";
import { formatMoney, taxNameIn } from "@/components/ui/money";

type Amounts = {
  currency: string;
  itemsMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  totalMinor: number;
  taxName: string;
  taxRateBasisPoints: number;
  pricesIncludeTax: boolean;
};

export function Summary({ amounts, isTaxKnown = true }: { amounts: Amounts; isTaxKnown?: boolean }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const format = useFormatter();
  const money = (amountMinor: number) => formatMoney(amountMinor, amounts.currency, locale);
  const rate = format.number(amounts.taxRateBasisPoints / 10_000, {
    style: "percent",
    maximumFractionDigits: 3,
  });
  const taxName = taxNameIn(useMessages().checkout.taxNames, amounts.taxName);
  const taxLabel = taxName === "" ? t("tax") : t("taxNamed", { name: taxName, rate });
  return (
    <dl
      aria-label={t("summary")}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 wrap-break-word tabular-nums"
    >
      <Row label={t("items")} value={money(amounts.itemsMinor)} />
      <Row
        label={t("deliveryFee")}
        value={amounts.deliveryMinor === 0 ? t("free") : money(amounts.deliveryMinor)}
      />
      {amounts.pricesIncludeTax ? null : (
        <Row label={taxLabel} value={isTaxKnown ? money(amounts.taxMinor) : t("taxLater")} />
      )}
      <dt className="pt-1 text-title font-bold">{t("total")}</dt>
      <dd className="pt-1 text-right text-title font-bold" aria-live="polite">
        {money(amounts.totalMinor)}
      </dd>
      {amounts.pricesIncludeTax && amounts.taxMinor > 0 ? (
        <dd className="col-span-2 text-small text-ink-soft">
          {t("taxIncluded", { amount: money(amounts.taxMinor), name: taxName, rate })}
        </dd>
      ) : null}
    </dl>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt className="text-ink-soft">{label}</dt>
      <dd className="text-right">{value}</dd>
    </>
  );
}
