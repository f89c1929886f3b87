import { minorDigits } from "@/domain/money";

/**
 * A price as a catalogue file writes it ("19.99", "85", "1200.00") in minor units of the currency, exactly.
 * Undefined when it is anything else, is finer than the currency, or is too large to be exact.
 */
export function readPrice(text: string, currency: string): number | undefined {
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = minorDigits(currency);
  const fraction = decimals.replace(/0+$/, "");
  if (fraction.length > digits) return undefined;
  const amount = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(amount) ? amount : undefined;
}
