import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { ApiError, invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { emptyable, fields, flag, oneOf, shipping, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import type { Decline } from "../test-cards";
import { createCharge } from "./charges";
import { spendConfirmationToken } from "./confirmation-tokens";
import { shownShipping } from "./customers";
import { requireReceiver } from "./destination-charges";
import {
  askBank,
  authenticationFailed,
  cardOptions,
  keptError,
  mandateData,
  nextAction,
  unexpectedState,
  usableMethod,
} from "./intents";
import { attachEntry, cardError } from "./payment-methods";

// How a payment intent gets its money: the card, the bank's question, the charge.

type Intent = Entry<"payment_intent">;

const futureUsage = oneOf("off_session", "on_session");

/** How to pay, as a request may say before it confirms. */
export const paymentChoice = fields({
  capture_method: oneOf("automatic", "automatic_async", "manual").optional(),
  payment_method: text().optional(),
  payment_method_options: cardOptions.optional(),
  receipt_email: emptyable(text(512)).optional(),
  setup_future_usage: emptyable(futureUsage).optional(),
  shipping: emptyable(shipping).optional(),
});

/** When the payment is made there is nothing yet to unset. */
export const firstChoice = {
  setup_future_usage: futureUsage.optional(),
  shipping: shipping.optional(),
};

/** What a request says besides when it confirms. */
export const confirmation = paymentChoice.extend({
  confirmation_token: text().optional(),
  error_on_requires_action: flag().optional(),
  mandate_data: mandateData.optional(),
  off_session: flag().optional(),
  return_url: text().optional(),
  use_stripe_sdk: flag().optional(),
});

type PaymentChoice = z.output<typeof paymentChoice>;
type Confirmation = z.output<typeof confirmation>;

/** Asks the bank. A decline is kept on the intent and thrown as a 402; a question waits for the shopper. */
export function confirm(call: Call, intent: Intent, params: Confirmation): void {
  const { object, hidden } = intent;
  requireConfirmable(object);
  requireReceiver(call, object);
  applyPayment(call, intent, params);
  if (params.off_session && object.setup_future_usage !== null) {
    throw invalidRequest(
      "You cannot confirm with `off_session` while `setup_future_usage` is set on the PaymentIntent: a payment without the shopper cannot set up later ones.",
      { param: "off_session" },
    );
  }
  const method = methodToConfirm(call, intent, params);
  object.payment_method = method.object.id;
  object.last_payment_error = null;
  object.next_action = null;
  hidden.returnUrl = params.return_url ?? hidden.returnUrl;
  hidden.offSession = params.off_session ?? false;
  hidden.authenticated = false;
  const answer = askBank({
    method,
    offSession: hidden.offSession,
    authenticated: false,
    authenticationAsked: ["any", "challenge"].includes(
      object.payment_method_options?.card?.request_three_d_secure ?? "automatic",
    ),
  });
  if (answer.kind === "challenge" && params.error_on_requires_action !== true) {
    object.status = "requires_action";
    object.next_action = nextAction(call, object, hidden.returnUrl, params.use_stripe_sdk ?? false);
    call.store.save("payment_intent", intent);
    recordEvent(call, "payment_intent.requires_action", object);
    return;
  }
  const decline =
    answer.kind === "challenge" ? challengeRefused : answer.kind === "declined" ? answer.decline : null;
  const charged = settle(call, intent, method, decline);
  if (decline) {
    const more = { payment_intent: object, payment_method: method.object, charge: charged.id };
    throw cardError(decline, more, true);
  }
}

const challengeRefused: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message:
    "This payment required an authentication action to complete, but `error_on_requires_action` was set.",
};

/** After 3-D Secure was passed; a decline now is found on the intent, there is nobody to throw it at. */
function pay(call: Call, intent: Intent, method: Entry<"payment_method">): void {
  const refused = whyNoReceiver(call, intent.object);
  if (refused) return failPayment(call, intent, { ...refused, payment_method: method.object });
  const answer = askBank({ method, offSession: false, authenticated: true, authenticationAsked: false });
  settle(call, intent, method, answer.kind === "declined" ? answer.decline : null);
}

function settle(
  call: Call,
  intent: Intent,
  method: Entry<"payment_method">,
  decline: Decline | null,
): Stripe.Charge {
  const { object, hidden } = intent;
  const holdOnly = object.capture_method === "manual";
  const charge = createCharge(call, {
    intent: object,
    method,
    authenticated: hidden.authenticated,
    decline,
    holdOnly,
  });
  object.latest_charge = charge.id;
  if (decline) {
    object.status = "requires_payment_method";
    object.payment_method = null;
    object.last_payment_error = { ...keptError(decline, method.object), charge: charge.id };
    call.store.save("payment_intent", intent);
    recordEvent(call, "payment_intent.payment_failed", object);
    return charge;
  }
  keepOrUseUp(call, object, method);
  object.status = holdOnly ? "requires_capture" : "succeeded";
  object.amount_capturable = holdOnly ? object.amount : 0;
  object.amount_received = holdOnly ? 0 : object.amount;
  call.store.save("payment_intent", intent);
  if (holdOnly) {
    const capturedBefore = charge.payment_method_details?.card?.capture_before ?? call.now;
    call.store.schedule("expire-authorization", object.id, capturedBefore * 1000);
    recordEvent(call, "payment_intent.amount_capturable_updated", object);
  } else {
    recordEvent(call, "payment_intent.succeeded", object);
  }
  return charge;
}

/** A paid method is kept for its customer where that was asked, and otherwise cannot pay a second time. */
function keepOrUseUp(call: Call, object: Stripe.PaymentIntent, method: Entry<"payment_method">): void {
  const customer = idOf(object.customer);
  const keep = object.setup_future_usage !== null && customer !== null;
  const setUp = method.hidden.setUp || object.setup_future_usage === "off_session";
  const usedUp = method.hidden.usedUp || (idOf(method.object.customer) === null && !keep);
  if (setUp !== method.hidden.setUp || usedUp !== method.hidden.usedUp) {
    Object.assign(method.hidden, { setUp, usedUp });
    call.store.save("payment_method", method);
  }
  if (keep && idOf(method.object.customer) === null) attachEntry(call, method, customer);
}

function methodToConfirm(call: Call, intent: Intent, params: Confirmation): Entry<"payment_method"> {
  const { object } = intent;
  if (params.confirmation_token !== undefined) {
    if (params.payment_method !== undefined) {
      throw invalidRequest(
        "You may only specify one of these parameters: confirmation_token, payment_method.",
      );
    }
    const { method, token } = spendConfirmationToken(call, params.confirmation_token, {
      payment_intent: object.id,
    });
    const asked = object.setup_future_usage;
    if (asked !== null && token.setup_future_usage !== null && asked !== token.setup_future_usage) {
      throw invalidRequest(
        `The provided setup_future_usage (${asked}) does not match the setup_future_usage from the provided ConfirmationToken (${token.setup_future_usage}).`,
        { param: "setup_future_usage" },
      );
    }
    object.setup_future_usage = asked ?? token.setup_future_usage;
    object.shipping ??= token.shipping;
    intent.hidden.returnUrl ??= token.return_url;
    return usableMethod(call, method.object.id, idOf(object.customer));
  }
  const id = idOf(object.payment_method);
  if (id !== null) return usableMethod(call, id, idOf(object.customer));
  throw unexpectedState(
    "payment_intent_unexpected_state",
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { payment_intent: object },
  );
}

/** What a request says about how to pay, whether or not it also confirms. */
export function applyPayment(call: Call, intent: Intent, params: PaymentChoice): void {
  const { object } = intent;
  if (params.capture_method !== undefined) object.capture_method = params.capture_method;
  if (params.receipt_email !== undefined) object.receipt_email = params.receipt_email;
  if (params.setup_future_usage !== undefined) object.setup_future_usage = params.setup_future_usage;
  if (params.shipping !== undefined) object.shipping = params.shipping && shownShipping(params.shipping);
  const request = params.payment_method_options?.card?.request_three_d_secure;
  if (request !== undefined && object.payment_method_options?.card) {
    object.payment_method_options.card.request_three_d_secure = request;
  }
  if (params.payment_method !== undefined) {
    object.payment_method = usableMethod(call, params.payment_method, idOf(object.customer)).object.id;
    if (object.status === "requires_payment_method") object.status = "requires_confirmation";
  }
}

function requireConfirmable(object: Stripe.PaymentIntent): void {
  if (["requires_payment_method", "requires_confirmation", "requires_action"].includes(object.status)) return;
  const reason =
    object.status === "succeeded"
      ? "it has already succeeded after being previously confirmed"
      : `it has a status of ${object.status}`;
  throw unexpectedState(
    "payment_intent_unexpected_state",
    `You cannot confirm this PaymentIntent because ${reason}.`,
    { payment_intent: object },
  );
}

/** The shopper has answered the bank's question. Nothing happens if the intent does not wait for an answer. */
export function answerChallenge(call: Call, intent: Intent, passed: boolean): void {
  const { object, hidden } = intent;
  const methodId = idOf(object.payment_method);
  if (object.status !== "requires_action" || methodId === null) return;
  const method = call.store.get("payment_method", methodId);
  object.next_action = null;
  if (passed) {
    hidden.authenticated = true;
    pay(call, intent, method);
    return;
  }
  failPayment(call, intent, {
    ...authenticationFailed,
    doc_url: "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
    payment_method: method.object,
    type: "invalid_request_error",
  });
}

function failPayment(call: Call, intent: Intent, error: Stripe.PaymentIntent.LastPaymentError): void {
  const { object } = intent;
  object.status = "requires_payment_method";
  object.payment_method = null;
  object.last_payment_error = error;
  call.store.save("payment_intent", intent);
  recordEvent(call, "payment_intent.payment_failed", object);
}

/** While the bank asked, the account that the money is for may have lost what it needs to receive it. */
function whyNoReceiver(
  call: Call,
  object: Stripe.PaymentIntent,
): Stripe.PaymentIntent.LastPaymentError | null {
  try {
    requireReceiver(call, object);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, doc_url, message } = error.body;
    return { code, doc_url, message, type: "invalid_request_error" };
  }
}
