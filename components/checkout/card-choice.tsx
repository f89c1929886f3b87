"use client";
// A kept card, or a new one typed into Stripe's frame; and whether to keep it.
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import type { RefObject } from "react";
import { CheckBox } from "@/components/ui/check-box";
import { Notice } from "@/components/ui/notice";
import { brandName } from "./brand";
import type { CardForm } from "./card-form";
import { useHasScript } from "./script-mark";
import type { StripeSettings } from "./stripe-script";

const StripeCardForm = dynamic(() => import("./card-form").then((module) => module.StripeCardForm), {
  ssr: false,
});

type CardChoiceProps = {
  cards: { id: string; brand: string; last4: string }[];
  /** Of a kept card, or "new". */
  cardId: string;
  onChoose: (cardId: string) => void;
  /** Undefined for guests: nothing can be kept for them. */
  keeps: boolean | undefined;
  onKeep: (keeps: boolean) => void;
  keepLabel: string;
  /** Said in place of the card form where no script runs. */
  needsScript: string;
  stripe: StripeSettings;
  /** Minor units. */
  amountMinor: number;
  currency: string;
  /** Where the form of a new card is put, to be asked for it. */
  cardForm: RefObject<CardForm | null>;
};

export function CardChoice(props: CardChoiceProps) {
  const {
    cards,
    cardId,
    onChoose,
    keeps,
    onKeep,
    keepLabel,
    needsScript,
    stripe,
    amountMinor,
    currency,
    cardForm,
  } = props;
  const t = useTranslations("checkout");
  const locale = useLocale();
  const hasScript = useHasScript();
  const kept = cards.map(({ id, brand, last4 }) => ({
    id,
    label: t("card", { brand: brandName(brand), last4 }),
  }));
  return (
    <>
      {cards.length > 0 ? (
        <fieldset className="grid gap-2">
          <legend className="sr-only">{t("payWith")}</legend>
          {[...kept, { id: "new", label: t("newCard") }].map(({ id, label }) => (
            <label
              key={id}
              className="flex min-h-touch items-center gap-3 rounded-control border border-control px-3 has-checked:border-ink has-checked:bg-sunken"
            >
              <input
                type="radio"
                name="cardId"
                value={id}
                checked={id === cardId}
                onChange={() => onChoose(id)}
                className="size-5 accent-ink"
              />
              {label}
            </label>
          ))}
        </fieldset>
      ) : null}
      {cardId === "new" && !hasScript ? <Notice>{needsScript}</Notice> : null}
      {cardId === "new" && hasScript ? (
        <div>
          {stripe.localPort === undefined ? null : (
            <p className="mb-3 text-small text-ink-soft">{t("testPayments")}</p>
          )}
          <StripeCardForm
            ref={cardForm}
            settings={stripe}
            amountMinor={amountMinor}
            currency={currency}
            keeps={keeps ?? false}
            locale={locale}
            words={{ loading: t("loadingCard"), failed: t("cardFormFailed") }}
          />
        </div>
      ) : null}
      {cardId === "new" && keeps !== undefined ? (
        <CheckBox name="keeps" label={keepLabel} hint={t("keepHint")} checked={keeps} onChange={onKeep} />
      ) : null}
    </>
  );
}
