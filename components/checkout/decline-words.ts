// Which sentence tells of a decline. Stripe's list: docs.stripe.com/declines/codes. Lost and stolen cards are not
// told apart from others that a bank has closed: the person at the keyboard may not be the owner.
export type DeclineWord =
  | "generic"
  | "funds"
  | "expired"
  | "cvc"
  | "number"
  | "lost"
  | "processing"
  | "authentication"
  | "small"
  | "stopped"
  | "again"
  | "late"
  | "receiver";

const wordOf: Record<string, DeclineWord> = {
  insufficient_funds: "funds",
  expired_card: "expired",
  invalid_expiry_month: "expired",
  invalid_expiry_year: "expired",
  incorrect_cvc: "cvc",
  invalid_cvc: "cvc",
  incorrect_number: "number",
  invalid_number: "number",
  lost_card: "lost",
  stolen_card: "lost",
  pickup_card: "lost",
  processing_error: "processing",
  issuer_not_available: "processing",
  authentication_required: "authentication",
  payment_intent_authentication_failure: "authentication",
  amount_too_small: "small",
  "came-too-late": "late",
  cancelled: "stopped",
  resource_missing: "again",
  insufficient_capabilities_for_transfer: "receiver",
};

export const declineWord = (code: string): DeclineWord => wordOf[code] ?? "generic";
