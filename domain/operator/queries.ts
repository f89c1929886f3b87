// What works by itself, for whoever runs the platform.
import type { leases } from "@/db/schema/leases";
import { inbox } from "@/domain/checkout/handle-stripe-event";
import {
  giftsToRelease,
  holdsToRelease,
  monthlyGiftsToCheck,
  paymentsToSettle,
  refundsToSettle,
} from "@/domain/checkout/sweep";
import { lostMoneyToTakeBack } from "@/domain/checkout/take-back-lost-money";
import { type Core, personOf } from "@/domain/context";
import { leasesShown } from "@/domain/leases/queries";
import type { LeaseKind } from "@/domain/leases/rules";
import { freeIn } from "@/domain/leases/work-through";
import { mailsToSend } from "@/domain/mail/deliver-mails";

const queues = [
  mailsToSend,
  inbox,
  paymentsToSettle,
  refundsToSettle,
  holdsToRelease,
  giftsToRelease,
  monthlyGiftsToCheck,
  lostMoneyToTakeBack,
];
const mostCounted = 1000;

export type WorkView = {
  /** What is due and in nobody's hands; counted up to a thousand. */
  waiting: { kind: LeaseKind; count: number }[];
  /** What is in hand, waits for another try, or was given up: that first. */
  leases: (typeof leases.$inferSelect)[];
};

/** Undefined for everybody but the operator. */
export async function workView(core: Core): Promise<WorkView | undefined> {
  if (!personOf(core)?.isOperator) return undefined;
  const waiting: WorkView["waiting"] = [];
  for (const queue of queues)
    waiting.push({ kind: queue.kind, count: (await freeIn(core, queue, mostCounted)).length });
  return { waiting, leases: await leasesShown(core) };
}
