// How long what waits has waited. Cheap however much was ever done: each queue has an index of what is still to do.
import { and, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import { orders } from "@/db/schema/orders";
import { noticesToTell } from "@/domain/channels/tell-notices";
import { inbox } from "@/domain/checkout/handle-stripe-event";
import {
  giftsToRelease,
  holdsToRelease,
  monthlyGiftsToCheck,
  paymentsToSettle,
  refundsToSettle,
} from "@/domain/checkout/sweep";
import { lostMoneyToTakeBack } from "@/domain/checkout/take-back-lost-money";
import type { Core } from "@/domain/context";
import type { LeaseKind } from "@/domain/leases/rules";
import { freeIn, type Waiting } from "@/domain/leases/work-through";
import { mailsToSend } from "@/domain/mail/deliver-mails";
import { shopTasksToDo } from "@/domain/shops/work-on-tasks";
import type { Instant } from "@/domain/time";

const queues = [
  mailsToSend,
  inbox,
  paymentsToSettle,
  refundsToSettle,
  holdsToRelease,
  giftsToRelease,
  monthlyGiftsToCheck,
  lostMoneyToTakeBack,
  noticesToTell,
  shopTasksToDo,
];
const mostCounted = 1000;
const mostDated = 100;

export type QueueState = {
  kind: LeaseKind;
  /** What is due and in nobody's hands; counted up to a thousand. */
  count: number;
  /** Since when the oldest of them is there, and since when one of them could have been taken. */
  oldestAt: Instant | undefined;
  dueAt: Instant | undefined;
  /** How many failed and wait for their next try, and how often that was tried which failed most often. */
  failing: number;
  mostTries: number;
  givenUp: number;
};

/** Of every queue, in the order in which the operator reads them. */
export async function queueStates(core: Core): Promise<QueueState[]> {
  const givenUp = await core.db
    .select({ kind: leases.kind, count: sql`count(*)`.mapWith(Number) })
    .from(leases)
    .where(isNotNull(leases.givenUpAt))
    .groupBy(leases.kind);
  // What has only to wait, for Stripe or for a bank, was put off: its tries do not count.
  const failing = await core.db
    .select({
      kind: leases.kind,
      count: sql`count(*)`.mapWith(Number),
      mostTries: sql`max(${leases.tries})`.mapWith(Number),
    })
    .from(leases)
    .where(and(isNotNull(leases.lastError), isNull(leases.givenUpAt), gt(leases.tries, 0)))
    .groupBy(leases.kind);
  const states: QueueState[] = [];
  for (const queue of queues) {
    const { kind } = queue;
    const free = await freeIn(core, queue, mostCounted);
    const failed = failing.find((one) => one.kind === kind);
    states.push({
      kind,
      count: free.length,
      oldestAt: free.find(({ since }) => since)?.since ?? undefined,
      dueAt: await dueSince(core, kind, free.slice(0, mostDated)),
      failing: failed?.count ?? 0,
      mostTries: failed?.mostTries ?? 0,
      givenUp: givenUp.find((one) => one.kind === kind)?.count ?? 0,
    });
  }
  return states;
}

/** What was put off is due only since then: a bank that takes days for a refund makes nobody late. */
async function dueSince(core: Core, kind: LeaseKind, rows: Waiting[]): Promise<Instant | undefined> {
  if (rows.length === 0) return undefined;
  const ids = rows.map(({ id }) => id);
  const put = await core.db
    .select({ id: leases.subjectId, freeAt: leases.freeAt })
    .from(leases)
    .where(and(eq(leases.kind, kind), inArray(leases.subjectId, ids)));
  const freeAt = new Map(put.map((lease) => [lease.id, lease.freeAt]));
  const due = rows.flatMap(({ id, since }) => freeAt.get(id) ?? since ?? []);
  return due.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** How many checkouts hold units at this moment. */
export async function openHolds({ db }: Core): Promise<number> {
  const [row] = await db
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(orders)
    .where(eq(orders.status, "pending"));
  return row?.count ?? 0;
}
