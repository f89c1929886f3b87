// What Stripe tells us by itself. Nothing is believed before its signature was checked.
import type { StripeNotice } from "@/domain/payments/gateway";
import Stripe from "stripe";

/**
 * Reads an event from the body exactly as it came. Undefined when the signature is not Stripe's, or when the event
 * was signed more than five minutes ago (docs.stripe.com/webhooks#verify-official-libraries).
 */
export function readStripeEvent(
  body: string,
  signature: string,
  secret: string,
  now: Date,
): StripeNotice | undefined {
  try {
    const event = Stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      undefined,
      undefined,
      now.getTime(),
    );
    return noticeOf(event);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

/** What of an event is kept. */
export function noticeOf({ id, type, data }: Stripe.Event): StripeNotice {
  return { id, type, objectId: "id" in data.object ? data.object.id : "" };
}
