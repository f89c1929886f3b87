// What a walk tells of itself: a line every thousand steps, and a table of all that happened at its end.
import { and, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/open";
import { donations } from "@/db/schema/donations";
import { orders } from "@/db/schema/orders";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";

const stepsPerLine = 1000;

const happenings = {
  "deaths of the app": /the app died|app \d+ is killed/,
  "deaths of the local Stripe": /Stripe will die|local Stripe is killed/,
  "faults ordered": / for (\/v1|\*)\//,
  audits: /the books agree$/,
} as const;

/** @param db a connection of its own, to count what has come of it. */
export function reporter(db: Database, steps: number) {
  const startedAt = performance.now();
  const counts = new Map<string, number>(Object.keys(happenings).map((name) => [name, 0]));
  let told = 0;
  let telling = Promise.resolve();

  const seconds = () => (performance.now() - startedAt) / 1000;

  async function tell(step: number): Promise<void> {
    const perSecond = step / seconds();
    const {
      "orders paid": paid,
      "gifts paid once": once,
      "months of monthly gifts": months,
    } = await inBooks();
    const gifts = Number(once) + Number(months);
    console.error(
      `${step} of ${steps} steps, ${perSecond.toFixed(1)} a second; ${paid} orders and ${gifts} gifts paid`,
    );
  }

  async function inBooks(): Promise<Record<string, number>> {
    const isPaid = isNotNull(orders.paidAt);
    const isGiven = isNotNull(donations.paidAt);
    const isMonth = isNotNull(donations.monthlyGiftId);
    return {
      "orders placed": await db.$count(orders),
      "orders paid": await db.$count(orders, isPaid),
      "gifts paid once": await db.$count(donations, and(isGiven, isNull(donations.monthlyGiftId))),
      "months of monthly gifts": await db.$count(donations, and(isGiven, isMonth)),
      "payments begun": await db.$count(paymentAttempts),
      refunds: await db.$count(refunds),
      "refunds that the bank sent back": await db.$count(refunds, sql`${refunds.status} = 'failed'`),
      disputes: await db.$count(disputes),
    };
  }

  return {
    seconds,
    onStep(step: number, line: string): void {
      for (const [name, words] of Object.entries(happenings))
        if (words.test(line)) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (step < told + stepsPerLine) return;
      told = step - (step % stepsPerLine);
      telling = telling.then(() => tell(told));
    },
    /** All that happened, in words, and how often. */
    async table(): Promise<{ what: string; times: number }[]> {
      await telling;
      const all = { ...(await inBooks()), ...Object.fromEntries(counts) };
      return Object.entries(all).map(([what, times]) => ({ what, times }));
    },
  };
}
