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
import { thisProcess, underWay } from "@/integrations/this-process";

// Stripe's events are a few kilobytes.
const largestEventBytes = 1_000_000;

export async function POST(request: Request): Promise<Response> {
  const secret = env.stripe.webhookSecret;
  if (!secret) {
    log.error("Stripe sent an event, but STRIPE_WEBHOOK_SECRET is not set: it cannot be believed");
    return new Response("No webhook secret is set", { status: 400 });
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
    worker: thisProcess,
  };
  await receiveStripeEvent(ctx, notice);
  // An event that cannot be handled now stays in the inbox, and the job comes by.
  after(() => underWay(workThroughInbox(ctx)));
  return new Response(null, { status: 204 });
}

async function workThroughInbox(ctx: Context): Promise<void> {
  try {
    for (const { id, error } of (await handleStripeEvents(ctx)).failed)
      log.warn({ err: error, event: id }, "an event could not be handled, and is tried again later");
  } catch (error) {
    log.error({ err: error }, "the inbox of events could not be worked through");
  }
}
