import { serverCall } from "./call";
import { expireAuthorization } from "./objects/payment-intents";
import { failRefund, settleRefund } from "./objects/refunds";
import type { Store } from "./store";

interface Task {
  id: number;
  task: string;
  object: string;
}

/** Does what the bank does by itself: settles and fails refunds, lets go of held money. Each in its own transaction. */
export function runDueTasks(store: Store, nowMs: number): void {
  const due = store
    .prepare<Task>("select id, task, object from scheduled where due_ms <= ? order by due_ms, id")
    .all(nowMs);
  for (const task of due) {
    store.transaction(() => {
      store.prepare("delete from scheduled where id = ?").run(task.id);
      run(store, task, nowMs);
    });
  }
}

export function nextTaskMs(store: Store): number | null {
  const due = store.prepare("select min(due_ms) from scheduled").pluck().get();
  return typeof due === "number" ? due : null;
}

function run(store: Store, { task, object }: Task, nowMs: number): void {
  const call = serverCall(store, nowMs, "");
  switch (task) {
    case "settle-refund":
      return settleRefund(call, object);
    case "fail-refund":
      return failRefund(call, object);
    case "expire-authorization":
      return expireAuthorization(call, object);
    default:
      throw new Error(`The state file names a task that is not known: ${task}`);
  }
}
