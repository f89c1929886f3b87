"use client";
import { useTranslations } from "next-intl";
import type { QuoteView } from "./state";

/** How it travels: a choice where there is one. */
export function Delivery({ quote }: { quote: QuoteView | undefined }) {
  const t = useTranslations("checkout");
  const options = quote?.options ?? [];
  if (options.length === 0) return <input type="hidden" name="deliveryKind" value="standard" />;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">{t("delivery")}</legend>
      {options.map(({ kind, label, fee, hint }) => (
        <label
          key={kind}
          className="flex min-h-touch items-center gap-3 rounded-control border border-control px-3 py-2 has-checked:border-ink has-checked:bg-sunken"
        >
          <input
            type="radio"
            name="deliveryKind"
            value={kind}
            defaultChecked={kind === quote?.deliveryKind}
            className="size-5 accent-ink"
          />
          <span className="min-w-0 flex-1">
            {label}
            {hint ? <span className="block text-small text-ink-soft">{hint}</span> : null}
          </span>
          <span className="whitespace-nowrap tabular-nums">{fee}</span>
        </label>
      ))}
    </fieldset>
  );
}
