// The fields of an address in its country, and how it is written there. Pure; also used by the form in the browser.
import type { PostalAddress } from "@/db/schema/accounts";

/** What the country calls its parts, where an address needs one. */
export type StateName = "state" | "province" | "prefecture";

export type AddressFields = {
  state: { name: StateName; codes: readonly string[] } | undefined;
  needsPostalCode: boolean;
};

// Codes of ISO 3166-2 without the country: the rate of tax depends on them (US: usps.com/state abbreviations).
const statesOf: Record<string, { name: StateName; codes: readonly string[] }> = {
  US: {
    name: "state",
    codes:
      "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split(
        " ",
      ),
  },
  CA: { name: "province", codes: "AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" ") },
  AU: { name: "state", codes: "ACT NSW NT QLD SA TAS VIC WA".split(" ") },
};

// Countries that write addresses without a postal code (Universal Postal Union, addressing data by country).
const withoutPostalCode = new Set(
  "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CM DJ DM ER FJ GA GD GH GM GQ GY HK JM KI KM KN KP LC LY ML MO MR MW NR QA RW SB SC SL SR SS ST SY TD TG TK TL TO TT TV UG VU YE ZW".split(
    " ",
  ),
);

export function addressFields(country: string): AddressFields {
  return { state: statesOf[country], needsPostalCode: !withoutPostalCode.has(country) };
}

/** A state as people write it ("or", " OR ") as its code; undefined when the country has no such code. */
export function stateCode(country: string, written: string): string | undefined {
  const code = written.trim().toUpperCase();
  return statesOf[country]?.codes.includes(code) ? code : undefined;
}

// The town comes first: where there are states, and on the British isles.
const townFirst = new Set([...Object.keys(statesOf), "GB", "IE"]);

/** An address as it stands on an envelope, line by line; the country is named in the reader's language. */
export function envelopeLines(address: PostalAddress, locale: string): string[] {
  const { fullName, line1, line2, city, state, postalCode, country } = address;
  const town = townFirst.has(country) ? [city, state, postalCode] : [postalCode, city, state];
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  return [fullName, line1, line2, town.filter(Boolean).join(" "), countries.of(country)].filter(
    (line): line is string => Boolean(line),
  );
}
