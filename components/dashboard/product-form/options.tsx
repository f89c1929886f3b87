// In what a product can be chosen, such as its sizes.
import { useTranslations } from "next-intl";
import { Section } from "@/components/orders/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { mostOptions } from "@/domain/catalog/product-rules";
import { type PartProps, tie } from "./part";

export function Options(props: PartProps) {
  const t = useTranslations("listings");
  const { errors } = props;
  return (
    <Section title={t("form.options")}>
      <p className="text-ink-soft">{errors.options ?? t("form.optionsHint")}</p>
      {Array.from({ length: mostOptions }, (_, at) => (
        <fieldset key={at} className="grid gap-3 sm:grid-cols-[1fr_2fr]">
          <legend className="sr-only">{t("form.option", { n: String(at + 1) })}</legend>
          <Field
            {...tie(`option.${at}.name`, props)}
            label={t("form.optionName", { n: String(at + 1) })}
            autoComplete="off"
            maxLength={100}
          />
          <Field
            {...tie(`option.${at}.values`, props)}
            label={t("form.optionValues")}
            hint={at === 0 ? t("form.optionValuesHint") : undefined}
            autoComplete="off"
          />
        </fieldset>
      ))}
      {props.mayEdit ? (
        <p>
          <Button type="submit" name="do" value="make-variants" look="quiet">
            {t("form.makeVariants")}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}
