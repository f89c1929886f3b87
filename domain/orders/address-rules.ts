// The fields of an address in its country, and how it is written there. Pure; also used by the form in the browser.
import type { PostalAddress } from "@/db/schema/accounts";

/** What the country calls its parts, where an address needs one. */
export type StateName = "state" | "province" | "prefecture";

export type AddressFields = {
  state: { name: StateName; parts: readonly { code: string; name: string }[] } | undefined;
  needsPostalCode: boolean;
};

const parts = (written: string) =>
  written.split(",").map((part) => {
    const at = part.indexOf(" ");
    return { code: part.slice(0, at), name: part.slice(at + 1) };
  });

// Codes of ISO 3166-2 without the country, which the rate of tax depends on (US: usps.com/state abbreviations), and
// names as they are written there.
const statesOf: Record<string, AddressFields["state"]> = {
  US: {
    name: "state",
    parts: parts(
      "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming",
    ),
  },
  CA: {
    name: "province",
    parts: parts(
      "AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon",
    ),
  },
  AU: {
    name: "state",
    parts: parts(
      "ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia",
    ),
  },
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
  return statesOf[country]?.parts.some((part) => part.code === code) ? code : undefined;
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
