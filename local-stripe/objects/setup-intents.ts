import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { recordEvent } from "../events";
import { newClientSecret, newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { created, emptyable, fields, flag, metadata, oneOf, page, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import { createdWithin, where } from "../store";
import type { Decline } from "../test-cards";
import { testCardKept } from "../test-cards";
import { spendConfirmationToken } from "./confirmation-tokens";
import { existingCustomer } from "./existing-customer";
import {
  authenticationFailed,
  automaticPaymentMethods,
  askBank,
  cardOptions,
  keptError,
  mandateData,
  nextAction,
  requireClientSecret,
  unexpectedState,
  usableMethod,
} from "./intents";
import { attachEntry, cardError } from "./payment-methods";

type Intent = Entry<"setup_intent">;

const confirmation = {
  confirmation_token: text().optional(),
  mandate_data: mandateData.optional(),
  payment_method: text().optional(),
  payment_method_options: cardOptions.optional(),
  return_url: text().optional(),
  use_stripe_sdk: flag().optional(),
};

export const CreateSetupIntent = fields({
  ...confirmation,
  automatic_payment_methods: automaticPaymentMethods.optional(),
  confirm: flag().optional(),
  customer: text().optional(),
  description: text(1000).optional(),
  metadata: metadata().optional(),
  usage: oneOf("off_session", "on_session").optional(),
});

export const UpdateSetupIntent = fields({
  customer: text().optional(),
  description: emptyable(text(1000)).optional(),
  metadata: metadata().optional(),
  payment_method: text().optional(),
});

export const ConfirmSetupIntent = fields({ ...confirmation, client_secret: text().optional() });

export const RetrieveSetupIntent = fields({ client_secret: text().optional() });

export const CancelSetupIntent = fields({
  cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer").optional(),
});

export const ListSetupIntents = fields({
  ...page,
  created,
  customer: text().optional(),
  payment_method: text().optional(),
});

export const ListSetupAttempts = fields({ ...page, created, setup_intent: text() });

/** Prepares to keep a card without charging it. With `confirm` it is also confirmed. */
export function createSetupIntent(
  call: Call,
  params: z.output<typeof CreateSetupIntent>,
): Stripe.SetupIntent {
  const customer =
    params.customer === undefined ? null : existingCustomer(call, params.customer, "customer").object.id;
  const id = newId("seti");
  const automatic = params.automatic_payment_methods;
  const object: Stripe.SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: {
      allow_redirects: automatic?.allow_redirects ?? "always",
      enabled: automatic?.enabled ?? true,
    },
    cancellation_reason: null,
    client_secret: newClientSecret(id),
    created: call.now,
    customer,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergedMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: { id: "pmc_local", parent: null },
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: params.usage ?? "off_session",
  };
  const hidden = { returnUrl: null, offSession: false, authenticated: false };
  const intent = call.store.insert("setup_intent", { object, hidden }, call.now);
  applyMethod(call, intent, params.payment_method);
  call.store.save("setup_intent", intent);
  recordEvent(call, "setup_intent.created", object);
  if (params.confirm) confirm(call, intent, params);
  return object;
}

export function retrieveSetupIntent(
  call: Call,
  params: z.output<typeof RetrieveSetupIntent>,
  path: { id: string },
): Stripe.SetupIntent {
  const { object } = call.store.get("setup_intent", path.id);
  requireClientSecret(call, object, params.client_secret);
  return object;
}

export function updateSetupIntent(
  call: Call,
  params: z.output<typeof UpdateSetupIntent>,
  path: { id: string },
): Stripe.SetupIntent {
  const intent = call.store.get("setup_intent", path.id);
  const { object } = intent;
  if (object.status === "succeeded" || object.status === "canceled") throw inState(object, "update");
  if (params.customer !== undefined)
    object.customer = existingCustomer(call, params.customer, "customer").object.id;
  if (params.description !== undefined) object.description = params.description;
  object.metadata = mergedMetadata(object.metadata, params.metadata);
  applyMethod(call, intent, params.payment_method);
  call.store.save("setup_intent", intent);
  return object;
}

export function confirmSetupIntent(
  call: Call,
  params: z.output<typeof ConfirmSetupIntent>,
  path: { id: string },
): Stripe.SetupIntent {
  const intent = call.store.get("setup_intent", path.id);
  requireClientSecret(call, intent.object, params.client_secret);
  confirm(call, intent, params);
  return intent.object;
}

export function cancelSetupIntent(
  call: Call,
  params: z.output<typeof CancelSetupIntent>,
  path: { id: string },
): Stripe.SetupIntent {
  const intent = call.store.get("setup_intent", path.id);
  const { object } = intent;
  if (object.status === "succeeded" || object.status === "canceled") throw inState(object, "cancel");
  object.status = "canceled";
  object.cancellation_reason = params.cancellation_reason ?? null;
  object.next_action = null;
  call.store.save("setup_intent", intent);
  recordEvent(call, "setup_intent.canceled", object);
  return object;
}

export function listSetupIntents(call: Call, params: z.output<typeof ListSetupIntents>) {
  return listPage(call, "setup_intent", "/v1/setup_intents", params, [
    ...where("customer", params.customer),
    ...where("payment_method", params.payment_method),
    ...createdWithin(params.created),
  ]);
}

export function listSetupAttempts(call: Call, params: z.output<typeof ListSetupAttempts>) {
  return listPage(call, "setup_attempt", "/v1/setup_attempts", params, [
    ...where("setup_intent", params.setup_intent),
    ...createdWithin(params.created),
  ]);
}

/** The shopper has answered the bank's question. Nothing happens if the intent does not wait for an answer. */
export function answerSetupChallenge(call: Call, intent: Intent, passed: boolean): void {
  const { object } = intent;
  const methodId = idOf(object.payment_method);
  if (object.status !== "requires_action" || methodId === null) return;
  const method = call.store.get("payment_method", methodId);
  object.next_action = null;
  if (passed) {
    const { decline } = testCardKept(method.hidden.card);
    settle(call, intent, method, isCheckedAtSetup(method) ? decline : null);
    return;
  }
  const error: Stripe.SetupIntent.LastSetupError = {
    code: "setup_intent_authentication_failure",
    message: authenticationFailed.message,
    payment_method: method.object,
    type: "invalid_request_error",
  };
  fail(call, intent, method, error);
}

type Confirmation = Omit<z.output<typeof ConfirmSetupIntent>, "client_secret">;

function confirm(call: Call, intent: Intent, params: Confirmation): void {
  const { object, hidden } = intent;
  if (object.status === "succeeded" || object.status === "canceled") throw inState(object, "confirm");
  applyMethod(call, intent, params.payment_method);
  const spent = params.confirmation_token
    ? spendConfirmationToken(call, params.confirmation_token, { setup_intent: object.id })
    : undefined;
  const methodId = spent?.method.object.id ?? idOf(object.payment_method);
  if (methodId === null) {
    throw unexpectedState(
      "setup_intent_unexpected_state",
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      { setup_intent: object },
    );
  }
  const method = usableMethod(call, methodId, idOf(object.customer));
  object.payment_method = method.object.id;
  object.last_setup_error = null;
  object.next_action = null;
  hidden.returnUrl = params.return_url ?? spent?.token.return_url ?? hidden.returnUrl;
  const answer = askBank({
    method,
    offSession: false,
    authenticated: false,
    authenticationAsked: ["any", "challenge"].includes(
      params.payment_method_options?.card?.request_three_d_secure ?? "automatic",
    ),
  });
  if (answer.kind === "challenge") {
    object.status = "requires_action";
    object.next_action = nextAction(call, object, hidden.returnUrl, params.use_stripe_sdk ?? false);
    call.store.save("setup_intent", intent);
    recordEvent(call, "setup_intent.requires_action", object);
    return;
  }
  const decline = answer.kind === "declined" && isCheckedAtSetup(method) ? answer.decline : null;
  settle(call, intent, method, decline);
  if (decline) throw cardError(decline, { setup_intent: object, payment_method: method.object }, true);
}

/** A card that can be kept although it will not pay is not found out at setup. */
function isCheckedAtSetup(method: Entry<"payment_method">): boolean {
  return !testCardKept(method.hidden.card).canBeAttached;
}

function settle(call: Call, intent: Intent, method: Entry<"payment_method">, decline: Decline | null): void {
  const { object } = intent;
  if (decline) {
    fail(call, intent, method, keptError(decline, method.object));
    return;
  }
  object.status = "succeeded";
  object.latest_attempt = recordAttempt(call, object, method, null);
  method.hidden.setUp = true;
  call.store.save("payment_method", method);
  const customer = idOf(object.customer);
  if (customer !== null && idOf(method.object.customer) === null) attachEntry(call, method, customer);
  call.store.save("setup_intent", intent);
  recordEvent(call, "setup_intent.succeeded", object);
}

function fail(
  call: Call,
  intent: Intent,
  method: Entry<"payment_method">,
  error: Stripe.SetupIntent.LastSetupError,
): void {
  const { object } = intent;
  object.status = "requires_payment_method";
  object.payment_method = null;
  object.last_setup_error = error;
  object.latest_attempt = recordAttempt(call, object, method, error);
  call.store.save("setup_intent", intent);
  recordEvent(call, "setup_intent.setup_failed", object);
}

function recordAttempt(
  call: Call,
  intent: Stripe.SetupIntent,
  method: Entry<"payment_method">,
  error: Stripe.SetupIntent.LastSetupError | null,
): string {
  const { card } = method.object;
  const attempt: Stripe.SetupAttempt = {
    id: newId("setatt"),
    object: "setup_attempt",
    application: null,
    created: call.now,
    customer: idOf(intent.customer),
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.object.id,
    payment_method_details: {
      card: {
        brand: card?.brand ?? null,
        checks: card?.checks ?? null,
        country: card?.country ?? null,
        exp_month: card?.exp_month ?? null,
        exp_year: card?.exp_year ?? null,
        funding: card?.funding ?? null,
        last4: card?.last4 ?? null,
        network: card?.brand ?? null,
        three_d_secure: null,
        wallet: null,
      },
      type: "card",
    },
    setup_error: error,
    setup_intent: intent.id,
    status: error ? "failed" : "succeeded",
    usage: intent.usage,
  };
  return call.store.insert("setup_attempt", { object: attempt, hidden: null }, call.now).object.id;
}

function applyMethod(call: Call, intent: Intent, id: string | undefined): void {
  if (id === undefined) return;
  intent.object.payment_method = usableMethod(call, id, idOf(intent.object.customer)).object.id;
  if (intent.object.status === "requires_payment_method") intent.object.status = "requires_confirmation";
}

function inState(object: Stripe.SetupIntent, verb: string) {
  const message = `You cannot ${verb} this SetupIntent because it has a status of ${object.status}.`;
  return unexpectedState("setup_intent_unexpected_state", message, { setup_intent: object });
}
