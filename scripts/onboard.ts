// What npm start does once the local Stripe serves: accounts there for the shops and charities of the demo world.
import { database } from "@/db";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { thisProcess } from "@/integrations/this-process";
import { onboardAccounts } from "./demo/onboard-accounts";

const { stripe } = env;
if (stripe.mode !== "local") throw new Error("Only the local Stripe onboards anybody by itself");

/** The button "Complete" of the local Stripe's page, pressed by an order of its own. */
async function completeOnboarding(account: string): Promise<void> {
  const answer = await fetch(
    `http://127.0.0.1:${stripe.mode === "local" ? stripe.port : 0}/_local/accounts`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account, capabilities: "active" }),
    },
  );
  if (!answer.ok) throw new Error(`The local Stripe refused to onboard ${account}: ${await answer.text()}`);
}

const db = database();
try {
  const ctx = { db, clock: systemClock, actor: { kind: "schedule" }, locale: "en" } as const;
  await onboardAccounts(
    { ...ctx, payments: payments(), media: media(), worker: thisProcess },
    completeOnboarding,
  );
} finally {
  await db.close();
}
