// What a turn of work came to: counted for whoever measures, and what failed told to the operator.
import type { Worked } from "@/domain/leases/work-through";
import { log } from "./log";
import { countWork } from "./measures";

/** @param job its name, as in jobs/index.ts */
export function tellWorked(job: string, worked: Worked): void {
  countWork(job, worked);
  for (const { id, requestId, error, isGivenUp } of worked.failed) {
    const facts = { err: error, job, id, ...(requestId && { requestId }) };
    if (isGivenUp) log.error(facts, "work was given up, see /operator/jobs");
    else log.warn(facts, "work failed, and is tried again later");
  }
}
