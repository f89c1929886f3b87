"use client";
// In which currency it is paid: a choice where there is one, with what it comes to in each.
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/money";
import type { QuoteView } from "./state";

/** What is chosen counts for the country that it was shown for: another one has another usual currency. */
export function CurrencyChoice({ quote }: { quote: QuoteView | undefined }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  if (!quote || quote.currencies.length < 2) return null;
  return (
    <fieldset key={`${quote.country} ${quote.currencies.map(({ currency }) => currency).join(" ")}`}>
      <legend className="mb-1 font-semibold">{t("payIn")}</legend>
      <input type="hidden" name="currencyFor" value={quote.country} />
      <div className="flex flex-wrap gap-2">
        {quote.currencies.map(({ currency, totalMinor }) => (
          <label
            key={currency}
            className="flex min-h-touch grow items-center gap-3 rounded-control border border-control px-3 py-2 tabular-nums has-checked:border-ink has-checked:bg-sunken"
          >
            <input
              type="radio"
              name="currency"
              value={currency}
              defaultChecked={currency === quote.currency}
              className="size-5 accent-ink"
            />
            <span>
              {currency} <span className="text-ink-soft">{formatMoney(totalMinor, currency, locale)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
