// Next calls this once per process, and compiles it for other runtimes too: hence the guard and the late import.
import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startJobs } = await import("./jobs/start-jobs");
  startJobs();
}

// Every part of a page that waited for the same answer tells of the same error.
const told = new WeakSet<Error>();

/** What failed while a page, an action or a route was answered, with what the error page shows: see app/failed.tsx. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (error instanceof Error) {
    if (told.has(error)) return;
    told.add(error);
  }
  const { log } = await import("./integrations/log");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log.error({ err: error, digest, route: routePath }, "a page failed");
};
