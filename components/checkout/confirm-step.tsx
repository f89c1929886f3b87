"use client";
// One step for those whom we know: address, card and total stand there, one button, nothing to type.
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { formatMoney } from "@/components/ui/money";
import { envelopeLines } from "@/domain/orders/address-rules";
import { brandName } from "./brand";
import type { StepProps } from "./checkout";
import { onlyOnce } from "./only-once";
import { chosenVariant } from "./chosen";
import { CurrencyChoice } from "./currency-choice";
import { Delivery } from "./delivery";
import { Foot, Group } from "./group";
import { ScriptMark } from "./script-mark";
import { Summary } from "./summary";
import { useQuote } from "./use-quote";
import { What } from "./what";

export function ConfirmStep(step: StepProps) {
  const { sheet, state, isBusy, submit, notice, tweetId } = step;
  const t = useTranslations("checkout");
  const locale = useLocale();
  const buttons = useTranslations("buttons");
  const values = state.values ?? {};
  const { quote, form, onChange } = useQuote(step.quote, state.quote ?? step.initial.quote);
  const [variantId, setVariantId] = useState(values["variantId"]);
  const variant = chosenVariant(sheet, variantId);
  const otherId = useId();
  const { addresses = [], cards = [] } = sheet.person ?? {};

  const follow = (event: FormEvent<HTMLFormElement>) => {
    const control = event.target;
    if (control instanceof HTMLSelectElement && control.name === "variantId") setVariantId(control.value);
    onChange();
  };
  return (
    <>
      <form id={otherId} action={submit} />
      <form ref={form} action={submit} onSubmit={onlyOnce(isBusy)} onChange={follow} className="grid gap-6">
        {notice}
        <input type="hidden" name="listingId" value={sheet.listingId} />
        <input type="hidden" name="seenTotalMinor" value={quote?.totalMinor ?? 0} />
        <input type="hidden" name="seenCurrency" value={quote?.currency ?? ""} />
        {tweetId ? <input type="hidden" name="tweetId" value={tweetId} /> : null}
        {state.notice?.ask ? <input type="hidden" name="again" value="yes" /> : null}
        <ScriptMark />
        <Group title={t("what")}>
          <What sheet={sheet} variant={variant} typed={values} currency={quote?.currency} />
        </Group>
        {/* Short, so that a phone shows all of it: who gets it where, which card, how it travels. */}
        <div className="grid gap-4">
          <SelectField
            id="buy-address"
            name="addressId"
            label={t("shipTo")}
            defaultValue={values["addressId"]}
            key={values["addressId"]}
          >
            {addresses.map(({ id, address }) => (
              <option key={id} value={id}>
                {envelopeLines(address, locale).join(", ")}
              </option>
            ))}
          </SelectField>
          <SelectField
            id="buy-card"
            name="cardId"
            label={t("payWith")}
            defaultValue={values["cardId"]}
            key={`card ${values["cardId"]}`}
          >
            {cards.map(({ id, brand, last4 }) => (
              <option key={id} value={id}>
                {t("card", { brand: brandName(brand), last4 })}
              </option>
            ))}
          </SelectField>
          <Delivery quote={quote} key={quote?.options.length} />
          <CurrencyChoice quote={quote} />
          <Button type="submit" form={otherId} name="do" value="details" className="justify-self-start">
            {t("otherDetails")}
          </Button>
        </div>
        {step.sellerLine}
        <Foot>
          {quote ? <Summary amounts={quote} /> : null}
          <Button
            look="primary"
            type="submit"
            name="do"
            value="confirm"
            aria-disabled={isBusy}
            className="w-full"
          >
            {isBusy ? t("paying") : buttons("buyNow")}
            {isBusy || !quote || quote.currencies.length < 2
              ? null
              : ` · ${formatMoney(quote.totalMinor, quote.currency, locale)}`}
          </Button>
        </Foot>
      </form>
    </>
  );
}
