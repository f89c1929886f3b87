// What works by itself, for whoever runs the platform.
import type { leases } from "@/db/schema/leases";
import { type Core, personOf } from "@/domain/context";
import { leasesShown } from "@/domain/leases/queries";
import { type QueueState, queueStates } from "./queue-states";

export type WorkView = {
  waiting: QueueState[];
  /** What is in hand, waits for another try, or was given up: that first. */
  leases: (typeof leases.$inferSelect)[];
};

/** Undefined for everybody but the operator. */
export async function workView(core: Core): Promise<WorkView | undefined> {
  if (!personOf(core)?.isOperator) return undefined;
  return { waiting: await queueStates(core), leases: await leasesShown(core) };
}
