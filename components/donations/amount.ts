// The gift that a form means: what was typed, or else the suggestion that was chosen.
import { coveringFee } from "@/domain/donations/rules";
import { parseAmount } from "@/domain/money";

export type Chosen = { amount: string; suggestion: string };

/** Minor units; undefined when neither is an amount. */
export function chosenGift({ amount, suggestion }: Chosen, currency: string): number | undefined {
  if (amount.trim() !== "") return parseAmount(amount, currency);
  const suggested = Number(suggestion);
  return suggestion !== "" && Number.isSafeInteger(suggested) && suggested > 0 ? suggested : undefined;
}

/** What the card is charged for a gift, and how much of it covers the fee. Minor units. */
export function chargeFor(giftMinor: number, coversFee: boolean, currency: string) {
  const feeMinor = coveringFee(giftMinor, currency);
  return { feeMinor, totalMinor: coversFee ? giftMinor + feeMinor : giftMinor };
}
