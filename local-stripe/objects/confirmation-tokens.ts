import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { ApiError, invalidRequest } from "../errors";
import { newId } from "../ids";
import { billingDetails, fields, integer, metadata, oneOf, shipping, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import type { TestCard } from "../test-cards";
import { passesLuhn, testCardByNumber, testCardKept } from "../test-cards";
import type { CardDetails } from "./payment-methods";
import {
  allowRedisplay,
  cardError,
  insertPaymentMethod,
  mergedBilling,
  namedPaymentMethod,
  shownAddress,
  shownCard,
} from "./payment-methods";

const lifetimeSeconds = 12 * 60 * 60;

const common = {
  return_url: text().optional(),
  setup_future_usage: oneOf("off_session", "on_session").optional(),
  shipping: shipping.omit({ carrier: true, tracking_number: true }).optional(),
};

/** From the browser's card frame: the only place where a card number may be sent, and only with a publishable key. */
export const CreateConfirmationToken = fields({
  ...common,
  payment_method_data: fields({
    type: oneOf("card"),
    card: fields({ number: text(30), exp_month: integer(), exp_year: integer(), cvc: text() }),
    allow_redisplay: allowRedisplay.optional(),
    billing_details: billingDetails.optional(),
  }),
  use_stripe_sdk: text().optional(),
});

/** For tests on the server, which have no browser: from a named test card. */
export const CreateTestConfirmationToken = fields({
  ...common,
  payment_method: text().optional(),
  payment_method_data: fields({
    type: oneOf("card"),
    allow_redisplay: allowRedisplay.optional(),
    billing_details: billingDetails.optional(),
    metadata: metadata().optional(),
  }).optional(),
});

/**
 * Turns a typed card into a token that confirms one payment or setup. Refuses with `incorrect_number`,
 * `invalid_expiry_month`, `invalid_expiry_year`, `invalid_cvc`, and any number that is not a test card's.
 */
export function createConfirmationToken(
  call: Call,
  params: z.output<typeof CreateConfirmationToken>,
): Stripe.ConfirmationToken {
  const { card: typed, billing_details: billing, allow_redisplay: redisplay } = params.payment_method_data;
  const card = acceptedCard(typed.number.replaceAll(/[\s-]/g, ""));
  const expYear = typed.exp_year < 100 ? 2000 + typed.exp_year : typed.exp_year;
  requireValidExpiry(call, typed.exp_month, expYear);
  requireValidCvc(card, typed.cvc);
  const details = {
    card,
    expMonth: typed.exp_month,
    expYear,
    cvcGiven: true,
    billing,
    allowRedisplay: redisplay,
  };
  return insertToken(call, params, details, null);
}

/** The same from a saved payment method or a name such as `pm_card_visa`. */
export function createTestConfirmationToken(
  call: Call,
  params: z.output<typeof CreateTestConfirmationToken>,
): Stripe.ConfirmationToken {
  const method = namedPaymentMethod(call, params.payment_method ?? "pm_card_visa", "payment_method");
  const saved = idOf(method.object.customer) === null ? null : method.object.id;
  const details = {
    card: testCardKept(method.hidden.card),
    expMonth: method.object.card?.exp_month ?? 12,
    expYear: method.object.card?.exp_year ?? 2099,
    cvcGiven: true,
    billing: params.payment_method_data?.billing_details,
    allowRedisplay: params.payment_method_data?.allow_redisplay,
  };
  return insertToken(call, params, details, saved);
}

export function retrieveConfirmationToken(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.ConfirmationToken {
  return call.store.get("confirmation_token", path.id).object;
}

/** Spends a token on an intent and answers the payment method that it stands for. Refuses a spent or old one. */
export function spendConfirmationToken(
  call: Call,
  id: string,
  intent: { payment_intent: string } | { setup_intent: string },
): { method: Entry<"payment_method">; token: Stripe.ConfirmationToken } {
  const entry = call.store.get("confirmation_token", id, "confirmation_token");
  const { object: token, hidden } = entry;
  if (token.payment_intent !== null || token.setup_intent !== null) {
    throw invalidRequest(`The ConfirmationToken ${id} has already been used to confirm an intent.`, {
      param: "confirmation_token",
    });
  }
  if (token.expires_at !== null && token.expires_at <= call.now) {
    throw invalidRequest(`The ConfirmationToken ${id} has expired.`, { param: "confirmation_token" });
  }
  Object.assign(token, intent);
  call.store.save("confirmation_token", entry);
  const saved = hidden.paymentMethod ? call.store.find("payment_method", hidden.paymentMethod) : undefined;
  return { method: saved ?? insertPaymentMethod(call, detailsOf(entry)), token };
}

function insertToken(
  call: Call,
  params: Omit<z.output<typeof CreateTestConfirmationToken>, "payment_method" | "payment_method_data">,
  details: CardDetails,
  savedMethod: string | null,
): Stripe.ConfirmationToken {
  const saved = savedMethod === null ? null : call.store.get("payment_method", savedMethod).object;
  const token: Stripe.ConfirmationToken = {
    id: newId("ctoken"),
    object: "confirmation_token",
    created: call.now,
    expires_at: call.now + lifetimeSeconds,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: { card: { cvc_token: null } },
    payment_method_preview: {
      allow_redisplay: details.allowRedisplay ?? "unspecified",
      billing_details: mergedBilling(saved?.billing_details, details.billing),
      card: shownCard(details),
      customer: saved && idOf(saved.customer),
      customer_account: null,
      type: "card",
    },
    return_url: params.return_url ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    setup_intent: null,
    shipping: params.shipping
      ? {
          address: shownAddress(params.shipping.address),
          name: params.shipping.name,
          phone: params.shipping.phone ?? null,
        }
      : null,
    use_stripe_sdk: true,
  };
  const hidden = { card: details.card.names[0], paymentMethod: savedMethod };
  return call.store.insert("confirmation_token", { object: token, hidden }, call.now).object;
}

function detailsOf(entry: Entry<"confirmation_token">): CardDetails {
  const preview = entry.object.payment_method_preview;
  return {
    card: testCardKept(entry.hidden.card),
    expMonth: preview?.card?.exp_month ?? 12,
    expYear: preview?.card?.exp_year ?? 2099,
    cvcGiven: true,
    billing: preview?.billing_details,
    allowRedisplay: preview?.allow_redisplay,
  };
}

function acceptedCard(number: string): TestCard {
  const card = testCardByNumber(number);
  if (card) return card;
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw typingError("incorrect_number", "Your card number is incorrect.", "number");
  }
  throw cardError({
    code: "card_declined",
    declineCode: "test_mode_live_card",
    message:
      "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  });
}

function requireValidExpiry(call: Call, month: number, year: number): void {
  const today = new Date(call.nowMs);
  if (month < 1 || month > 12) {
    throw typingError("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  }
  const monthsLeft = (year - today.getUTCFullYear()) * 12 + month - (today.getUTCMonth() + 1);
  if (monthsLeft < 0 || year > today.getUTCFullYear() + 50) {
    throw typingError("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  }
}

function requireValidCvc(card: TestCard, cvc: string): void {
  const digits = card.brand === "amex" ? /^\d{3,4}$/ : /^\d{3}$/;
  if (!digits.test(cvc)) throw typingError("invalid_cvc", "Your card's security code is invalid.", "cvc");
}

function typingError(code: string, message: string, param: string): ApiError {
  return new ApiError(402, { type: "card_error", code, message, param });
}
