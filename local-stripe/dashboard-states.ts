import type Stripe from "stripe";
import type { Call } from "./call";
import type { State } from "./dashboard-parts";
import { inPlainWords } from "./dashboard-parts";
import { disputesOf } from "./objects/disputes";
import { idOf } from "./records";

// How things stand, in the words that a shop would use.

/** A payment with what became of its money. */
export function paymentState(call: Call, intent: Stripe.PaymentIntent): State {
  switch (intent.status) {
    case "succeeded":
      return paidState(call, idOf(intent.latest_charge) ?? "");
    case "requires_capture":
      return { words: "Held, not captured", tone: "busy" };
    case "requires_action":
      return { words: "Waits for 3-D Secure", tone: "busy" };
    case "processing":
      return { words: "Processing", tone: "busy" };
    case "canceled":
      return { words: "Canceled", tone: "plain" };
    default:
      return intent.last_payment_error
        ? { words: "Failed", tone: "bad" }
        : { words: "Incomplete", tone: "plain" };
  }
}

function paidState(call: Call, chargeId: string): State {
  const charge = call.store.find("charge", chargeId)?.object;
  const [dispute] = disputesOf(call, chargeId);
  if (dispute) return disputeState(dispute.object);
  return charge ? chargeState(charge) : { words: "Succeeded", tone: "good" };
}

export function chargeState(charge: Stripe.Charge): State {
  if (charge.status === "failed") return { words: "Failed", tone: "bad" };
  if (charge.refunded) return { words: charge.captured ? "Refunded" : "Released", tone: "plain" };
  if (!charge.captured) return { words: "Held, not captured", tone: "busy" };
  const released = charge.amount - charge.amount_captured;
  return charge.amount_refunded > released
    ? { words: "Partly refunded", tone: "plain" }
    : { words: "Succeeded", tone: "good" };
}

export function disputeState({ status }: Stripe.Dispute): State {
  const states: Record<string, State> = {
    warning_needs_response: { words: "Inquiry: needs response", tone: "warn" },
    warning_under_review: { words: "Inquiry: under review", tone: "busy" },
    warning_closed: { words: "Inquiry closed", tone: "plain" },
    needs_response: { words: "Disputed: needs response", tone: "warn" },
    under_review: { words: "Disputed: under review", tone: "busy" },
    won: { words: "Dispute won", tone: "good" },
    lost: { words: "Dispute lost", tone: "bad" },
  };
  return states[status] ?? { words: inPlainWords(status), tone: "plain" };
}

export function refundState({ status }: Stripe.Refund): State {
  return statusState(status ?? "pending");
}

/** Of any other object that has a status. */
export function statusState(status: string): State {
  const words = inPlainWords(status);
  if (/^(succeeded|active|paid|available|enabled)$/.test(status)) return { words, tone: "good" };
  if (/^(failed|unpaid|past_due|uncollectible)$/.test(status)) return { words, tone: "bad" };
  if (/^(pending|in_transit|open|trialing|incomplete)$/.test(status)) return { words, tone: "busy" };
  return { words, tone: "plain" };
}
