// The fields of a place that depend on its country: of a country that is known, or of the one chosen in the same form.
import type { FormField } from "@/components/ui/action-form";
import { countryCodes } from "@/domain/accounts/countries";
import { addressFields } from "@/domain/orders/address-rules";
import { getTranslations } from "@/i18n/translations";

type More = Pick<FormField, "defaultValue" | "autoComplete">;

export async function postalCodeField(more: More, known?: string): Promise<FormField[]> {
  const address = await getTranslations("checkout");
  return onlyWhere(known, (one) => addressFields(one).needsPostalCode, {
    name: "postalCode",
    label: address("postalCode"),
    maxLength: 12,
    ...more,
  });
}

/** A field of an address in some countries: of the one that is known, or of those that can be chosen beside it. */
function onlyWhere(
  known: string | undefined,
  isThere: (country: string) => boolean,
  field: FormField,
): FormField[] {
  if (known !== undefined) return isThere(known) ? [field] : [];
  return [{ ...field, onlyWith: { name: "country", values: countryCodes.filter(isThere) } }];
}

/** What a country calls its parts, and which there are. */
export async function stateFields(more: More, known?: string): Promise<FormField[]> {
  const address = await getTranslations("checkout");
  return countryCodes.flatMap((country) => {
    const { state } = addressFields(country);
    if (!state) return [];
    return onlyWhere(known, (one) => one === country, {
      name: "state",
      label: address(`stateNames.${state.name}`),
      type: "select",
      options: [
        { value: "", label: address("chooseState") },
        ...state.parts.map(({ code, name }) => ({ value: code, label: name })),
      ],
      ...more,
      defaultValue: more.defaultValue ?? "",
    });
  });
}
