import type Stripe from "stripe";
import type { Call } from "../call";
import { ApiError, invalidRequest, noSuch } from "../errors";
import { emptyable, fields, flag, integer, oneOf, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import type { Decline, TestCard } from "../test-cards";
import { authenticationBroken, authenticationRequired, testCardKept } from "../test-cards";
import { namedPaymentMethod, requireReusable } from "./payment-methods";

// What payment intents and setup intents have in common.

export const automaticPaymentMethods = fields({
  enabled: flag(),
  allow_redirects: oneOf("always", "never").optional(),
});

export const cardOptions = fields({
  card: fields({ request_three_d_secure: oneOf("any", "automatic", "challenge").optional() }).optional(),
});

/** The shopper's agreement to be charged later; recorded by the real service, only read here. */
export const mandateData = emptyable(
  fields({
    customer_acceptance: fields({
      type: oneOf("online", "offline"),
      accepted_at: integer().optional(),
      online: fields({
        ip_address: text().optional(),
        user_agent: text().optional(),
        infer_from_client: flag().optional(),
      }).optional(),
      offline: emptyable(fields({})).optional(),
    }),
  }),
);

/** Refuses a publishable key that does not show the intent's client secret, and anybody who shows a wrong one. */
export function requireClientSecret(
  call: Call,
  intent: { id: string; object: string; client_secret: string | null },
  given: string | undefined,
): void {
  if (given === undefined ? call.key !== "publishable" : given === intent.client_secret) return;
  throw noSuch(intent.object, intent.id);
}

export interface BankQuestion {
  method: Entry<"payment_method">;
  offSession: boolean;
  /** The shopper has passed 3-D Secure for this very intent. */
  authenticated: boolean;
  /** The request asked for 3-D Secure where the card can do it. */
  authenticationAsked: boolean;
}

export type BankAnswer =
  | { kind: "challenge" }
  | { kind: "declined"; decline: Decline }
  | { kind: "approved" };

/** What the bank behind a test card answers. */
export function askBank(question: BankQuestion): BankAnswer {
  const card = testCardKept(question.method.hidden.card);
  if (card.decline?.blocked) return { kind: "declined", decline: card.decline };
  if (!question.authenticated) {
    if (card.authentication === "broken") return { kind: "declined", decline: authenticationBroken };
    if (wantsAuthentication(card, question)) {
      return question.offSession
        ? { kind: "declined", decline: authenticationRequired }
        : { kind: "challenge" };
    }
  }
  return card.decline ? { kind: "declined", decline: card.decline } : { kind: "approved" };
}

function wantsAuthentication(card: TestCard, question: BankQuestion): boolean {
  switch (card.authentication) {
    case "always":
      return true;
    case "unless-set-up":
      return !question.offSession || !question.method.hidden.setUp;
    case "on-session":
      return !question.offSession;
    case "on-request":
      return question.authenticationAsked && !question.offSession;
    case "never":
    case "broken":
    default:
      return false;
  }
}

/** A payment method that may be used for this customer. Refuses somebody else's, and one that is used up. */
export function usableMethod(call: Call, id: string, customer: string | null): Entry<"payment_method"> {
  const method = namedPaymentMethod(call, id, "payment_method");
  const owner = idOf(method.object.customer);
  if (owner !== null && customer === null) {
    throw invalidRequest(
      `The provided PaymentMethod cannot be used: it belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the intent.`,
      { param: "payment_method" },
    );
  }
  if (owner !== null && owner !== customer) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${method.object.id}. The payment method must be attached to the customer.`,
      { code: "resource_missing", param: "payment_method" },
    );
  }
  requireReusable(method);
  return method;
}

export interface NextAction {
  type: string;
  redirect_to_url?: { return_url: string; url: string };
  use_stripe_sdk?: Record<string, string>;
}

/** What the shopper's browser must do next: follow an address, or let Stripe.js show the bank's page. */
export function nextAction(
  call: Call,
  intent: { id: string; client_secret: string | null },
  returnUrl: string | null,
  useStripeSdk: boolean,
): NextAction {
  const url = `${call.origin}/hosted/3ds/${intent.id}?client_secret=${intent.client_secret}`;
  if (returnUrl !== null && !useStripeSdk) {
    return { redirect_to_url: { return_url: returnUrl, url }, type: "redirect_to_url" };
  }
  return { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } };
}

export const authenticationFailed = {
  code: "payment_intent_authentication_failure",
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
} as const;

/** The error kept on an intent after a decline. */
export function keptError(
  decline: Decline,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent.LastPaymentError {
  const error = {
    code: decline.code,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    message: decline.message,
    payment_method: method,
    type: "card_error",
  };
  return decline.declineCode ? { ...error, decline_code: decline.declineCode } : error;
}

export function unexpectedState(
  code: "payment_intent_unexpected_state" | "setup_intent_unexpected_state",
  message: string,
  intent: { payment_intent: Stripe.PaymentIntent } | { setup_intent: Stripe.SetupIntent },
): ApiError {
  return new ApiError(400, { type: "invalid_request_error", code, message, ...intent });
}
