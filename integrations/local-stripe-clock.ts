// The local Stripe has a clock of its own (local-stripe/README.md): where Merle's is moved, it follows, so that months of
// gifts are renewed and refunds settled as if the time had passed. A real Stripe's cannot be moved, and is not asked.
import { z } from "zod";
import { env } from "@/env";

const patienceMilliseconds = 10_000;
/** Both round, and a question takes its time. */
const toleranceSeconds = 5;

const Shown = z.object({ movedSeconds: z.number() });

async function ask(method: "GET" | "POST" | "DELETE", body?: object): Promise<number> {
  const port = env.stripe.mode === "local" ? env.stripe.port : 0;
  const response = await fetch(`http://127.0.0.1:${port}/_local/clock`, {
    method,
    signal: AbortSignal.timeout(patienceMilliseconds),
    ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`The local Stripe does not let its clock be moved: ${response.status}`);
  return Shown.parse(await response.json()).movedSeconds;
}

/**
 * Brings it to stand as far from the machine's time as Merle does. Returns whether it had to be moved.
 * @throws when it does not answer, or is not to be steered (LOCAL_STRIPE_CONTROL=0).
 */
export async function moveLocalStripe(offsetMilliseconds: number): Promise<boolean> {
  if (env.stripe.mode !== "local") return false;
  const isThere = (seconds: number) => Math.abs(seconds - offsetMilliseconds / 1000) <= toleranceSeconds;
  if (isThere(await ask("GET"))) return false;
  if (offsetMilliseconds === 0) await ask("DELETE");
  else await ask("POST", { now: new Date(Date.now() + offsetMilliseconds).toISOString() });
  return true;
}

/** How far it stands from the machine's time, in milliseconds; undefined while it does not say. */
export async function localStripeOffset(): Promise<number | undefined> {
  if (env.stripe.mode !== "local") return undefined;
  return ask("GET").then(
    (seconds) => seconds * 1000,
    () => undefined,
  );
}
