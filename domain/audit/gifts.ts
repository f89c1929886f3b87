// Gifts: given once and whole, given back what their refunds gave back, with their numbered receipt by mail.
import { eq, gt, sql } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import type { Difference } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { counters, paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { compared, figure, inPages, money } from "./difference";

export async function giftDifferences(ctx: Core): Promise<Difference[]> {
  return [...(await eachGift(ctx)), ...(await receiptNumbers(ctx)), ...(await attemptsWithoutGift(ctx))];
}

async function eachGift({ db }: Core): Promise<Difference[]> {
  const paidBy = sql`from ${paymentAttempts}
    where ${paymentAttempts.subjectId} = ${donations.id} and ${paymentAttempts.status} = 'succeeded'`;
  const rows = inPages((after, limit) =>
    db
      .select({
        id: donations.id,
        gift: donations,
        payments: figure(sql`select count(*) ${paidBy}`),
        paidMinor: figure(sql`select sum(${paymentAttempts.amountMinor}) ${paidBy}
          and ${paymentAttempts.currency} = ${donations.currency}`),
        refundedMinor: figure(sql`select sum(${refunds.amountMinor}) from ${paymentAttempts}
          join ${refunds} on ${refunds.attemptId} = ${paymentAttempts.id}
          where ${paymentAttempts.subjectId} = ${donations.id} and ${refunds.status} = 'succeeded'
            and ${paymentAttempts.status} = case when ${donations.status} = 'expired' then 'superfluous' else 'succeeded' end`),
        mails: figure(sql`select count(*) from ${mails}
          where ${mails.eventKey} = 'donation-receipt:' || ${donations.id}`),
      })
      .from(donations)
      .where(gt(donations.id, after))
      .orderBy(donations.id)
      .limit(limit),
  );
  const differences: Difference[] = [];
  for await (const row of rows) differences.push(...ofGift(row));
  return differences;
}

type GiftFigures = {
  gift: typeof donations.$inferSelect;
  payments: number;
  paidMinor: number;
  refundedMinor: number;
  mails: number;
};

function ofGift(row: GiftFigures): Difference[] {
  const { gift, payments, paidMinor, refundedMinor, mails: told } = row;
  const { id, status, currency, totalMinor } = gift;
  const subject = `gift ${gift.receiptNumber ?? id} (${status})`;
  const isPaid = gift.paidAt !== null;
  return [
    ...compared(
      "a gift's total is the gift and the fee that was covered",
      subject,
      money(gift.giftMinor + gift.coveredFeeMinor, currency),
      money(totalMinor, currency),
    ),
    ...compared("a gift is paid by exactly one payment", subject, isPaid ? 1 : 0, payments),
    ...compared(
      "a gift is paid by its total",
      subject,
      money(isPaid ? totalMinor : 0, currency),
      money(paidMinor, currency),
    ),
    ...compared(
      "the state of a gift agrees with its payment",
      subject,
      status === "pending" || status === "expired" ? "not paid" : "paid",
      isPaid ? "paid" : "not paid",
    ),
    ...compared(
      "a paid gift has a receipt, another has none",
      subject,
      isPaid ? "a receipt" : "none",
      gift.receiptNumber === null ? "none" : "a receipt",
    ),
    ...compared(
      "what a gift gave back is the sum of its refunds",
      subject,
      money(refundedMinor, currency),
      money(gift.refundedMinor, currency),
    ),
    ...compared("a receipt is mailed once", subject, isPaid ? 1 : 0, told),
  ];
}

async function receiptNumbers({ db }: Core): Promise<Difference[]> {
  const [given] = await db
    .select({
      receipts: figure(sql`select count(*) from ${donations} where ${donations.receiptNumber} is not null`),
      value: figure(sql`select ${counters.value} from ${counters} where ${counters.name} = 'receipts'`),
    })
    .from(sql`(select 1) as one`);
  return given ? compared("receipt numbers have no gaps", "receipts given", given.value, given.receipts) : [];
}

async function attemptsWithoutGift({ db }: Core): Promise<Difference[]> {
  const rows = await db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .leftJoin(donations, eq(donations.id, paymentAttempts.subjectId))
    .where(sql`${paymentAttempts.purpose} = 'donation' and ${donations.id} is null`);
  return rows.flatMap(({ id }) => compared("a payment has its gift", `attempt ${id}`, "a gift", "none"));
}
