// What runs without anybody asking: every job, its period and the verb that it calls.
import { forgetOldArchives } from "@/domain/archive/forget-archives";
import { archiveQueue } from "@/domain/archive/make-archives";
import { tellNotices } from "@/domain/channels/tell-notices";
import { backfillStripeEvents } from "@/domain/checkout/backfill-stripe-events";
import { handleStripeEvents } from "@/domain/checkout/handle-stripe-event";
import {
  releaseExpiredHolds,
  releaseOldDonations,
  sweepMonthlyGifts,
  sweepPayments,
  sweepRefunds,
} from "@/domain/checkout/sweep";
import { takeBackLostMoney } from "@/domain/checkout/take-back-lost-money";
import { bulkQueue, forgetOldPlans } from "@/domain/catalog/bulk/apply-bulk-edit";
import { forgetImportedFiles, importQueue } from "@/domain/catalog/import/run-imports";
import type { Context } from "@/domain/context";
import { countCards } from "@/domain/measurement/count-cards";
import { countSales } from "@/domain/measurement/count-sales";
import { countImpressions } from "@/domain/promotions/count-impressions";
import { env } from "@/env";
import { archiveReadMe } from "@/integrations/archive-readme";
import { forgetStrayFiles } from "@/domain/shops/forget-stray-files";
import { restPromotions } from "@/domain/promotions/rest-promotions";
import { putBackCards, takeCards } from "@/integrations/seen-cards";
import { putBackShown, takeShown } from "@/integrations/visitor-pages";
import { postMovements } from "@/domain/ledger/post-movements";
import { reconcileDay } from "@/domain/audit/reconcile-day";
import { forgetOldLeases } from "@/domain/leases/forget-old-leases";
import { refreshStaleAccounts } from "@/domain/payments/connected-accounts";
import { countGivenUp } from "@/domain/leases/queries";
import { type Worked, workThrough } from "@/domain/leases/work-through";
import type { Instant } from "@/domain/time";
import { tally } from "@/domain/operator/tally";
import { forgetOldTries } from "@/integrations/rate-limits";
import { log } from "@/integrations/log";
import { deliverQueuedMails } from "./deliver-queued-mails";

export type Job = {
  name: string;
  everySeconds: number;
  /**
   * Runs in one process at a time, once per period, and at the start of each process.
   * @param since when the last turn began that came to its end, in whichever process.
   */
  run(ctx: Context, since: Instant | undefined): Promise<unknown>;
};

/** Work of which every row is leased by itself: all processes do it together. */
export type SharedJob = {
  name: string;
  everySeconds: number;
  workThrough(ctx: Context): Promise<Worked>;
};

const minutes = 60;
const hours = 60 * minutes;

/** What every process does for itself. */
export type OwnJob = {
  name: string;
  everySeconds: number;
  runHere(ctx: Context): Promise<void>;
};

/**
 * What was shown on pages, also what was shown last: see integrations/visitor-pages.ts and seen-cards.ts. What cannot be
 * written is counted next time, each of the two by itself; twice, when the database wrote it and could not say so.
 */
export async function countShown(ctx: Context): Promise<void> {
  try {
    const count = (shown: [string, number][]) => countImpressions(ctx, new Map(shown));
    await orPutBack([...takeShown()], count, (shown) => putBackShown(new Map(shown)));
  } finally {
    await orPutBack(takeCards(), (cards) => countCards(ctx, cards), putBackCards);
  }
}

/** As many as nobody has to wait long for: what a database that was away has left over may be thousands. */
const countedAtOnce = 500;

async function orPutBack<T>(taken: T[], count: (some: T[]) => Promise<void>, putBack: (rest: T[]) => void) {
  for (let done = 0; done < taken.length; done += countedAtOnce)
    try {
      await count(taken.slice(done, done + countedAtOnce));
    } catch (error) {
      putBack(taken.slice(done));
      throw error;
    }
}

const archives = archiveQueue({ url: env.publicUrl, readMe: archiveReadMe });

export const jobs: (Job | SharedJob | OwnJob)[] = [
  { name: "count-shown", everySeconds: 1, runHere: countShown },
  { name: "deliver-mails", everySeconds: 2, workThrough: deliverQueuedMails },
  // What nobody came back for: payments, holds, refunds, gifts, and what Stripe has told of them.
  { name: "handle-stripe-events", everySeconds: 20, workThrough: handleStripeEvents },
  { name: "sweep-payments", everySeconds: 30, workThrough: sweepPayments },
  { name: "release-expired-holds", everySeconds: 15, workThrough: releaseExpiredHolds },
  { name: "sweep-refunds", everySeconds: 60, workThrough: sweepRefunds },
  { name: "take-back-lost-money", everySeconds: 5 * minutes, workThrough: takeBackLostMoney },
  { name: "release-old-donations", everySeconds: 10 * minutes, workThrough: releaseOldDonations },
  { name: "sweep-monthly-gifts", everySeconds: minutes, workThrough: sweepMonthlyGifts },
  { name: "refresh-stale-accounts", everySeconds: 5 * minutes, run: refreshStaleAccounts },
  // What members of shops began, and leave to us.
  { name: "import-catalogues", everySeconds: 2, workThrough: (ctx) => workThrough(ctx, importQueue) },
  { name: "edit-in-bulk", everySeconds: 2, workThrough: (ctx) => workThrough(ctx, bulkQueue) },
  { name: "make-archives", everySeconds: 2, workThrough: (ctx) => workThrough(ctx, archives) },
  { name: "forget-archives", everySeconds: hours, run: forgetOldArchives },
  { name: "forget-bulk-plans", everySeconds: 24 * hours, run: forgetOldPlans },
  { name: "forget-imported-files", everySeconds: 24 * hours, run: forgetImportedFiles },
  { name: "forget-stray-files", everySeconds: 24 * hours, run: forgetStrayFiles },
  // The ledger: what moved at Stripe, and once a day whether both say the same.
  { name: "post-movements", everySeconds: minutes, run: postMovements },
  { name: "reconcile", everySeconds: hours, run: reconcile },

  { name: "count-sales", everySeconds: 15, run: countSales },
  // What shops are told of the end of a channel, on its dates.
  { name: "tell-notices", everySeconds: 10, workThrough: tellNotices },

  { name: "rest-promotions", everySeconds: 30, run: restPromotions },
  { name: "tally", everySeconds: 15, run: tally },
  { name: "backfill-stripe-events", everySeconds: hours, run: backfillStripeEvents },
  { name: "tell-of-given-up-work", everySeconds: 5 * minutes, run: tellOfGivenUpWork },
  { name: "forget-old-leases", everySeconds: 24 * hours, run: forgetOldLeases },
  { name: "forget-old-tries", everySeconds: hours, run: forgetOldTries },
];

/** One turn of a job, whatever its kind, without its lease. */
export async function oneTurn(job: Job | SharedJob | OwnJob, ctx: Context): Promise<unknown> {
  if ("runHere" in job) return job.runHere(ctx);
  return "run" in job ? job.run(ctx, undefined) : job.workThrough(ctx);
}

async function reconcile(ctx: Context): Promise<void> {
  const found = await reconcileDay(ctx);
  if (found && found.length > 0) log.error({ differences: found }, "Stripe and the ledger differ");
}

async function tellOfGivenUpWork(ctx: Context): Promise<void> {
  const givenUp = await countGivenUp(ctx);
  if (givenUp > 0) log.error({ givenUp }, "work was given up and waits for the operator, at /operator/jobs");
}
