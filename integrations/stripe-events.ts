// What Stripe tells us by itself. Nothing is believed before its signature was checked.
import type { StripeNotice } from "@/domain/payments/gateway";
import Stripe from "stripe";
import { stripeClient } from "./stripe-client";

/**
 * What an event tells, and when Stripe made it: to the second, or closer where it is a thin one. `causedBy` is Stripe's
 * own id of the request of ours that led to it, as the log has it beside ours; undefined when something else did.
 */
type Told = StripeNotice & { createdAt: Date; causedBy: string | undefined };

/** Of the kind that an endpoint is not for the SDK tells by a plain Error. Any other error is a fault of ours. */
const isUnbelievable = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeSignatureVerificationError ||
  error instanceof SyntaxError ||
  (error instanceof Error && error.constructor === Error);

/**
 * Reads an event from the body exactly as it came. Undefined when the signature is not Stripe's, when the event was
 * signed more than five minutes ago (docs.stripe.com/webhooks#verify-official-libraries), or when it is a thin one.
 */
export function readStripeEvent(
  body: string,
  signature: string,
  secret: string,
  now: Date,
): Told | undefined {
  try {
    const event = Stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      undefined,
      undefined,
      now.getTime(),
    );
    const causedBy = event.request?.id ?? undefined;
    return { ...noticeOf(event), createdAt: new Date(event.created * 1000), causedBy };
  } catch (error) {
    if (isUnbelievable(error)) return undefined;
    throw error;
  }
}

/**
 * What came to a webhook tells, by its body exactly as it came, or why it is not believed. Without a secret nothing is:
 * anybody could say that something was paid.
 */
export function readWebhook(
  { body, signature }: { body: string; signature: string },
  secret: string | undefined,
  now: Date,
  read = readStripeEvent,
): { notice: Told } | { reason: string } {
  if (!secret) return { reason: "No webhook secret is set" };
  const notValid = { reason: "The signature is not valid" };
  // Stripe's library does not refuse a blank one: it breaks.
  const [, seconds] = /^t=(\d+)(?:,\w+=\w+)+$/.exec(signature) ?? [];
  if (seconds === undefined) return notValid;
  const notice = read(body, signature, secret, now);
  if (notice) return { notice };
  const signedAt = new Date(Number(seconds) * 1000);
  const wasValid = read(body, signature, secret, signedAt) !== undefined;
  return wasValid ? { reason: tooOld(signedAt, now) } : notValid;
}

/** Stripe signs each try anew, so it is on its way for seconds. */
function tooOld(signedAt: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - signedAt.getTime()) / 60_000);
  return `It was signed ${minutes} minutes ago, by this machine's clock: is that right? Five are the most`;
}

/** What of an event is kept. */
export function noticeOf({ id, type, data }: Stripe.Event): StripeNotice {
  return { id, type, objectId: "id" in data.object ? data.object.id : "" };
}

/**
 * Reads a thin event, which names an object and does not show it (docs.stripe.com/event-destinations). Undefined when
 * the signature is not Stripe's, when it is too old, or when it is an event of the first version of the API.
 */
export function readThinEvent(body: string, signature: string, secret: string, now: Date): Told | undefined {
  try {
    const event = stripeClient().parseEventNotification(
      body,
      signature,
      secret,
      undefined,
      undefined,
      now.getTime(),
    );
    const related: object | null = "related_object" in event ? event.related_object : null;
    const objectId = related && "id" in related && typeof related.id === "string" ? related.id : "";
    const causedBy = event.reason?.request?.id;
    return { id: event.id, type: event.type, objectId, createdAt: new Date(event.created), causedBy };
  } catch (error) {
    if (isUnbelievable(error)) return undefined;
    throw error;
  }
}
