// Stripe tells us that something changed. Kept first, answered at once; acted upon after the answer.
import { after } from "next/server";
import { database } from "@/db";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import type { Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { log } from "@/integrations/log";
import { payments } from "@/integrations/stripe";
import { readStripeEvent } from "@/integrations/stripe-events";

// Stripe's events are a few kilobytes.
const largestEventBytes = 1_000_000;

export async function POST(request: Request): Promise<Response> {
  const secret = env.stripe.webhookSecret;
  if (!secret) {
    log.error("Stripe sent an event, but STRIPE_WEBHOOK_SECRET is not set: it cannot be believed");
    return new Response("No webhook secret is set", { status: 500 });
  }
  if (Number(request.headers.get("content-length")) > largestEventBytes)
    return new Response("Too large", { status: 413 });
  const signature = request.headers.get("stripe-signature") ?? "";
  const notice = readStripeEvent(await request.text(), signature, secret, systemClock.now());
  if (!notice) return new Response("The signature is not valid", { status: 400 });

  const ctx: Context = {
    db: database(),
    clock: systemClock,
    actor: { kind: "stripe" },
    locale: "en",
    payments: payments(),
  };
  await receiveStripeEvent(ctx, notice);
  // An event that cannot be handled now stays in the inbox, and the sweeper comes by.
  after(() =>
    handleStripeEvents(ctx).catch((error: unknown) => log.error({ err: error }, "inbox of events")),
  );
  return new Response(null, { status: 204 });
}
