// A dispute of Stripe's in the domain's words.
import type Stripe from "stripe";
import type { DisputeStatus } from "@/domain/payments/dispute-rules";
import type { DisputeAtStripe } from "@/domain/payments/gateway";
import { movementOf } from "./stripe-books";

/** @throws when its status is one that is not known here. */
export function disputeOf(dispute: Stripe.Dispute): DisputeAtStripe {
  const { payment_intent: intent, evidence_details: details } = dispute;
  const intentId = typeof intent === "string" ? intent : (intent?.id ?? undefined);
  return {
    id: dispute.id,
    intentId,
    status: statusOf(dispute.status),
    reason: dispute.reason,
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    // Nought where the bank takes no answer.
    evidenceDueAt: details.due_by ? new Date(details.due_by * 1000) : undefined,
    openedAt: new Date(dispute.created * 1000),
    movements: dispute.balance_transactions.map((transaction) => ({ ...movementOf(transaction), intentId })),
  };
}

function statusOf(status: Stripe.Dispute.Status): DisputeStatus {
  switch (status) {
    case "warning_needs_response":
    case "warning_under_review":
      return "inquiry";
    case "warning_closed":
    case "prevented":
      return "inquiry-closed";
    case "needs_response":
      return "needs-response";
    case "under_review":
      return "under-review";
    case "won":
      return "won";
    // An appeal is against a loss, which it may still turn into a win.
    case "lost":
    case "appeal_needs_response":
    case "appeal_under_review":
      return "lost";
    default:
      throw new Error(`A dispute has a status that is not known here: ${String(status)}`);
  }
}
