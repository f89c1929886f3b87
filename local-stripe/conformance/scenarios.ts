import { Stripe } from "stripe";
import { vi } from "vitest";
import { idOf } from "../testing";

/** What somebody does at a Stripe, and what must come of it at every Stripe. */
export interface Scenario {
  name: string;
  play(stripe: Stripe): Promise<unknown>;
  outcome: unknown;
}

/**
 * What needs a person in a browser at Stripe: its onboarding, and the bank's page of 3-D Secure. A sandbox cannot be
 * asked to do either, so these are played on the local Stripe alone, and nothing has compared them with Stripe.
 */
export interface ScenarioByHand {
  name: string;
  play(stripe: Stripe, person: Person): Promise<unknown>;
  outcome: unknown;
}

/** Somebody in front of a browser. */
export interface Person {
  /** Goes through the onboarding of a connected account to its end. */
  onboard(account: string): Promise<void>;
  /** Answers what the bank asks about a payment. */
  answerBank(intent: Stripe.PaymentIntent, answer: "complete" | "fail"): Promise<void>;
}

/** A sandbox offers ways to pay that redirect; these scenarios are about cards. */
const cardsOnly = { automatic_payment_methods: { enabled: true, allow_redirects: "never" } } as const;
const return_url = "https://shop.example/return";

function pay(stripe: Stripe, card: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return stripe.paymentIntents.create({
    amount: 2000,
    currency: "usd",
    payment_method: `pm_card_${card}`,
    confirm: true,
    ...cardsOnly,
    ...more,
  });
}

/** What a refusal says that a program may rely on. */
async function refusalOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => "not refused",
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { type, statusCode, code, decline_code, param } = error;
  return Object.fromEntries(
    Object.entries({ type, statusCode, code, decline_code, param }).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
}

const declined = (code: string, decline_code?: string) => ({
  type: "StripeCardError",
  statusCode: 402,
  code,
  ...(decline_code && { decline_code }),
});

const invalid = (statusCode: number, details: object) => ({
  type: "StripeInvalidRequestError",
  statusCode,
  ...details,
});

/** Waits for what a Stripe does by itself some moments later. */
function eventually<Result>(look: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(look, { timeout: 60_000, interval: 500 });
}

const paying: Scenario[] = [
  "visa",
  "visa_debit",
  "mastercard",
  "amex",
  "discover",
  "bypassPending",
  "threeDSecureOptional",
  "createIssuerFraudRecord",
].map((card) => ({
  name: `pm_card_${card} pays`,
  async play(stripe) {
    const intent = await pay(stripe, card, { expand: ["latest_charge.balance_transaction"] });
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    return {
      status: intent.status,
      received: intent.amount_received,
      paid: charge?.paid,
      captured: charge?.captured,
      moved: typeof charge?.balance_transaction === "object" ? charge.balance_transaction?.amount : null,
    };
  },
  outcome: { status: "succeeded", received: 2000, paid: true, captured: true, moved: 2000 },
}));

const declining: Scenario[] = (
  [
    ["visa_chargeDeclined", "card_declined", "generic_decline"],
    ["visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["visa_chargeDeclinedLostCard", "card_declined", "lost_card"],
    ["visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
    ["visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"],
    ["chargeDeclinedExpiredCard", "expired_card"],
    ["chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["chargeDeclinedProcessingError", "processing_error"],
    ["radarBlock", "card_declined", "fraudulent"],
  ] as const
).map(([card, code, declineCode]) => ({
  name: `pm_card_${card} is declined, and another card may be tried`,
  async play(stripe) {
    const intent = await stripe.paymentIntents.create({ amount: 2000, currency: "usd", ...cardsOnly });
    const refused = await refusalOf(
      stripe.paymentIntents.confirm(intent.id, { payment_method: `pm_card_${card}` }),
    );
    const after = await stripe.paymentIntents.retrieve(intent.id);
    const retried = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    return {
      refused: { ...refused, param: undefined },
      status: after.status,
      kept: after.last_payment_error?.code,
      retried: retried.status,
    };
  },
  outcome: {
    refused: { ...declined(code, declineCode), param: undefined },
    status: "requires_payment_method",
    kept: code,
    retried: "succeeded",
  },
}));

const challenged: Scenario[] = [
  "authenticationRequired",
  "authenticationRequiredOnSetup",
  "authenticationRequiredSetupForOffSession",
  "authenticationRequiredChargeDeclinedInsufficientFunds",
  "threeDSecure2Required",
  "threeDSecureRequiredChargeDeclined",
].map((card) => ({
  name: `pm_card_${card} asks for 3-D Secure, and the payment can still be called off`,
  async play(stripe) {
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: "usd",
      payment_method: `pm_card_${card}`,
      confirm: true,
      return_url,
    });
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "abandoned" });
    return {
      status: intent.status,
      next: intent.next_action?.type,
      returns: intent.next_action?.redirect_to_url?.return_url,
      received: intent.amount_received,
      canceled: canceled.status,
      reason: canceled.cancellation_reason,
      left: canceled.next_action,
    };
  },
  outcome: {
    status: "requires_action",
    next: "redirect_to_url",
    returns: return_url,
    received: 0,
    canceled: "canceled",
    reason: "abandoned",
    left: null,
  },
}));

const payments: Scenario[] = [
  {
    name: "a payment is prepared, changed, confirmed and cannot be canceled any more",
    async play(stripe) {
      const made = await stripe.paymentIntents.create({
        amount: 1500,
        currency: "eur",
        metadata: { order: "7" },
        ...cardsOnly,
      });
      const changed = await stripe.paymentIntents.update(made.id, { amount: 1600, metadata: { order: "" } });
      const confirmed = await stripe.paymentIntents.confirm(made.id, { payment_method: "pm_card_visa" });
      return {
        made: [made.status, made.amount, made.currency, made.metadata["order"]],
        changed: [changed.amount, changed.metadata["order"]],
        confirmed: [confirmed.status, confirmed.amount_received],
        cancel: await refusalOf(stripe.paymentIntents.cancel(made.id)),
        confirm: await refusalOf(stripe.paymentIntents.confirm(made.id)),
      };
    },
    outcome: {
      made: ["requires_payment_method", 1500, "eur", "7"],
      changed: [1600, undefined],
      confirmed: ["succeeded", 1600],
      cancel: invalid(400, { code: "payment_intent_unexpected_state" }),
      confirm: invalid(400, { code: "payment_intent_unexpected_state" }),
    },
  },
  {
    name: "a card of the test helpers pays by a confirmation token, once",
    async play(stripe) {
      const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" });
      const first = await stripe.paymentIntents.create({ amount: 900, currency: "usd", ...cardsOnly });
      const paid = await stripe.paymentIntents.confirm(first.id, { confirmation_token: token.id });
      const used = await stripe.confirmationTokens.retrieve(token.id);
      const second = await stripe.paymentIntents.create({ amount: 900, currency: "usd", ...cardsOnly });
      const again = await refusalOf(
        stripe.paymentIntents.confirm(second.id, { confirmation_token: token.id }),
      );
      return { status: paid.status, used: used.payment_intent === first.id, again: again["statusCode"] };
    },
    outcome: { status: "succeeded", used: true, again: 400 },
  },
  {
    name: "money is held, captured in part, and the rest let go",
    async play(stripe) {
      const held = await pay(stripe, "visa", { capture_method: "manual" });
      const tooMuch = await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 2001 }));
      const captured = await stripe.paymentIntents.capture(held.id, {
        amount_to_capture: 700,
        expand: ["latest_charge"],
      });
      const charge = typeof captured.latest_charge === "object" ? captured.latest_charge : null;
      return {
        held: [held.status, held.amount_capturable, held.amount_received],
        tooMuch: tooMuch["code"],
        captured: [captured.status, captured.amount_capturable, captured.amount_received],
        charge: [charge?.amount, charge?.amount_captured, charge?.captured],
        again: await refusalOf(stripe.paymentIntents.capture(held.id)),
      };
    },
    outcome: {
      held: ["requires_capture", 2000, 0],
      tooMuch: "amount_too_large",
      captured: ["succeeded", 0, 700],
      charge: [2000, 700, true],
      again: invalid(400, { code: "payment_intent_unexpected_state" }),
    },
  },
  {
    name: "held money is let go",
    async play(stripe) {
      const held = await pay(stripe, "visa", { capture_method: "manual" });
      const canceled = await stripe.paymentIntents.cancel(held.id, { expand: ["latest_charge"] });
      const charge = typeof canceled.latest_charge === "object" ? canceled.latest_charge : null;
      return { status: canceled.status, refunded: charge?.refunded, returned: charge?.amount_refunded };
    },
    outcome: { status: "canceled", refunded: true, returned: 2000 },
  },
];

const refunds: Scenario[] = [
  {
    name: "refunds in parts, to the last cent and no further",
    async play(stripe) {
      const intent = await pay(stripe, "visa");
      const first = await stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
      const rest = await stripe.refunds.create({
        payment_intent: intent.id,
        reason: "requested_by_customer",
      });
      const charge = await stripe.charges.retrieve(idOf(intent.latest_charge));
      const listed = await stripe.refunds.list({ payment_intent: intent.id });
      return {
        first: [first.status, first.amount],
        rest: [rest.status, rest.amount, rest.reason],
        charge: [charge.amount_refunded, charge.refunded],
        listed: listed.data.map(({ amount }) => amount),
        more: await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 1 })),
      };
    },
    outcome: {
      first: ["succeeded", 300],
      rest: ["succeeded", 1700, "requested_by_customer"],
      charge: [2000, true],
      listed: [1700, 300],
      more: invalid(400, { code: "charge_already_refunded" }),
    },
  },
  {
    name: "a refund of more than was paid",
    async play(stripe) {
      const intent = await pay(stripe, "visa");
      const refused = await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 2001 }));
      return { ...refused, code: undefined };
    },
    outcome: { ...invalid(400, { param: "amount" }), code: undefined },
  },
  {
    name: "pm_card_pendingRefund: a refund takes its time, and then succeeds",
    async play(stripe) {
      const intent = await pay(stripe, "pendingRefund");
      const refund = await stripe.refunds.create({ payment_intent: intent.id });
      const later = await eventually(async () => {
        const seen = await stripe.refunds.retrieve(refund.id);
        if (seen.status === "pending") throw new Error("It is still pending.");
        return seen;
      });
      return [refund.status, later.status];
    },
    outcome: ["pending", "succeeded"],
  },
  {
    name: "pm_card_refundFail: a refund succeeds, and fails after all",
    async play(stripe) {
      const intent = await pay(stripe, "refundFail");
      const refund = await stripe.refunds.create({ payment_intent: intent.id });
      const later = await eventually(async () => {
        const seen = await stripe.refunds.retrieve(refund.id);
        if (seen.status === "succeeded") throw new Error("It has not failed yet.");
        return seen;
      });
      return [refund.status, later.status];
    },
    outcome: ["succeeded", "failed"],
  },
];

const idempotency: Scenario[] = [
  {
    name: "the same key pays once, and is refused for something else",
    async play(stripe) {
      const key = { idempotencyKey: `conformance-${crypto.randomUUID()}` };
      const params = {
        amount: 500,
        currency: "usd",
        payment_method: "pm_card_visa",
        confirm: true,
        ...cardsOnly,
      };
      const first = await stripe.paymentIntents.create(params, key);
      const second = await stripe.paymentIntents.create(params, key);
      const other = await refusalOf(stripe.paymentIntents.create({ ...params, amount: 501 }, key));
      return { same: first.id === second.id, other };
    },
    outcome: { same: true, other: { type: "StripeIdempotencyError", statusCode: 400 } },
  },
  {
    name: "a decline is kept for its key",
    async play(stripe) {
      const key = { idempotencyKey: `conformance-${crypto.randomUUID()}` };
      const intent = await stripe.paymentIntents.create({ amount: 500, currency: "usd", ...cardsOnly });
      const params = { payment_method: "pm_card_visa_chargeDeclined" };
      const first = await refusalOf(stripe.paymentIntents.confirm(intent.id, params, key));
      const second = await refusalOf(stripe.paymentIntents.confirm(intent.id, params, key));
      return [first["decline_code"], second["decline_code"]];
    },
    outcome: ["generic_decline", "generic_decline"],
  },
];

const saving: Scenario[] = [
  {
    name: "a card is kept, paid with again without its owner, and taken back",
    async play(stripe) {
      const customer = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
      const setup = await stripe.setupIntents.create({
        customer: customer.id,
        payment_method: "pm_card_visa",
        usage: "off_session",
        confirm: true,
        ...cardsOnly,
      });
      const cards = await stripe.customers.listPaymentMethods(customer.id, { type: "card" });
      const card = cards.data[0];
      const paid = await stripe.paymentIntents.create({
        amount: 800,
        currency: "usd",
        customer: customer.id,
        payment_method: card?.id ?? "",
        off_session: true,
        confirm: true,
        ...cardsOnly,
      });
      const detached = await stripe.paymentMethods.detach(card?.id ?? "");
      const reused = await refusalOf(
        stripe.paymentIntents.create({
          amount: 800,
          currency: "usd",
          payment_method: card?.id ?? "",
          confirm: true,
          ...cardsOnly,
        }),
      );
      return {
        setup: setup.status,
        kept: [cards.data.length, card?.card?.last4, card?.customer === customer.id],
        paid: paid.status,
        detached: detached.customer,
        reused: reused["statusCode"],
      };
    },
    outcome: { setup: "succeeded", kept: [1, "4242", true], paid: "succeeded", detached: null, reused: 400 },
  },
  {
    name: "pm_card_authenticationRequired off session is declined",
    async play(stripe) {
      const customer = await stripe.customers.create({ email: "ada@example.com" });
      const method = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
        customer: customer.id,
      });
      return refusalOf(
        stripe.paymentIntents.create({
          amount: 800,
          currency: "usd",
          customer: customer.id,
          payment_method: method.id,
          off_session: true,
          confirm: true,
          ...cardsOnly,
        }),
      );
    },
    outcome: declined("authentication_required", "authentication_required"),
  },
  {
    name: "pm_card_chargeCustomerFail can be kept, and then does not pay; a declining card cannot be kept",
    async play(stripe) {
      const customer = await stripe.customers.create({ email: "ada@example.com" });
      const method = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
        customer: customer.id,
      });
      const refused = await refusalOf(
        stripe.paymentIntents.create({
          amount: 800,
          currency: "usd",
          customer: customer.id,
          payment_method: method.id,
          confirm: true,
          ...cardsOnly,
        }),
      );
      const neverKept = await refusalOf(
        stripe.paymentMethods.attach("pm_card_visa_chargeDeclined", { customer: customer.id }),
      );
      return { refused: refused["code"], neverKept: neverKept["code"] };
    },
    outcome: { refused: "card_declined", neverKept: "card_declined" },
  },
  {
    name: "a setup that needs 3-D Secure waits, and can be called off",
    async play(stripe) {
      const setup = await stripe.setupIntents.create({
        payment_method: "pm_card_authenticationRequired",
        confirm: true,
        return_url,
      });
      const canceled = await stripe.setupIntents.cancel(setup.id);
      return [setup.status, setup.next_action?.type, canceled.status];
    },
    outcome: ["requires_action", "redirect_to_url", "canceled"],
  },
];

const reading: Scenario[] = [
  {
    name: "a customer is made, changed, deleted, and stays known as deleted",
    async play(stripe) {
      const made = await stripe.customers.create({ email: "ada@example.com", metadata: { a: "1", b: "2" } });
      const changed = await stripe.customers.update(made.id, { name: "Ada", metadata: { a: "" } });
      const deleted = await stripe.customers.del(made.id);
      const after = await stripe.customers.retrieve(made.id);
      return {
        metadata: changed.metadata,
        name: changed.name,
        deleted: deleted.deleted,
        after: after.deleted,
      };
    },
    outcome: { metadata: { b: "2" }, name: "Ada", deleted: true, after: true },
  },
  {
    name: "lists go both ways, page by page",
    async play(stripe) {
      const customer = await stripe.customers.create({ email: "ada@example.com" });
      const made: string[] = [];
      for (const amount of [100, 200, 300, 400, 500]) {
        const intent = await stripe.paymentIntents.create({
          amount,
          currency: "usd",
          customer: customer.id,
          ...cardsOnly,
        });
        made.push(intent.id);
      }
      const page = async (more: Stripe.PaymentIntentListParams) => {
        const { data, has_more } = await stripe.paymentIntents.list({
          customer: customer.id,
          limit: 2,
          ...more,
        });
        return [...data.map(({ amount }) => amount), has_more];
      };
      const all = await stripe.paymentIntents
        .list({ customer: customer.id, limit: 2 })
        .autoPagingToArray({ limit: 100 });
      return {
        first: await page({}),
        second: await page({ starting_after: made[3] ?? "" }),
        last: await page({ starting_after: made[1] ?? "" }),
        before: await page({ ending_before: made[1] ?? "" }),
        all: all.map(({ amount }) => amount),
        nowhere: await refusalOf(stripe.paymentIntents.list({ starting_after: "pi_nothing" })),
      };
    },
    outcome: {
      first: [500, 400, true],
      second: [300, 200, true],
      last: [100, false],
      before: [400, 300, true],
      all: [500, 400, 300, 200, 100],
      nowhere: invalid(400, { code: "resource_missing", param: "starting_after" }),
    },
  },
  {
    name: "what hangs together comes with it when it is asked for",
    async play(stripe) {
      const customer = await stripe.customers.create({ name: "Ada" });
      const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
      const made = await pay(stripe, "visa", { customer: customer.id, payment_method: method.id });
      const seen = await stripe.paymentIntents.retrieve(made.id, {
        expand: ["customer", "payment_method", "latest_charge.balance_transaction"],
      });
      const listed = await stripe.paymentIntents.list({
        customer: customer.id,
        expand: ["data.latest_charge"],
      });
      const kind = (member: unknown) =>
        typeof member === "object" && member !== null && "object" in member ? member.object : typeof member;
      return {
        plain: [kind(made.customer), kind(made.payment_method), kind(made.latest_charge)],
        whole: [kind(seen.customer), kind(seen.payment_method), kind(seen.latest_charge)],
        deeper: typeof seen.latest_charge === "object" ? kind(seen.latest_charge?.balance_transaction) : null,
        listed: kind(listed.data[0]?.latest_charge),
        wrong: (await refusalOf(stripe.paymentIntents.retrieve(made.id, { expand: ["amount"] })))[
          "statusCode"
        ],
      };
    },
    outcome: {
      plain: ["string", "string", "string"],
      whole: ["customer", "payment_method", "charge"],
      deeper: "balance_transaction",
      listed: "charge",
      wrong: 400,
    },
  },
  {
    name: "what is asked wrongly is refused in words that programs know",
    async play(stripe) {
      const ask = (params: object) =>
        refusalOf(
          stripe.rawRequest("POST", "/v1/payment_intents", Object.fromEntries(Object.entries(params))),
        );
      return {
        unknown: await ask({ amount: 100, currency: "usd", colour: "red" }),
        missing: await ask({ currency: "usd" }),
        fraction: await ask({ amount: 1.5, currency: "usd" }),
        empty: await ask({ amount: 100, currency: "" }),
        small: await ask({ amount: 10, currency: "usd" }),
        nobody: await ask({ amount: 100, currency: "usd", customer: "cus_nobody" }),
        nothing: await refusalOf(stripe.paymentIntents.retrieve("pi_nothing")),
        nowhere: (await refusalOf(stripe.rawRequest("GET", "/v1/unicorns")))["statusCode"],
      };
    },
    outcome: {
      unknown: invalid(400, { code: "parameter_unknown", param: "colour" }),
      missing: invalid(400, { code: "parameter_missing", param: "amount" }),
      fraction: invalid(400, { code: "parameter_invalid_integer", param: "amount" }),
      empty: invalid(400, { code: "parameter_invalid_empty", param: "currency" }),
      small: invalid(400, { code: "amount_too_small", param: "amount" }),
      nobody: invalid(400, { code: "resource_missing", param: "customer" }),
      nothing: invalid(404, { code: "resource_missing", param: "intent" }),
      nowhere: 404,
    },
  },
  {
    name: "a payment is told of by its events",
    async play(stripe) {
      const intent = await pay(stripe, "visa");
      const types = ["payment_intent.created", "payment_intent.succeeded"];
      const events = await eventually(async () => {
        const { data } = await stripe.events.list({ types, limit: 20 });
        const mine = data.filter(({ data: { object } }) => "id" in object && object.id === intent.id);
        if (mine.length < 2) throw new Error("Not all of it was told yet.");
        return mine;
      });
      return events.map(({ type }) => type).toSorted();
    },
    outcome: ["payment_intent.created", "payment_intent.succeeded"],
  },
];

const disputes: Scenario[] = (
  [
    ["createDispute", "fraudulent", "needs_response"],
    ["createDisputeProductNotReceived", "product_not_received", "needs_response"],
    ["createDisputeInquiry", "fraudulent", "warning_needs_response"],
  ] as const
).map(([card, reason, status]) => ({
  name: `pm_card_${card} pays, and is disputed`,
  async play(stripe) {
    const intent = await pay(stripe, card);
    const dispute = await eventually(async () => {
      const [found] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
      if (!found) throw new Error("Nobody has disputed it yet.");
      return found;
    });
    return { paid: intent.status, reason: dispute.reason, status: dispute.status, amount: dispute.amount };
  },
  outcome: { paid: "succeeded", reason, status, amount: 2000 },
}));

const subscriptions: Scenario[] = [
  {
    name: "a subscription is paid at once, renewed a month later by its test clock, and ended",
    async play(stripe) {
      const start = Math.floor(Date.now() / 1000);
      const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
      const customer = await stripe.customers.create({ test_clock: clock.id, email: "ada@example.com" });
      const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
      const product = await stripe.products.create({ name: "Shelter for foxes" });
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        default_payment_method: method.id,
        items: [
          {
            price_data: {
              currency: "usd",
              product: product.id,
              recurring: { interval: "month" },
              unit_amount: 1500,
            },
          },
        ],
      });
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + 32 * 24 * 60 * 60 });
      await eventually(async () => {
        const { status } = await stripe.testHelpers.testClocks.retrieve(clock.id);
        if (status !== "ready") throw new Error("The clock is still moving.");
      });
      const invoices = await stripe.invoices.list({ subscription: subscription.id });
      const ended = await stripe.subscriptions.cancel(subscription.id);
      return {
        status: subscription.status,
        invoices: invoices.data.map(({ amount_due, billing_reason }) => [amount_due, billing_reason]),
        ended: ended.status,
      };
    },
    outcome: {
      status: "active",
      invoices: [
        [1500, "subscription_cycle"],
        [1500, "subscription_create"],
      ],
      ended: "canceled",
    },
  },
];

/** An account of a seller's that may receive transfers once its owner has been through the onboarding. */
function openAccount(stripe: Stripe): Promise<Stripe.V2.Core.Account> {
  return stripe.v2.core.accounts.create({
    contact_email: "atelier@example.com",
    dashboard: "express",
    display_name: "Atelier",
    identity: { country: "us", entity_type: "company" },
    defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
    include: ["configuration.recipient"],
  });
}

async function holdings(stripe: Stripe, stripeAccount: string): Promise<number> {
  const balance = await stripe.balance.retrieve({}, { stripeAccount });
  return [...balance.available, ...balance.pending].reduce((sum, { amount }) => sum + amount, 0);
}

const connect: Scenario[] = [
  {
    name: "an account of the second version is opened, and receives nothing before its onboarding",
    async play(stripe) {
      const made = await openAccount(stripe);
      const { id } = made;
      const again = await stripe.v2.core.accounts.retrieve(id, { include: ["configuration.recipient"] });
      const transfers = again.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
      const refused = await refusalOf(pay(stripe, "visa", { transfer_data: { destination: id } }));
      return {
        made: [made.object, made.display_name, made.dashboard],
        applied: made.applied_configurations,
        isActive: transfers?.status === "active",
        refused: [refused["statusCode"], refused["code"]],
      };
    },
    outcome: {
      made: ["v2.core.account", "Atelier", "express"],
      applied: ["recipient"],
      isActive: false,
      refused: [400, "insufficient_capabilities_for_transfer"],
    },
  },
];

const abandoned: Scenario[] = [
  {
    name: "a bank's question that nobody answers moves nothing, and is over once it is called off",
    async play(stripe) {
      const asked = await pay(stripe, "authenticationRequired", {
        automatic_payment_methods: { enabled: true },
        return_url,
      });
      const later = await stripe.paymentIntents.retrieve(asked.id);
      await stripe.paymentIntents.cancel(asked.id, { cancellation_reason: "abandoned" });
      const charges = await stripe.charges.list({ payment_intent: asked.id });
      return {
        later: [later.status, later.amount_received, later.next_action?.type],
        paid: charges.data.filter(({ paid }) => paid).length,
        confirm: await refusalOf(
          stripe.paymentIntents.confirm(asked.id, { payment_method: "pm_card_visa", return_url }),
        ),
      };
    },
    outcome: {
      later: ["requires_action", 0, "redirect_to_url"],
      paid: 0,
      confirm: invalid(400, { code: "payment_intent_unexpected_state" }),
    },
  },
];

const answered = (
  [
    ["authenticationRequired", "complete", "succeeded", undefined],
    ["threeDSecure2Required", "complete", "succeeded", undefined],
    ["threeDSecure2Required", "fail", "requires_payment_method", "payment_intent_authentication_failure"],
    ["threeDSecureRequiredChargeDeclined", "complete", "requires_payment_method", "card_declined"],
  ] as const
).map(([card, answer, status, code]): ScenarioByHand => ({
  name: `the bank's question about pm_card_${card} is answered: ${answer}`,
  async play(stripe, person) {
    const asked = await pay(stripe, card, { automatic_payment_methods: { enabled: true }, return_url });
    await person.answerBank(asked, answer);
    const after = await stripe.paymentIntents.retrieve(asked.id);
    return {
      asked: asked.status,
      after: [after.status, after.amount_received, after.next_action],
      code: after.last_payment_error?.code,
    };
  },
  outcome: {
    asked: "requires_action",
    after: [status, status === "succeeded" ? 2000 : 0, null],
    code,
  },
}));

export const scenariosByHand: ScenarioByHand[] = [
  ...answered,
  {
    name: "a payment goes on to a seller less a fee, and a refund takes the same part of both back",
    async play(stripe, person) {
      const { id } = await openAccount(stripe);
      await person.onboard(id);
      const paid = await pay(stripe, "visa", {
        transfer_data: { destination: id },
        application_fee_amount: 300,
        expand: ["latest_charge.transfer", "latest_charge.application_fee"],
      });
      const held = await holdings(stripe, id);
      await stripe.refunds.create({
        payment_intent: paid.id,
        amount: 1000,
        reverse_transfer: true,
        refund_application_fee: true,
      });
      const half = await holdings(stripe, id);
      await stripe.refunds.create({
        payment_intent: paid.id,
        reverse_transfer: true,
        refund_application_fee: true,
      });
      const charge = await stripe.charges.retrieve(idOf(paid.latest_charge), {
        expand: ["transfer", "application_fee"],
      });
      const { transfer, application_fee: fee } = charge;
      return {
        held,
        half,
        left: await holdings(stripe, id),
        transfer: typeof transfer === "object" ? [transfer?.amount_reversed, transfer?.reversed] : null,
        fee: typeof fee === "object" ? [fee?.amount_refunded, fee?.refunded] : null,
      };
    },
    outcome: { held: 1700, half: 850, left: 0, transfer: [2000, true], fee: [300, true] },
  },
  {
    name: "a part of a payment is sent on by itself, and taken back, no further than it went",
    async play(stripe, person) {
      const { id } = await openAccount(stripe);
      await person.onboard(id);
      const paid = await pay(stripe, "visa", { transfer_group: "order_7" });
      const transfer = await stripe.transfers.create({
        amount: 1500,
        currency: "usd",
        destination: id,
        source_transaction: idOf(paid.latest_charge),
      });
      const held = await holdings(stripe, id);
      const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 500 });
      const tooMuch = await refusalOf(stripe.transfers.createReversal(transfer.id, { amount: 1001 }));
      const rest = await stripe.transfers.createReversal(transfer.id);
      const after = await stripe.transfers.retrieve(transfer.id);
      return {
        transfer: [transfer.amount, transfer.transfer_group, transfer.destination === id],
        held,
        reversal: reversal.amount,
        tooMuch: [tooMuch["statusCode"], tooMuch["param"]],
        rest: rest.amount,
        after: [after.amount_reversed, after.reversed],
        left: await holdings(stripe, id),
      };
    },
    outcome: {
      transfer: [1500, "order_7", true],
      held: 1500,
      reversal: 500,
      tooMuch: [400, "amount"],
      rest: 1000,
      after: [1500, true],
      left: 0,
    },
  },
];

export const scenarios: Scenario[] = [
  ...paying,
  ...declining,
  ...challenged,
  ...payments,
  ...refunds,
  ...idempotency,
  ...saving,
  ...reading,
  ...disputes,
  ...subscriptions,
  ...connect,
  ...abandoned,
];
