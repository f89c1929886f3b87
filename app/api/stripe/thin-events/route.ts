// Stripe tells us that something changed about a seller's or a charity's account, by thin events with a secret of
// their own (docs.stripe.com/event-destinations).
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { readThinEvent, readWebhook } from "@/integrations/stripe-events";
import { receiveNotice } from "../receive-notice";

export async function POST(request: Request): Promise<Response> {
  // Signed by the machine's time, whatever day is shown.
  return receiveNotice(await readWebhook(request, env.thinWebhookSecret, systemClock.now(), readThinEvent));
}
