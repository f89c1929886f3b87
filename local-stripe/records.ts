import type Stripe from "stripe";

// What the state file holds. `object` is what the API shows, unexpanded; `hidden` is what only the server knows.

interface HiddenPaymentMethod {
  /** The test card's first name on the list, which decides how it behaves; its number is not kept. */
  card: string;
  /** Authenticated for use without the shopper. */
  setUp: boolean;
  /** Paid with while it belonged to nobody, or taken from its customer: it cannot be used again. */
  usedUp: boolean;
}

interface HiddenConfirmationToken {
  card: string;
  /** The saved payment method that it stands for, if it stands for one. */
  paymentMethod: string | null;
}

/** What was asked at the confirmation that waits for 3-D Secure. */
interface HiddenIntent {
  returnUrl: string | null;
  offSession: boolean;
  authenticated: boolean;
  /** The invoice that it pays. */
  invoice?: string;
}

interface HiddenInvoice {
  /** What pays it, once it is finalized and there is something to pay. */
  paymentIntent: string | null;
}

export interface Kinds {
  balance_transaction: { object: Stripe.BalanceTransaction; hidden: null };
  charge: { object: Stripe.Charge; hidden: null };
  confirmation_token: { object: Stripe.ConfirmationToken; hidden: HiddenConfirmationToken };
  customer: { object: Stripe.Customer | Stripe.DeletedCustomer; hidden: null };
  dispute: { object: Stripe.Dispute; hidden: null };
  event: { object: Stripe.EventBase; hidden: null };
  invoice: { object: Stripe.Invoice; hidden: HiddenInvoice };
  invoice_payment: { object: Stripe.InvoicePayment; hidden: null };
  payment_intent: { object: Stripe.PaymentIntent; hidden: HiddenIntent };
  payment_method: { object: Stripe.PaymentMethod; hidden: HiddenPaymentMethod };
  "radar.early_fraud_warning": { object: Stripe.Radar.EarlyFraudWarning; hidden: null };
  price: { object: Stripe.Price; hidden: null };
  product: { object: Stripe.Product | Stripe.DeletedProduct; hidden: null };
  refund: { object: Stripe.Refund; hidden: null };
  setup_attempt: { object: Stripe.SetupAttempt; hidden: null };
  setup_intent: { object: Stripe.SetupIntent; hidden: HiddenIntent };
  subscription: { object: Stripe.Subscription; hidden: null };
  test_clock: { object: Stripe.TestHelpers.TestClock | Stripe.TestHelpers.DeletedTestClock; hidden: null };
  webhook_endpoint: { object: Stripe.WebhookEndpoint; hidden: { secret: string } };
}

export type Kind = keyof Kinds;

/** The id of something that the types allow to be expanded; stored objects never are. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}

/** An object as it comes back from the state file: of plain values, with exact decimals as text. */
export function asStored<Shape>(object: Shape): Shape {
  return JSON.parse(JSON.stringify(object));
}
