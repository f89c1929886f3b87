// Amounts of a gift. Pure; whole minor units of its currency.
import { minorDigits, shareOf } from "@/domain/money";

// What a card payment costs here: Stripe's usual 2.9% + 30 (docs: stripe.com/pricing, US cards). A charity with
// another price gets a little more or less; the donor sees the amount before giving.
const feeBasisPoints = 290;
const feeFixedMinor = 30;

/** What has to be added to a gift so that, after the fee of the whole, the gift itself is left. */
export function coveringFee(giftMinor: number, currency: string): number {
  const fixed =
    minorDigits(currency) === 0 ? feeFixedMinor : feeFixedMinor * 10 ** (minorDigits(currency) - 2);
  // The smallest total whose fee leaves the gift: the estimate can be one unit off, so it is looked for.
  let total = Math.ceil(((giftMinor + fixed) * 10_000) / (10_000 - feeBasisPoints));
  const keeps = (sum: number) => sum - shareOf(sum, feeBasisPoints) - fixed;
  while (keeps(total) < giftMinor) total += 1;
  while (keeps(total - 1) >= giftMinor) total -= 1;
  return total - giftMinor;
}
