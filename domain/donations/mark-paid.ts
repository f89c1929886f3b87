// A gift has come: it gets the number of its receipt, the donor a mail. Undo: none; a refund is the charity's to decide.
import { and, eq, inArray } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import type { Core } from "@/domain/context";
import type { Money } from "@/domain/money";
import { nextNumber } from "@/domain/payments/next-number";
import { mailDonationReceipt } from "./mail-donation";

/** Inside the transaction that notes the success of its attempt. False when it was paid already, or is another amount by now. */
export async function markDonationPaid(core: Core, donationId: string, paid: Money): Promise<boolean> {
  const now = core.clock.now();
  const [donation] = await core.db
    .update(donations)
    .set({ status: "paid", paidAt: now, closedAt: null })
    .where(
      and(
        eq(donations.id, donationId),
        inArray(donations.status, ["pending", "expired"]),
        eq(donations.totalMinor, paid.amountMinor),
        eq(donations.currency, paid.currency),
      ),
    )
    .returning();
  if (!donation) return false;
  const serial = String(await nextNumber(core, "receipts")).padStart(6, "0");
  const receiptNumber = `${now.getUTCFullYear()}-${serial}`;
  await core.db.update(donations).set({ receiptNumber }).where(eq(donations.id, donationId));
  await mailDonationReceipt(core, { ...donation, receiptNumber });
  return true;
}
