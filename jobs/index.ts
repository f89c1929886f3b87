// What runs without anybody asking: every job, its period and the verb that it calls.
import { handleStripeEvents } from "@/domain/checkout/handle-stripe-event";
import {
  releaseExpiredHolds,
  releaseOldDonations,
  sweepPayments,
  sweepRefunds,
} from "@/domain/checkout/sweep";
import type { Context } from "@/domain/context";
import { postMovements } from "@/domain/ledger/post-movements";
import { reconcileDay } from "@/domain/audit/reconcile-day";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { log } from "@/integrations/log";
import { mailer } from "@/integrations/mail/mailer";

export type Job = { name: string; everySeconds: number; run(ctx: Context): Promise<void> };

export const jobs: Job[] = [
  {
    name: "deliver-mails",
    everySeconds: 2,
    async run(ctx) {
      const post = mailer();
      if (!post) return;
      const { failed } = await deliverMails(ctx, post);
      // Only the code: a mail server's words repeat the address.
      for (const { id, error } of failed)
        log.warn({ mailId: id, code: (error as { code?: string }).code }, "a mail was not taken");
    },
  },
  // What nobody came back for: payments, holds, refunds, gifts, and what Stripe has told of them.
  { name: "handle-stripe-events", everySeconds: 20, run: handleStripeEvents },
  { name: "sweep-payments", everySeconds: 30, run: sweepPayments },
  { name: "release-expired-holds", everySeconds: 15, run: releaseExpiredHolds },
  { name: "sweep-refunds", everySeconds: 60, run: sweepRefunds },
  { name: "release-old-donations", everySeconds: 600, run: releaseOldDonations },
  // The ledger: what moved at Stripe, and once a day whether both say the same.
  {
    name: "post-movements",
    everySeconds: 60,
    run: async (ctx) => {
      await postMovements(ctx);
    },
  },
  {
    name: "reconcile",
    everySeconds: 3600,
    async run(ctx) {
      const found = await reconcileDay(ctx);
      if (found && found.length > 0) log.error({ differences: found }, "Stripe and the ledger differ");
    },
  },
];
