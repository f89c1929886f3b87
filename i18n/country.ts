import type { Locale } from "@/domain/context";
import { countryCodes, isCountry } from "@/domain/accounts/countries";

/** The country that a browser's languages speak of (fr-CA: Canada), else one where the language is spoken. */
export function countryOf(acceptLanguage: string | null, locale: Locale): string {
  const regions = (acceptLanguage ?? "").matchAll(/[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/g);
  for (const [, region] of regions) if (region && isCountry(region)) return region;
  return locale === "fr" ? "FR" : "US";
}

/** Countries by their names in a language, in its order; all of them, or those given. */
export function countriesIn(
  locale: string,
  codes: readonly string[] = countryCodes,
): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const byName = new Intl.Collator(locale);
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => byName.compare(a.name, b.name));
}
