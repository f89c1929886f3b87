// The countries as a select offers them, in the reader's language.
import { getLocale } from "next-intl/server";
import { countriesIn } from "@/i18n/country";

export async function countryOptions(): Promise<{ value: string; label: string }[]> {
  return countriesIn(await getLocale()).map(({ code, name }) => ({ value: code, label: name }));
}
