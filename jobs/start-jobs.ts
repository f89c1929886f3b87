// Starts all jobs until the process is asked to stop. Not in instrumentation.ts itself: Next compiles that one for
// runtimes without signals too, and warns.
import { jobs } from "./index";
import { runJobs } from "./run-jobs";

export function startJobs(): void {
  const stop = runJobs(jobs);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
