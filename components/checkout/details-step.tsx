"use client";
// Everything is asked, once: what, and where to. The total follows what is typed.
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { addressFields } from "@/domain/orders/address-rules";
import type { StepProps } from "./checkout";
import { onlyOnce } from "./only-once";
import { chosenVariant } from "./chosen";
import { CurrencyChoice } from "./currency-choice";
import { Delivery } from "./delivery";
import { Foot, Group } from "./group";
import { Summary } from "./summary";
import { useQuote } from "./use-quote";
import { What } from "./what";

export function DetailsStep(step: StepProps) {
  const { sheet, state, isBusy, submit, notice, tweetId, countries } = step;
  const t = useTranslations("checkout");
  const values = state.values ?? {};
  const { quote, form, onChange } = useQuote(step.quote, state.quote ?? step.initial.quote);
  const [variantId, setVariantId] = useState(values["variantId"]);
  const [country, setCountry] = useState(values["country"] ?? step.guessedCountry);
  const variant = chosenVariant(sheet, variantId);

  const follow = (event: FormEvent<HTMLFormElement>) => {
    const control = event.target;
    if (control instanceof HTMLSelectElement && control.name === "variantId") setVariantId(control.value);
    if (control instanceof HTMLSelectElement && control.name === "country") setCountry(control.value);
    onChange();
  };
  return (
    <form
      ref={form}
      action={submit}
      onSubmit={onlyOnce(isBusy)}
      onChange={follow}
      noValidate
      className="grid gap-6"
    >
      {notice}
      <input type="hidden" name="listingId" value={sheet.listingId} />
      <input type="hidden" name="isShipped" value={sheet.isShipped ? "yes" : "no"} />
      {tweetId ? <input type="hidden" name="tweetId" value={tweetId} /> : null}
      {state.notice?.ask ? <input type="hidden" name="again" value="yes" /> : null}
      <Group title={t("what")}>
        <What sheet={sheet} variant={variant} typed={values} currency={quote?.currency} />
      </Group>
      <Group title={t("where")}>
        <Field
          id="buy-email"
          name="email"
          type="email"
          label={t("email")}
          hint={t("emailHint")}
          error={state.errors?.["email"]}
          defaultValue={values["email"] ?? sheet.person?.email}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          aria-required
        />
        {sheet.isShipped ? (
          <AddressFields
            country={country}
            countries={countries}
            values={values}
            errors={state.errors ?? {}}
          />
        ) : (
          <input type="hidden" name="country" value={country} />
        )}
        {sheet.isShipped ? <Delivery quote={quote} key={quote?.options.length} /> : null}
        <CurrencyChoice quote={quote} />
      </Group>
      {step.sellerLine}
      <Foot>
        {quote ? (
          <Summary amounts={quote} isTaxKnown={quote.taxName !== "" || quote.pricesIncludeTax} />
        ) : null}
        <Button look="strong" type="submit" name="do" value="place" aria-disabled={isBusy} className="w-full">
          {isBusy ? t("placing") : state.notice?.ask ? t("buyAnother") : t("toPayment")}
        </Button>
      </Foot>
    </form>
  );
}

type AddressFieldsProps = {
  country: string;
  countries: { code: string; name: string }[];
  values: Record<string, string>;
  errors: Record<string, string>;
};

function AddressFields({ country, countries, values, errors }: AddressFieldsProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const { state, needsPostalCode } = addressFields(country);
  const field = (name: string) => ({
    id: `buy-${name}`,
    name,
    error: errors[name],
    defaultValue: values[name],
  });
  return (
    <>
      <SelectField
        id="buy-country"
        name="country"
        label={t("country")}
        error={errors["country"]}
        defaultValue={country}
        key={`country ${values["country"]}`}
        autoComplete="country"
        lang={locale}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field {...field("fullName")} label={t("fullName")} autoComplete="name" aria-required />
      <Field {...field("line1")} label={t("line1")} autoComplete="address-line1" aria-required />
      <Field {...field("line2")} label={t("line2")} autoComplete="address-line2" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field("city")} label={t("city")} autoComplete="address-level2" aria-required />
        {state ? (
          <SelectField
            {...field("state")}
            key={`state ${country} ${values["state"]}`}
            label={t(`stateNames.${state.name}`)}
            autoComplete="address-level1"
            aria-required
          >
            <option value="">{t("chooseState")}</option>
            {state.parts.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : null}
        {needsPostalCode ? (
          <Field
            {...field("postalCode")}
            label={t("postalCode")}
            autoComplete="postal-code"
            autoCapitalize="characters"
            inputMode={country === "US" || country === "FR" || country === "DE" ? "numeric" : "text"}
            aria-required
          />
        ) : null}
      </div>
    </>
  );
}
