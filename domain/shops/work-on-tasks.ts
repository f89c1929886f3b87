// Long work that a member of a shop began is done without them: under a lease that is renewed while it goes on, by
// whichever process is free. One that died is followed by another, which goes on from the progress that was noted.
import { setImmediate } from "node:timers/promises";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { shopTaskKinds, shopTasks } from "@/db/schema/shops";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { endLease, type Lease, LeaseLost, renewLease, workerOf } from "@/domain/leases/lease";
import type { Queue, Turn } from "@/domain/leases/work-through";
import type { Instant } from "@/domain/time";

export type ShopTask = typeof shopTasks.$inferSelect;
export type TaskReport = NonNullable<ShopTask["report"]>;

/** Notes how far it is, once a second. Throws when the work is to go no further. */
export type Pace = (at: { doneCount: number; report?: TaskReport }) => Promise<void>;

export type TaskEnd = { state: "done" | "failed"; report: TaskReport };

export type TaskWork = {
  run(ctx: Context, task: ShopTask, pace: Pace): Promise<TaskEnd>;
  /** In the transaction that ends the task. */
  onEnd?(core: Core, task: ShopTask, end: TaskEnd): Promise<void>;
};

/** Somebody stopped it. */
class TaskStopped extends Error {}
/** This process was told to end. */
class ProcessStops extends Error {}

const leaseMinutes = 4;
const secondsBetweenRenewals = 30;
const secondsBetweenNotes = 1;
const triesBeforeFailing = 5;

/** Tasks of these kinds, one after the other within a shop. */
export function taskQueue(kinds: ShopTask["kind"][], work: TaskWork): Queue<Context> {
  return { ...tasksOf(kinds), work: (ctx, id, lease) => workOnTask(ctx, id, lease, work) };
}

const tasksOf = (kinds: ShopTask["kind"][]): Pick<Queue<Context>, "kind" | "waiting"> => ({
  kind: "shop-task",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: shopTasks.id, since: shopTasks.createdAt, requestId: shopTasks.requestId })
      .from(shopTasks)
      .where(
        and(
          // Literally: in the words of the index shop_tasks_open.
          sql`${shopTasks.state} in ('waiting', 'running')`,
          inArray(shopTasks.kind, kinds),
          isFree(shopTasks.id),
          // What a shop began first comes to its end first.
          sql`not exists (select 1 from shop_tasks earlier where earlier.account_id = ${shopTasks.accountId}
            and earlier.state in ('waiting', 'running') and earlier.kind <> 'archive' and earlier.id < ${shopTasks.id})`,
        ),
      )
      .orderBy(asc(shopTasks.createdAt))
      .limit(limit),
});

/** What waits of all kinds, for whoever looks after it. */
export const shopTasksToDo = tasksOf([...shopTaskKinds]);

async function workOnTask(ctx: Context, id: string, lease: Lease, work: TaskWork): Promise<Turn> {
  const isOpen = and(eq(shopTasks.id, id), inArray(shopTasks.state, ["waiting", "running"]));
  const now = sql.param(ctx.clock.now(), shopTasks.startedAt);
  const [task] = await ctx.db
    .update(shopTasks)
    .set({ state: "running", startedAt: sql`coalesce(${shopTasks.startedAt}, ${now})` })
    .where(isOpen)
    .returning();
  if (!task) return "nothing-left";
  // Taken once too often without an end: it ends whatever process works on it.
  if (lease.tries > triesBeforeFailing) return breakOff(ctx, task, lease, work);
  try {
    return await end(ctx, task, lease, await work.run(ctx, task, paceOf(ctx, id, lease)), work);
  } catch (error) {
    if (error instanceof TaskStopped) return "done";
    if (error instanceof ProcessStops)
      return { postponed: "The process that worked on it stopped", seconds: 0 };
    if (!(error instanceof LeaseLost) && lease.tries >= triesBeforeFailing)
      await breakOff(ctx, task, lease, work);
    throw error;
  }
}

/** It failed for good: what was noted of it since it was taken stays in its report. */
async function breakOff(ctx: Context, task: ShopTask, lease: Lease, work: TaskWork): Promise<Turn> {
  const [noted] = await ctx.db
    .select({ report: shopTasks.report })
    .from(shopTasks)
    .where(eq(shopTasks.id, task.id));
  const report: TaskReport = { ...noted?.report, refusal: { reason: "broken", detail: "" } };
  return end(ctx, task, lease, { state: "failed", report }, work);
}

async function end(ctx: Context, task: ShopTask, lease: Lease, how: TaskEnd, work: TaskWork): Promise<Turn> {
  return inTransaction(ctx, async (core): Promise<Turn> => {
    const [ended] = await core.db
      .update(shopTasks)
      .set({
        ...how,
        endedAt: core.clock.now(),
        ...(how.state === "done" ? { doneCount: sql`${shopTasks.totalCount}` } : {}),
      })
      .where(and(eq(shopTasks.id, task.id), eq(shopTasks.state, "running")))
      .returning({ id: shopTasks.id });
    if (ended) await work.onEnd?.(core, task, how);
    await endLease(core, lease);
    return "ended";
  });
}

function paceOf(ctx: Context, id: string, lease: Lease): Pace {
  let notedAt: Instant | undefined;
  let renewedAt = ctx.clock.now();
  const isPast = (since: Instant, seconds: number, now: Instant) =>
    now.getTime() - since.getTime() >= seconds * 1000;
  return async ({ doneCount, report }) => {
    await setImmediate(); // whoever asks for a page meanwhile comes first
    const now = ctx.clock.now();
    const isStopping = workerOf(ctx).isStopping();
    if (notedAt && !isStopping && !isPast(notedAt, secondsBetweenNotes, now)) return;
    notedAt = now;
    if (isPast(renewedAt, secondsBetweenRenewals, now)) {
      if (!(await renewLease(ctx, lease, leaseMinutes))) throw new LeaseLost(lease);
      renewedAt = now;
    }
    const [running] = await ctx.db
      .update(shopTasks)
      .set({ doneCount, ...(report ? { report } : {}) })
      .where(and(eq(shopTasks.id, id), eq(shopTasks.state, "running")))
      .returning({ id: shopTasks.id });
    if (!running) throw new TaskStopped();
    if (isStopping) throw new ProcessStops();
  };
}
