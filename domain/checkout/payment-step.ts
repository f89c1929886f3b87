// How a payment stands for the person who waits for it.
import type { Intent } from "@/domain/payments/gateway";
import type { PaymentState } from "./apply-payment";

/**
 * paid: done · requires-action: the bank asks, with what the browser needs to show it · declined: with the bank's
 * reason, nothing was taken, the hold stands · confirming: the outcome is not known yet, ask again in a moment.
 */
export type PaymentStep =
  | { state: "paid" }
  | { state: "requires-action"; clientSecret: string; redirectUrl: string | undefined }
  | { state: "declined"; code: string }
  | { state: "confirming" };

/** Of a payment that is over; undefined while money may still come. */
export function lastStep(state: PaymentState, failureCode: string | undefined): PaymentStep | undefined {
  switch (state) {
    case "paid":
      return { state: "paid" };
    case "declined":
      return { state: "declined", code: failureCode ?? "card_declined" };
    case "cancelled":
      return { state: "declined", code: failureCode ?? "cancelled" };
    case "superfluous":
      return { state: "declined", code: "came-too-late" };
    case "requires-action":
    case "processing":
    case "open":
    case "unknown-payment":
      return undefined;
  }
}

/** Of a payment that waits: the bank's question, once there is what it is shown with. */
export function waitingStep({ status, clientSecret, redirectUrl }: Intent): PaymentStep {
  return status === "requires-action" && clientSecret
    ? { state: "requires-action", clientSecret, redirectUrl }
    : { state: "confirming" };
}
