// What is told by mail of a gift that is given every month, each with the link that steers it. A month that failed is
// told once for each reason, kindly: nobody has done anything wrong.
import { eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import type { Core } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import type { Invoice } from "@/domain/payments/gateway";
import { causeOf } from "./causes";
import { monthlyGiftPath } from "./monthly-gifts";
import type { MonthlyGift } from "./place-monthly-gift";

/** A month could not be collected: the bank wants to ask the donor, or it said no. */
export async function mailMonthWaits(core: Core, gift: MonthlyGift, invoice: Invoice): Promise<void> {
  const needsBank = gift.failureCode === "authentication_required";
  const eventKey = `month-waits:${invoice.id}:${needsBank ? "bank" : "declined"}`;
  if (await isTold(core, eventKey)) return;
  await queueMail(core, {
    kind: "month-waits",
    to: gift.email,
    locale: gift.locale,
    eventKey,
    content: {
      ...(await aboutGift(core, gift)),
      amountMinor: invoice.amountMinor,
      needsBank,
      nextTryAt: invoice.nextTryAt?.toISOString() ?? null,
      monthlyUrl: await monthlyGiftPath(core, gift),
    },
  });
}

/** No month can be collected any more, so the gift has ended. */
export async function mailMonthlyGiftEnded(core: Core, gift: MonthlyGift): Promise<void> {
  await queueMail(core, {
    kind: "monthly-gift-ended",
    to: gift.email,
    locale: gift.locale,
    eventKey: `monthly-gift-ended:${gift.id}`,
    content: { ...(await aboutGift(core, gift)), causeUrl: `/donate/${gift.causeId}` },
  });
}

async function aboutGift(core: Core, gift: MonthlyGift) {
  const found = await causeOf(core, gift.causeId);
  if (!found) throw new Error(`Cause ${gift.causeId} has gone`);
  return { charityName: found.charity.name, causeTitle: found.cause.title, currency: gift.currency };
}

/** Asked first, so that no link is made for a mail that is not written. */
async function isTold(core: Core, eventKey: string): Promise<boolean> {
  const [told] = await core.db.select({ id: mails.id }).from(mails).where(eq(mails.eventKey, eventKey));
  return told !== undefined;
}
