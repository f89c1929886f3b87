import type Stripe from "stripe";
import type { z } from "zod";
import { callAt } from "../call";
import type { Call } from "../call";
import { invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { fields, integer, page, text } from "../params";

// Clocks that some customers live by, while everybody else lives by the server's. Their time stands still until they
// are advanced; then what falls due on them is done in the order of its times.

const month = 30 * 24 * 60 * 60;

export const CreateTestClock = fields({ frozen_time: integer(), name: text(300).optional() });
export const AdvanceTestClock = fields({ frozen_time: integer() });
export const ListTestClocks = fields({ ...page });

/** `frozen_time` in seconds since 1970. */
export function createTestClock(
  call: Call,
  params: z.output<typeof CreateTestClock>,
): Stripe.TestHelpers.TestClock {
  const clock: Stripe.TestHelpers.TestClock = {
    id: newId("clock"),
    object: "test_helpers.test_clock",
    created: call.now,
    deletes_after: call.now + month,
    frozen_time: params.frozen_time,
    livemode: false,
    name: params.name ?? null,
    status: "ready",
    status_details: {},
  };
  call.store.insert("test_clock", { object: clock, hidden: null }, call.now);
  recordEvent(call, "test_helpers.test_clock.created", clock);
  return clock;
}

export function retrieveTestClock(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.TestHelpers.TestClock | Stripe.TestHelpers.DeletedTestClock {
  return call.store.get("test_clock", path.id).object;
}

export function listTestClocks(call: Call, params: z.output<typeof ListTestClocks>) {
  return listPage(call, "test_clock", "/v1/test_helpers/test_clocks", params, [
    { sql: "json_extract(body, '$.deleted') is null", values: [] },
  ]);
}

/** Begins to advance; `ready` again once everything due until then is done. Refuses to go back, or while advancing. */
export function advanceTestClock(
  call: Call,
  params: z.output<typeof AdvanceTestClock>,
  path: { id: string },
): Stripe.TestHelpers.TestClock {
  const clock = existingTestClock(call, path.id, "id");
  if (clock.status !== "ready") {
    throw invalidRequest("The test clock is advancing. Wait until it is ready before you advance it again.");
  }
  if (params.frozen_time <= clock.frozen_time) {
    throw invalidRequest("The frozen_time must be after the test clock's current frozen_time.", {
      param: "frozen_time",
    });
  }
  clock.status = "advancing";
  clock.status_details = { advancing: { target_frozen_time: params.frozen_time } };
  call.store.save("test_clock", { object: clock, hidden: null });
  call.store.schedule("advance-test-clock", clock.id, call.nowMs);
  recordEvent(call, "test_helpers.test_clock.advancing", clock);
  return clock;
}

/** Does in order what falls due on an advancing clock by `run`, then stops it at its new time. */
export function finishAdvancing(
  call: Call,
  id: string,
  run: (call: Call, task: string, object: string) => void,
): void {
  const clock = call.store.find("test_clock", id)?.object;
  if (!clock || !("status" in clock)) return;
  const target = clock.status_details.advancing?.target_frozen_time;
  if (target === undefined) return;
  for (let due = takeTask(call, id, target); due; due = takeTask(call, id, target)) {
    // A task asks the clock for its time, so the clock stands at the time of the task.
    clock.frozen_time = Math.max(clock.frozen_time, due.at);
    call.store.save("test_clock", { object: clock, hidden: null });
    run(callAt(call, due.at * 1000), due.task, due.object);
  }
  clock.frozen_time = target;
  clock.status = "ready";
  clock.status_details = {};
  call.store.save("test_clock", { object: clock, hidden: null });
  recordEvent(call, "test_helpers.test_clock.ready", clock);
}

export function existingTestClock(call: Call, id: string, param: string): Stripe.TestHelpers.TestClock {
  const { object } = call.store.get("test_clock", id, param);
  if ("frozen_time" in object) return object;
  throw noSuch("test_clock", id, param);
}

/** The call at the time of a test clock, or as it is without one. */
export function timeOf(call: Call, testClock: string | null): Call {
  return testClock === null
    ? call
    : callAt(call, existingTestClock(call, testClock, "test_clock").frozen_time * 1000);
}

/** Something to do at `at` (seconds), on the test clock or on the server's. */
export function scheduleAt(
  call: Call,
  task: string,
  object: string,
  at: number,
  testClock: string | null,
): void {
  if (testClock === null) {
    call.store.schedule(task, object, at * 1000);
    return;
  }
  call.store
    .prepare("insert into test_clock_tasks (clock, due, task, object) values (?, ?, ?, ?)")
    .run(testClock, at, task, object);
}

function takeTask(
  call: Call,
  clock: string,
  until: number,
): { at: number; task: string; object: string } | undefined {
  return call.store
    .prepare<{ at: number; task: string; object: string }>(
      `delete from test_clock_tasks where id = (
         select id from test_clock_tasks where clock = ? and due <= ? order by due, id limit 1
       ) returning due as at, task, object`,
    )
    .get(clock, until);
}
