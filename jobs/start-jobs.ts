// Starts all jobs, and sees to it that this process leaves no lease behind when it stops. Not in instrumentation.ts
// itself: Next compiles that one for other runtimes too, and warns.
import { giveBackLeases } from "@/domain/leases/lease";
import { lastly, thisProcess } from "@/integrations/this-process";
import { env } from "@/env";
import { followClock } from "./follow-clock";
import { countShown, jobs } from "./index";
import { runJobs, scheduleContext } from "./run-jobs";

export function startJobs(): void {
  lastly(async () => countShown(await scheduleContext()));
  lastly(async () => giveBackLeases(await scheduleContext(), thisProcess));
  runJobs(jobs);
  if (env.isDemoWorld) runJobs([followClock]);
}
