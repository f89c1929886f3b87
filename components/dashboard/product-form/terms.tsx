// How a product is offered, of each listing: where, from when until when, and how many to a buyer.
import { useTranslations } from "next-intl";
import { Section } from "@/components/orders/section";
import { Choice } from "@/components/ui/choice";
import { Field, SelectField } from "@/components/ui/field";
import { type PartProps, rowsOf, tie } from "./part";

export function Terms(props: PartProps) {
  const t = useTranslations("listings");
  const { values, channels, isNew, usualUrl, shop } = props;
  const rows = rowsOf(values, "terms");
  return rows.map((at) => {
    const field = (name: string) => `terms.${at}.${name}`;
    const channel = channels[at]?.name ?? "";
    return (
      <Section key={at} title={rows.length > 1 ? t("form.termsOn", { channel }) : t("form.terms")}>
        {["listingId", "opensAtWas", "endsAtWas"].map((name) => (
          <input key={name} type="hidden" name={field(name)} value={values[field(name)] ?? ""} />
        ))}
        {at === 0 ? (
          isNew && channels.length > 1 ? (
            <SelectField key={values.connectionId} {...tie("connectionId", props)} label={t("form.channel")}>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
          ) : (
            <input type="hidden" name="connectionId" value={values.connectionId ?? channels[0]?.id ?? ""} />
          )
        ) : null}
        <Choice
          key={`${field("checkout")}-${values[field("checkout")]}`}
          name={field("checkout")}
          legend={t("form.checkout")}
          chosen={values[field("checkout")] ?? "here"}
          options={(["here", "merchant-site"] as const).map((place) => ({
            value: place,
            label: t(`form.checkouts.${place}`),
            hint: t(`form.checkoutHints.${place}`),
          }))}
        />
        <Field
          {...tie(field("merchantUrl"), props)}
          label={t("form.merchantUrl")}
          hint={usualUrl ? t("form.merchantUrlHint", { url: usualUrl }) : t("form.merchantUrlHintNone")}
          type="url"
          autoComplete="off"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            {...tie(field("opensAt"), props)}
            label={t("form.opensAt")}
            hint={t("form.opensAtHint", { timeZone: shop.timeZone })}
            type="datetime-local"
          />
          <Field
            {...tie(field("endsAt"), props)}
            label={t("form.endsAt")}
            hint={t("form.endsAtHint", { timeZone: shop.timeZone })}
            type="datetime-local"
          />
        </div>
        <Field
          {...tie(field("unitsPerBuyer"), props)}
          label={t("form.unitsPerBuyer")}
          inputMode="numeric"
          autoComplete="off"
        />
      </Section>
    );
  });
}
