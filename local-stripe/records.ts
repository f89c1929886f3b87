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

/** An event of the second version of the API, with what only some types of event have. */
export type ThinEvent = Stripe.V2.Core.EventBase & {
  data?: Record<string, unknown>;
  related_object?: Stripe.V2.Core.Events.RelatedObject;
};

/** The way to a page of onboarding: the link is good once; who opened it goes on by the session. */
interface HiddenAccountLink {
  session: string | null;
}

export interface Kinds {
  account_link: { object: Stripe.V2.Core.AccountLink & { id: string }; hidden: HiddenAccountLink };
  application_fee: { object: Stripe.ApplicationFee; hidden: null };
  balance_transaction: { object: Stripe.BalanceTransaction; hidden: null };
  bank_account: { object: Stripe.BankAccount; hidden: { outcome: string } };
  charge: { object: Stripe.Charge; hidden: null };
  confirmation_token: { object: Stripe.ConfirmationToken; hidden: HiddenConfirmationToken };
  customer: { object: Stripe.Customer | Stripe.DeletedCustomer; hidden: null };
  dispute: { object: Stripe.Dispute; hidden: null };
  event: { object: Stripe.EventBase; hidden: null };
  fee_refund: { object: Stripe.FeeRefund; hidden: null };
  invoice: { object: Stripe.Invoice; hidden: HiddenInvoice };
  invoice_payment: { object: Stripe.InvoicePayment; hidden: null };
  payment_intent: { object: Stripe.PaymentIntent; hidden: HiddenIntent };
  payment_method: { object: Stripe.PaymentMethod; hidden: HiddenPaymentMethod };
  payout: { object: Stripe.Payout; hidden: null };
  price: { object: Stripe.Price; hidden: null };
  product: { object: Stripe.Product | Stripe.DeletedProduct; hidden: null };
  "radar.early_fraud_warning": { object: Stripe.Radar.EarlyFraudWarning; hidden: null };
  refund: { object: Stripe.Refund; hidden: null };
  setup_attempt: { object: Stripe.SetupAttempt; hidden: null };
  setup_intent: { object: Stripe.SetupIntent; hidden: HiddenIntent };
  subscription: { object: Stripe.Subscription; hidden: null };
  test_clock: { object: Stripe.TestHelpers.TestClock | Stripe.TestHelpers.DeletedTestClock; hidden: null };
  transfer: { object: Stripe.Transfer; hidden: null };
  transfer_reversal: { object: Stripe.TransferReversal; hidden: null };
  "v2.core.account": { object: Stripe.V2.Core.Account; hidden: null };
  "v2.core.event": { object: ThinEvent; hidden: null };
  "v2.core.event_destination": { object: Stripe.V2.Core.EventDestination; hidden: { secret: string } };
  webhook_endpoint: { object: Stripe.WebhookEndpoint; hidden: { secret: string; connect?: boolean } };
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
