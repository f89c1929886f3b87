// A gift that was begun, as its form shows it.
import type { DonateValues } from "@/components/donations/state";
import type { DonateSheet, PendingGift } from "@/domain/donations/views";
import { minorDigits } from "@/domain/money";

export function valuesOfPending(sheet: DonateSheet, gift: PendingGift): DonateValues {
  const isSuggested = sheet.suggestions.some(({ amountMinor }) => amountMinor === gift.giftMinor);
  const digits = minorDigits(sheet.currency);
  return {
    rhythm: "once",
    amount: isSuggested ? "" : (gift.giftMinor / 10 ** digits).toFixed(digits),
    suggestion: isSuggested ? String(gift.giftMinor) : "",
    email: gift.email,
    donorName: gift.donorName,
    isAnonymous: gift.isAnonymous,
    coversFee: gift.coversFee,
    cardId: "",
  };
}
