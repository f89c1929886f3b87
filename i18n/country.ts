import type { Locale } from "@/domain/context";
import { isCountry } from "@/domain/accounts/countries";

/** The country that a browser's languages speak of (fr-CA: Canada), else one where the language is spoken. */
export function countryOf(acceptLanguage: string | null, locale: Locale): string {
  const regions = (acceptLanguage ?? "").matchAll(/[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/g);
  for (const [, region] of regions) if (region && isCountry(region)) return region;
  return locale === "fr" ? "FR" : "US";
}
