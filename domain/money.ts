// Money is a whole number of minor units with its currency: never a fraction, never a float that is added up.

export type Money = { amountMinor: number; currency: string };

// Stripe's list: docs.stripe.com/currencies, "zero-decimal" and "three-decimal" currencies.
const withoutDecimals = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const withThreeDecimals = new Set("BHD JOD KWD OMR TND".split(" "));

/** How many digits follow the point in this currency (ISO 4217, upper case). */
export function minorDigits(currency: string): number {
  if (withoutDecimals.has(currency)) return 0;
  return withThreeDecimals.has(currency) ? 3 : 2;
}

/**
 * The smallest step in which a card can be charged: Stripe moves three-decimal currencies in tens
 * (docs.stripe.com/currencies, "three-decimal").
 */
export const smallestStep = (currency: string): number => (withThreeDecimals.has(currency) ? 10 : 1);

/** The part of a whole amount that `basisPoints` (1/10,000) make, rounded half up. Neither may be negative. */
export function shareOf(amountMinor: number, basisPoints: number): number {
  return Number((BigInt(amountMinor) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n);
}

/** The tax contained in an amount that already includes it, rounded half up. */
export function taxWithin(amountMinor: number, basisPoints: number): number {
  const whole = 10_000n + BigInt(basisPoints);
  return Number((BigInt(amountMinor) * BigInt(basisPoints) * 2n + whole) / (2n * whole));
}

/**
 * Reads an amount as people write it: "12", "12.5", "12,50", "1 234,50", "$1,234.50". Minor units.
 * Undefined when it is not an amount, has more decimals than the currency, or is too large to be exact.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]|\p{Sc}|[A-Za-z]/gu, "");
  if (!/^\d[\d.,]*$/.test(bare)) return undefined;
  const digits = minorDigits(currency);
  const point = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const tail = point < 0 ? "" : bare.slice(point + 1);
  const separators = bare.match(/[.,]/g) ?? [];
  // One separator followed by three digits groups thousands, unless the currency has three decimals.
  const isGrouping = point >= 0 && tail.length === 3 && digits !== 3;
  const written = isGrouping || point < 0 ? bare : bare.slice(0, point);
  // Thousands are grouped by three or not at all.
  if (!/^(\d+|\d{1,3}([.,]\d{3})+)$/.test(written)) return undefined;
  const whole = written.replace(/[.,]/g, "");
  const fraction = isGrouping ? "" : tail;
  if (fraction.length > digits || (digits === 0 && separators.length > 0 && !isGrouping)) return undefined;
  const amount = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/**
 * As people type it, without its currency: 1250 minor units of EUR are "12.50", in French "12,50". For machines without a
 * locale. Not for negative amounts.
 */
export function plainAmount(amountMinor: number, currency: string, locale = "en"): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(amountMinor);
  const typed = String(amountMinor).padStart(digits + 1, "0");
  return `${typed.slice(0, -digits)}${locale === "fr" ? "," : "."}${typed.slice(-digits)}`;
}

// British English writes US$, CA$ and JP¥ apart; French does so by itself.
const formats: Record<string, string> = { en: "en-GB", fr: "fr" };
const formatters = new Map<string, Intl.NumberFormat>();

/**
 * An amount as it is read. The currency is never in doubt: a bare "$" would mean five countries.
 * @param amountMinor whole minor units of `currency`.
 */
export function formatMoney(
  amountMinor: number,
  currency: string,
  locale: string,
  trailingZeroDisplay: "auto" | "stripIfInteger" = "auto",
): string {
  const digits = minorDigits(currency);
  const key = `${locale} ${currency} ${trailingZeroDisplay}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(formats[locale] ?? locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      trailingZeroDisplay,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(amountMinor / 10 ** digits);
}
