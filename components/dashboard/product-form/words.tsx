// What a product is called and said to be, and whether it is shown.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/components/orders/section";
import { Choice } from "@/components/ui/choice";
import { Field, TextAreaField } from "@/components/ui/field";
import { longestSummary, longestTitle } from "@/domain/catalog/product-rules";
import { DescriptionField } from "../description-field";
import { type PartProps, tie } from "./part";

const statuses = ["active", "draft", "archived"] as const;

export function Words(props: PartProps) {
  const t = useTranslations("listings");
  const { values, errors } = props;
  const hasMore = ["vendor", "productType", "tags"].some((name) => errors[name]);
  return (
    <Section title={t("form.product")}>
      <Field
        {...tie("title", props)}
        label={t("form.titleLabel")}
        autoComplete="off"
        aria-required
        maxLength={longestTitle}
      />
      <DescriptionField
        key={`${values.isHtml}${values.description}`}
        id="product-description"
        initial={{ text: values.description ?? "", isHtml: values.isHtml ?? "" }}
        mayEdit={props.mayEdit}
        error={errors["description"]}
      />
      <Summary {...props} />
      <Choice
        key={`status-${values.status}`}
        name="status"
        legend={t("form.status")}
        chosen={values.status ?? "active"}
        options={statuses
          .filter((status) => !props.isNew || status !== "archived")
          .map((status) => ({
            value: status,
            label: t(`form.statuses.${status}`),
            hint: t(`form.statusHints.${status}`),
          }))}
      />
      <details {...(hasMore ? { open: true } : {})}>
        <summary className="min-h-touch py-2.5 text-link hover:underline">{t("form.more")}</summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <Field {...tie("vendor", props)} label={t("form.vendor")} autoComplete="off" maxLength={100} />
          <Field
            {...tie("productType", props)}
            label={t("form.productType")}
            autoComplete="off"
            maxLength={100}
          />
          <div className="sm:col-span-2">
            <Field
              {...tie("tags", props)}
              label={t("form.tags")}
              hint={t("form.tagsHint")}
              autoComplete="off"
            />
          </div>
        </div>
      </details>
    </Section>
  );
}

function Summary(props: PartProps) {
  const t = useTranslations("listings");
  const typed = props.values.summary ?? "";
  const [count, setCount] = useState(Array.from(typed).length);
  const counted = t("form.counted", { count: String(count), most: String(longestSummary) });
  return (
    <TextAreaField
      {...tie("summary", props)}
      label={t("form.summary")}
      hint={`${t("form.summaryHint")} ${counted}`}
      rows={4}
      onInput={(event) => setCount(Array.from(event.currentTarget.value).length)}
    />
  );
}
