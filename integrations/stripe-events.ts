// What Stripe tells us by itself. Nothing is believed before its signature was checked.
import type { StripeNotice } from "@/domain/checkout/handle-stripe-event";
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
    const { object } = event.data;
    return { id: event.id, type: event.type, objectId: "id" in object ? object.id : "" };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}
