import { invalidRequest } from "./errors";

// Smallest charge in minor units: where the documentation names one that, else about 0.50 USD.
// https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
const smallestCharge: Record<string, number> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
  bhd: 190,
  bif: 1450,
  clp: 475,
  djf: 90,
  fkp: 40,
  gip: 40,
  gnf: 4300,
  isk: 6900,
  jod: 360,
  kmf: 230,
  krw: 690,
  kwd: 160,
  kyd: 42,
  mga: 2250,
  omr: 200,
  pyg: 3750,
  rwf: 700,
  shp: 40,
  tnd: 1550,
  ugx: 185_000,
  vnd: 12_750,
  vuv: 60,
  xaf: 300,
  xof: 300,
  xpf: 55,
};
const smallestElsewhere = 50;

// Eight digits, and twelve of the currency in which that buys the least.
const largestCharge: Record<string, number> = { idr: 999_999_999_999 };
const largestElsewhere = 99_999_999;

const otherCurrencies =
  "afn all amd ang aoa ars awg azn bam bbd bdt bmd bnd bob bsd bwp byn bzd cdf cny cop crc cve dop dzd egp etb fjd gel gmd gtq gyd hnl htg idr ils jmd kes kgs khr kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mru mur mvr mwk mzn nad ngn nio npr pab pen pgk php pkr qar rsd rub sar sbd scr sle sos srd std szl tjs top try ttd twd tzs uah uyu uzs wst xcd xcg yer zar zmw";

const currencies = new Set([...Object.keys(smallestCharge), ...otherCurrencies.split(" ")]);

// Three decimals are stored, but the last is always nought; kronur and shillings have no fraction.
const smallestStep: Record<string, number> = {
  bhd: 10,
  jod: 10,
  kwd: 10,
  omr: 10,
  tnd: 10,
  isk: 100,
  ugx: 100,
};

const zeroDecimal = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));

const countryCurrency: Record<string, string> = {
  us: "usd",
  gb: "gbp",
  ca: "cad",
  au: "aud",
  nz: "nzd",
  jp: "jpy",
  ch: "chf",
  dk: "dkk",
  no: "nok",
  se: "sek",
  pl: "pln",
  cz: "czk",
  hu: "huf",
  ro: "ron",
  bg: "bgn",
  sg: "sgd",
  hk: "hkd",
};

const euroCountries = new Set("at be cy de ee es fi fr gr hr ie it lt lu lv mt nl pt si sk".split(" "));

/** The currency of a country (two letters, either case) whose accounts this server opens; undefined for others. */
export function currencyOf(country: string): string | undefined {
  const code = country.toLowerCase();
  return euroCountries.has(code) ? "eur" : countryCurrency[code];
}

/** The lower-case currency code. Refuses one that cannot be charged. */
export function knownCurrency(raw: string): string {
  const currency = raw.toLowerCase();
  if (currencies.has(currency)) return currency;
  throw invalidRequest(
    `Invalid currency: ${raw}. Stripe currently supports these currencies: ${[...currencies].toSorted().join(", ")}`,
    { param: "currency" },
  );
}

/**
 * Refuses an amount (whole minor units) that a card cannot be charged in this currency: `amount_too_small`,
 * `amount_too_large`, and one that does not end in the noughts that the currency wants.
 */
export function requireChargeable(amount: number, currency: string): void {
  const smallest = smallestCharge[currency] ?? smallestElsewhere;
  const largest = largestCharge[currency] ?? largestElsewhere;
  if (amount < smallest) {
    throw invalidRequest(`Amount must be at least ${inWords(smallest, currency)}`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
  if (amount > largest) {
    throw invalidRequest(`Amount must be no more than ${inWords(largest, currency)}`, {
      code: "amount_too_large",
      param: "amount",
    });
  }
  const step = smallestStep[currency] ?? 1;
  if (amount % step !== 0) {
    throw invalidRequest(`Invalid amount: ${currency} amounts must be a multiple of ${step}.`, {
      param: "amount",
    });
  }
}

/** What a successful charge costs, in minor units: 2.9 %, half up, and 30. */
export function processingFee(amount: number): number {
  return Math.floor((amount * 29 + 500) / 1000) + 30;
}

/** What a chargeback costs, in minor units: about 15 USD, by what the smallest charges say a currency is worth. */
export function disputeFee(currency: string): number {
  return (smallestCharge[currency] ?? smallestElsewhere) * 30;
}

/** How many decimals the amounts of a currency have. */
export function decimalsOf(currency: string): number {
  if (zeroDecimal.has(currency)) return 0;
  return smallestStep[currency] === 10 ? 3 : 2;
}

/** An amount for error messages, such as `$0.50 usd`. */
export function inWords(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const value = (amount / 10 ** decimals).toFixed(decimals);
  return `${currency === "usd" ? "$" : ""}${value} ${currency}`;
}

/**
 * What falls to one more part of a whole that is given back piece by piece (all minor units): in proportion to all
 * given back until now, rounded down, less what fell to the parts before. The last part takes the remainder.
 */
export function proportionalShare(part: {
  of: number;
  already: number;
  given: number;
  whole: number;
}): number {
  const { of, already, given, whole } = part;
  // Larger than a number can hold exactly: two amounts of eight digits are multiplied.
  const fallen = Number((BigInt(of) * BigInt(given)) / BigInt(whole));
  return Math.max(0, fallen - already);
}
