// Next calls this once per process, and compiles it for other runtimes too: hence the guard and the late import.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startJobs } = await import("./jobs/start-jobs");
  startJobs();
}
