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
    <dl aria-label={t("summary")} className="flex flex-wrap gap-x-3 gap-y-1 wrap-break-word tabular-nums">
      <Row label={t("items")} value={money(amounts.itemsMinor)} />
      <Row
        label={t("deliveryFee")}
        value={amounts.deliveryMinor === 0 ? t("free") : money(amounts.deliveryMinor)}
      />
      {amounts.pricesIncludeTax ? null : (
        <Row label={taxLabel} value={isTaxKnown ? money(amounts.taxMinor) : t("taxLater")} />
      )}
      <div
        aria-live="polite"
        aria-atomic="true"
        className="flex w-full justify-between gap-4 pt-1 text-title font-bold"
      >
        <dt>{t("total")}</dt>
        <dd className="text-right whitespace-nowrap">{money(amounts.totalMinor)}</dd>
      </div>
      {amounts.pricesIncludeTax && amounts.taxMinor > 0 ? (
        <div className="w-full text-small text-ink-soft">
          <dt className="sr-only">{taxLabel}</dt>
          <dd>{t("taxIncluded", { amount: money(amounts.taxMinor), name: taxName, rate })}</dd>
        </div>
      ) : null}
    </dl>
  );
}

/** A line of its own; in a dialog that is not high they run on, so that the fields above keep their room. */
function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex w-full justify-between gap-4 [@media(max-height:44rem)]:[dialog_&]:w-auto [@media(max-height:44rem)]:[dialog_&]:gap-1.5 [@media(max-height:44rem)]:[dialog_&]:text-small">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="text-right whitespace-nowrap">{value}</dd>
    </div>
  );
}
