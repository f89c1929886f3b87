import { serverCall } from "./call";
import type { Call, Instant } from "./call";
import { instantAt } from "./clock";
import { decideDispute, missDeadline, openDispute, restInquiry } from "./objects/disputes";
import { warnOfFraud } from "./objects/early-fraud-warnings";
import { expireAuthorization } from "./objects/payment-intents";
import { endPayout, sendPayout } from "./objects/payouts";
import { failDisputedRefunds, failRefund, settleRefund } from "./objects/refunds";
import * as renewals from "./objects/renewals";
import { finishAdvancing } from "./objects/test-clocks";
import type { Store } from "./store";

interface Task {
  id: number;
  due_ms: number;
  task: string;
  object: string;
}

/**
 * Does what the bank does by itself: settles refunds, lets go of held money, disputes. Each in its own transaction, in
 * the order of their times and at its own time, so that a clock moved by a year passes through every month of it.
 */
export function runDueTasks(store: Store, { nowMs, machineMs }: Instant): void {
  const next = store.prepare<Task>(
    "select id, due_ms, task, object from scheduled where due_ms <= ? order by due_ms, id limit 1",
  );
  for (let task = next.get(nowMs); task; task = next.get(nowMs)) {
    const { id, due_ms: dueMs, task: name, object } = task;
    store.transaction(() => {
      store.prepare("delete from scheduled where id = ?").run(id);
      const theirs = store.as(store.ownerOf(object) ?? "");
      run(serverCall(theirs, instantAt(dueMs, machineMs), ""), name, object);
    });
  }
}

export function nextTaskMs(store: Store): number | null {
  const due = store.prepare("select min(due_ms) from scheduled").pluck().get();
  return typeof due === "number" ? due : null;
}

function run(call: Call, task: string, object: string): void {
  switch (task) {
    case "settle-refund":
      return settleRefund(call, object);
    case "fail-refund":
      return failRefund(call, object);
    case "open-dispute":
      return failDisputedRefunds(call, openDispute(call, object));
    case "warn-of-fraud":
      return warnOfFraud(call, object);
    case "decide-dispute":
      return failDisputedRefunds(call, decideDispute(call, object));
    case "miss-dispute-deadline":
      return missDeadline(call, object);
    case "rest-inquiry":
      return restInquiry(call, object);
    case "expire-authorization":
      return expireAuthorization(call, object);
    case "renew-subscription":
      return renewals.renewSubscription(call, object);
    case "finalize-invoice":
      return renewals.finalizeDueInvoice(call, object);
    case "collect-invoice":
      return renewals.collectDueInvoice(call, object);
    case "retry-invoice":
      return renewals.retryInvoice(call, object);
    case "expire-subscription":
      return renewals.expireSubscription(call, object);
    case "cancel-subscription":
      return renewals.cancelDueSubscription(call, object);
    case "resume-collection":
      return renewals.resumeCollection(call, object);
    case "tell-of-trial-end":
      return renewals.tellOfTrialEnd(call, object);
    case "advance-test-clock":
      return finishAdvancing(call, object, run);
    case "send-payout":
      return sendPayout(call, object);
    case "end-payout":
      return endPayout(call, object);
    default:
      throw new Error(`The state file names a task that is not known: ${task}`);
  }
}
