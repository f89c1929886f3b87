// The receipt of a gift, by mail. What US law asks of one: charity, amount, date, and that nothing was given in
// return (IRS Publication 1771).
import { claimPath } from "@/domain/accounts/mail-links";
import type { Core } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { causeOf } from "./causes";
import { monthlyGiftPath } from "./monthly-gifts";
import type { Donation } from "./place-donation";

/** Once per gift. @throws when the cause has gone. */
export async function mailDonationReceipt(
  core: Core,
  donation: Donation & { receiptNumber: string },
): Promise<void> {
  const found = await causeOf(core, donation.causeId);
  if (!found) throw new Error(`Cause ${donation.causeId} has gone`);
  const claimUrl = donation.personId === null ? await claimPath(core, donation) : null;
  await queueMail(core, {
    kind: "donation-receipt",
    to: donation.email,
    locale: donation.locale,
    eventKey: `donation-receipt:${donation.id}`,
    content: {
      receiptNumber: donation.receiptNumber,
      donationUrl: claimUrl ?? `/donations/${donation.id}`,
      claimUrl,
      charityName: found.charity.name,
      legalName: found.nonprofit.legalName,
      registration: found.nonprofit.registration,
      causeTitle: found.cause.title,
      currency: donation.currency,
      giftMinor: donation.giftMinor,
      coveredFeeMinor: donation.coveredFeeMinor,
      totalMinor: donation.totalMinor,
      isAnonymous: donation.isAnonymous,
      donorName: donation.donorName,
      monthlyUrl:
        donation.monthlyGiftId === null
          ? null
          : await monthlyGiftPath(core, { id: donation.monthlyGiftId, email: donation.email }),
      paidAt: (donation.paidAt ?? core.clock.now()).toISOString(),
    },
  });
}
