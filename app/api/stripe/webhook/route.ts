// Stripe tells us that something changed about a payment, a refund, a dispute or a monthly gift.
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { readWebhook } from "@/integrations/stripe-events";
import { receiveNotice } from "../receive-notice";

export async function POST(request: Request): Promise<Response> {
  // Signed by the machine's time, whatever day is shown.
  return receiveNotice(await readWebhook(request, env.stripe.webhookSecret, systemClock.now()));
}
