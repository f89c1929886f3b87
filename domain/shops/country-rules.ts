// What is usual in a country: its currency, prices with tax or without, its time. Pure.
import countryToCurrency from "country-to-currency";

// In which cards can be charged: docs.stripe.com/currencies.
export const currencies: readonly string[] = (
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY " +
  "COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK " +
  "JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR " +
  "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS " +
  "SRD STN SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
).split(" ");

const known = new Set(currencies);
export const isCurrency = (code: string): boolean => known.has(code);

/** ISO 4217. Dollars where cards cannot be charged in the country's own. */
export function usualCurrency(country: string): string {
  const currency = Object.entries(countryToCurrency).find(([code]) => code === country)?.[1];
  return currency !== undefined && known.has(currency) ? currency : "USD";
}

// Sales tax depends on where the buyer is, so that shelves show prices without it.
const pricesWithoutTax = new Set(["US", "CA", "PR"]);
export const usuallyIncludesTax = (country: string): boolean => !pricesWithoutTax.has(country);

// Of countries whose other zones are those of islands and outposts: the one in which nearly everybody lives.
const mainZones: Record<string, string> = {
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  DE: "Europe/Berlin",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  MY: "Asia/Kuala_Lumpur",
  NZ: "Pacific/Auckland",
  PT: "Europe/Lisbon",
  UZ: "Asia/Tashkent",
};

type WithZones = Intl.Locale & { getTimeZones?: () => string[]; timeZones?: string[] };

/** The time zone of a country; undefined where it has several, and one has to be chosen. */
export function usualTimeZone(country: string): string | undefined {
  const locale: WithZones = new Intl.Locale(`und-${country}`);
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return mainZones[country] ?? (zones.length === 1 ? zones[0] : undefined);
}

export const timeZones = (): string[] => Intl.supportedValuesOf("timeZone");

export const isTimeZone = (name: string): boolean => timeZones().includes(name);
