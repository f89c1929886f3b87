"use client";
// What is bought: its picture and title, the variant (sold-out ones stay visible) and how many.
import { useLocale, useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/field";
import { formatMoney } from "@/components/ui/money";
import type { CheckoutSheet, SheetVariant } from "@/domain/checkout/queries";
import { pictureAt } from "@/domain/shops/picture-rules";

const mostInList = 20;

type WhatProps = {
  sheet: CheckoutSheet;
  variant: SheetVariant | undefined;
  typed: Record<string, string>;
  /** In which the total stands; absent: the shop's own. */
  currency: string | undefined;
};

export function What({ sheet, variant, typed, currency = sheet.currency }: WhatProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const priceOf = ({ otherPrices, priceMinor }: SheetVariant) => {
    const other = otherPrices[currency];
    return other === undefined
      ? formatMoney(priceMinor, sheet.currency, locale)
      : formatMoney(other, currency, locale);
  };
  const image = variant?.imageUrl ?? sheet.image?.url;
  const most = Math.max(1, Math.min(variant?.most ?? 1, mostInList));
  const label = (v: SheetVariant) => {
    const values = v.optionValues.join(" / ");
    return v.most > 0 ? t("variantOption", { values, price: priceOf(v) }) : t("variantSoldOut", { values });
  };
  return (
    <div className="grid gap-4">
      <div className="flex gap-3">
        {image ? (
          <span className="h-16.5 w-22 shrink-0">
            <img
              src={pictureAt(280, image)}
              alt=""
              width={88}
              height={88}
              className="h-auto max-h-full w-full rounded-control bg-sunken object-contain"
            />
          </span>
        ) : null}
        <div className="min-w-0">
          <p className="line-clamp-3 font-semibold">{sheet.title}</p>
          <p className="text-small text-ink-soft">{t("soldBy", { seller: sheet.seller.name })}</p>
          {variant ? (
            <p className="mt-1 tabular-nums">
              {priceOf(variant)}
              {variant.fewLeft !== undefined && variant.fewLeft > 0 ? (
                <span className="ml-2 text-small font-semibold text-warn">
                  {t("fewLeft", { count: variant.fewLeft })}
                </span>
              ) : null}
            </p>
          ) : null}
        </div>
      </div>
      <div className={sheet.variants.length > 1 ? "grid grid-cols-[minmax(0,1fr)_auto] gap-4" : "grid"}>
        {sheet.variants.length > 1 ? (
          <SelectField
            key={typed["variantId"]}
            id="buy-variant"
            name="variantId"
            label={sheet.options.map((option) => option.name).join(" / ") || t("variant")}
            defaultValue={variant?.id}
          >
            {sheet.variants.map((v) => (
              <option key={v.id} value={v.id} disabled={v.most === 0 && v.id !== variant?.id}>
                {label(v)}
              </option>
            ))}
          </SelectField>
        ) : (
          <input type="hidden" name="variantId" value={variant?.id ?? ""} />
        )}
        <SelectField
          id="buy-quantity"
          name="quantity"
          label={t("quantity")}
          defaultValue={Math.min(Number(typed["quantity"] ?? 1), most)}
          key={`${most} ${typed["quantity"]}`}
        >
          {Array.from({ length: most }, (_, i) => (
            <option key={i}>{i + 1}</option>
          ))}
        </SelectField>
      </div>
    </div>
  );
}
