// What is sold by the piece: prices, stock, and what else each variant has of its own.
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { LinePicture } from "@/components/orders/line-picture";
import { Section } from "@/components/orders/section";
import { Field, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Tick } from "../tick";
import { type PartProps, rowsOf, tie } from "./part";

export function Variants({ notice, ...props }: PartProps & { notice: ReactNode }) {
  const t = useTranslations("listings");
  const { values, errors } = props;
  const rows = rowsOf(values, "variant");
  const isOne = rows.length === 1 && values["variant.0.optionValues"] === "[]";
  return (
    <Section title={t(isOne ? "form.oneVariant" : "form.variants")}>
      {notice}
      {errors.variants ? <Notice tone="bad">{errors.variants}</Notice> : null}
      <ul className="grid gap-5">
        {rows.map((at) => (
          <li key={values[`variant.${at}.optionValues`] ?? at}>
            <Variant {...props} at={at} isOne={isOne} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Variant({ at, isOne, ...props }: PartProps & { at: number; isOne: boolean }) {
  const t = useTranslations("listings");
  const { values, errors, shop } = props;
  const field = (name: string) => `variant.${at}.${name}`;
  const held = Number(values[field("unitsHeld")] ?? 0);
  const hasMore = ["barcode", "weight"].some((name) => errors[field(name)]);
  const wrong = errors[field("optionValues")];
  return (
    <fieldset className="grid min-w-0 gap-3">
      {isOne ? null : (
        <legend className="font-semibold">{wordsOf(values[field("optionValues")]).join(" / ")}</legend>
      )}
      {["id", "optionValues", "unitsSeen", "unitsHeld"].map((name) => (
        <input key={name} type="hidden" name={field(name)} value={values[field(name)] ?? ""} />
      ))}
      {wrong ? <p className="text-small font-semibold text-bad">{wrong}</p> : null}
      {isOne ? (
        <input type="hidden" name={field("isOffered")} value="yes" />
      ) : (
        <Tick name={field("isOffered")} label={t("form.isOffered")} values={values} />
      )}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field
          {...tie(field("price"), props)}
          label={t("form.price", { currency: shop.currency })}
          inputMode="decimal"
          autoComplete="off"
          aria-required
        />
        {shop.otherCurrencies.map((currency) => (
          <Field
            key={currency}
            {...tie(field(`price:${currency}`), props)}
            label={t("form.price", { currency })}
            inputMode="decimal"
            autoComplete="off"
          />
        ))}
        <Field
          {...tie(field("stock"), props)}
          label={t("form.stock")}
          hint={held > 0 ? t("form.stockHint", { held }) : undefined}
          inputMode="numeric"
          autoComplete="off"
        />
        <div className="col-span-2 sm:col-span-1">
          <Field {...tie(field("sku"), props)} label={t("form.sku")} autoComplete="off" maxLength={100} />
        </div>
      </div>
      <VariantPicture {...props} name={field("imageUrl")} isOne={isOne} />
      <details {...(hasMore ? { open: true } : {})}>
        <summary className="min-h-touch py-2.5 text-link hover:underline">{t("form.details")}</summary>
        <div className="grid grid-cols-2 gap-3 pt-2">
          <Field
            {...tie(field("barcode"), props)}
            label={t("form.barcode")}
            autoComplete="off"
            maxLength={100}
          />
          <Field
            {...tie(field("weight"), props)}
            label={t("form.weight")}
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        <Tick name={field("sellsWithoutStock")} label={t("form.sellsWithoutStock")} values={values} />
        <Tick name={field("requiresShipping")} label={t("form.requiresShipping")} values={values} />
        <Tick name={field("isTaxable")} label={t("form.isTaxable")} values={values} />
      </details>
    </fieldset>
  );
}

/** Which of the product's pictures shows this variant, in the checkout and on receipts. */
function VariantPicture({ name, isOne, ...props }: PartProps & { name: string; isOne: boolean }) {
  const t = useTranslations("listings");
  const { values } = props;
  const own = values[name] ?? "";
  const pictures = rowsOf(values, "picture").map((at) => ({
    url: values[`picture.${at}.url`] ?? "",
    words: [t("form.picture", { n: String(at + 1) }), values[`picture.${at}.alt`]].filter(Boolean).join(": "),
  }));
  const isElsewhere = own !== "" && !pictures.some(({ url }) => url === own);
  if (isOne || (pictures.length < 2 && own === ""))
    return <input key={own} type="hidden" name={name} defaultValue={own} />;
  const choices = [
    { url: "", words: t("form.firstPicture") },
    ...(isElsewhere ? [{ url: own, words: t("form.importedPicture") }] : []),
    ...pictures,
  ];
  return (
    <ChosenPicture key={own} {...tie(name, props)} choices={choices} firstUrl={pictures[0]?.url}>
      {t("form.variantPicture")}
    </ChosenPicture>
  );
}

type ChosenPictureProps = ReturnType<typeof tie> & {
  choices: { url: string; words: string }[];
  firstUrl: string | undefined;
  children: string;
};

function ChosenPicture({ choices, firstUrl, children, ...control }: ChosenPictureProps) {
  const [url, setUrl] = useState(control.defaultValue);
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-end gap-3">
      <LinePicture url={url || firstUrl} />
      <SelectField {...control} label={children} onChange={(event) => setUrl(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.url} value={choice.url}>
            {choice.words}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function wordsOf(json: string | undefined): string[] {
  try {
    const read: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}
