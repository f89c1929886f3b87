import type { Stripe } from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
let product: string;
beforeAll(async () => {
  b = await bench();
  product = (await b.stripe.products.create({ name: "Shelter for foxes" })).id;
});
afterAll(() => b.stop());

const hour = 60 * 60;
const day = 24 * hour;
const start = Date.UTC(2027, 0, 31, 10) / 1000;

const monthly = (amount = 1500): Stripe.SubscriptionCreateParams.Item => ({
  price_data: { currency: "usd", product, recurring: { interval: "month" }, unit_amount: amount },
});

/** Somebody on a clock of their own, with this card kept. */
async function donor(card = "pm_card_visa") {
  const clock = await b.stripe.testHelpers.testClocks.create({ frozen_time: start });
  const customer = await b.stripe.customers.create({ test_clock: clock.id, email: "ada@example.test" });
  const method = await b.stripe.paymentMethods.attach(card, { customer: customer.id });
  await b.stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: method.id },
  });
  const advance = async (to: number) => {
    await b.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
    await b.local.runDue();
    expect(await b.stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({
      status: "ready",
      frozen_time: to,
    });
  };
  return { customer, advance };
}

async function subscribed(card?: string, more: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const { customer, advance } = await donor(card);
  const subscription = await b.stripe.subscriptions.create({
    customer: customer.id,
    items: [monthly()],
    expand: ["latest_invoice"],
    ...more,
  });
  return { customer, advance, subscription };
}

const invoicesOf = async (subscription: { id: string }) =>
  (await b.stripe.invoices.list({ subscription: subscription.id, limit: 100 })).data.toReversed();

async function eventsAbout(id: string): Promise<string[]> {
  const { data } = await b.stripe.events.list({ limit: 100 });
  return data
    .filter(({ data: { object } }) => "id" in object && object.id === id)
    .map(({ type }) => type)
    .toReversed();
}

/** The payment intent of an invoice, as the SDK finds it today. */
async function paymentOf(invoice: string): Promise<Stripe.PaymentIntent> {
  const { data } = await b.stripe.invoicePayments.list({
    invoice,
    expand: ["data.payment.payment_intent"],
  });
  const intent = data[0]?.payment.payment_intent;
  if (typeof intent !== "object") throw new Error("The invoice has no payment.");
  return intent;
}

test("a kept card begins a subscription with a paid invoice", async () => {
  const { customer, subscription } = await subscribed(undefined, { metadata: { gift: "g_1" } });
  expect(subscription).toMatchObject({
    status: "active",
    billing_cycle_anchor: start,
    metadata: { gift: "g_1" },
    latest_invoice: {
      status: "paid",
      billing_reason: "subscription_create",
      amount_paid: 1500,
      amount_remaining: 0,
      parent: { subscription_details: { subscription: subscription.id, metadata: { gift: "g_1" } } },
    },
  });
  expect(subscription.items.data[0]).toMatchObject({
    current_period_start: start,
    current_period_end: Date.UTC(2027, 1, 28, 10) / 1000,
  });
  const invoice = await b.stripe.invoices.retrieve(idOf(subscription.latest_invoice), {
    expand: ["payments.data.payment.payment_intent", "confirmation_secret"],
  });
  expect(invoice.number).toMatch(/^[A-Z0-9]{8}-0001$/);
  expect(invoice.payments?.data[0]).toMatchObject({
    status: "paid",
    amount_paid: 1500,
    payment: { payment_intent: { status: "succeeded", customer: customer.id, amount_received: 1500 } },
  });
  expect(invoice.lines.data[0]?.pricing?.unit_amount_decimal?.toNumber()).toBe(1500);
  expect(await b.stripe.invoices.listLineItems(idOf(invoice))).toMatchObject({ data: [{ amount: 1500 }] });
  expect(await eventsAbout(subscription.id)).toEqual([
    "customer.subscription.created",
    "customer.subscription.updated",
  ]);
  expect(await eventsAbout(idOf(invoice))).toEqual([
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
  ]);
});

test("the shopper's browser makes the first payment, and the card is kept for the next ones", async () => {
  const customer = await b.stripe.customers.create();
  const subscription = await b.stripe.subscriptions.create({
    customer: customer.id,
    items: [monthly()],
    payment_behavior: "default_incomplete",
    payment_settings: { save_default_payment_method: "on_subscription" },
    expand: ["latest_invoice.confirmation_secret"],
  });
  expect(subscription).toMatchObject({ status: "incomplete", latest_invoice: { status: "open" } });
  const { latest_invoice: invoice } = subscription;
  const secret = typeof invoice === "object" ? invoice?.confirmation_secret?.client_secret : undefined;
  const intent = await paymentOf(idOf(invoice));
  expect(secret).toBe(intent.client_secret);
  expect(intent).toMatchObject({ status: "requires_payment_method", setup_future_usage: "off_session" });
  const token = await b.stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" });
  await b.stripe.paymentIntents.confirm(intent.id, { confirmation_token: token.id });
  const begun = await b.stripe.subscriptions.retrieve(subscription.id, {
    expand: ["latest_invoice", "default_payment_method"],
  });
  expect(begun).toMatchObject({
    status: "active",
    default_payment_method: { customer: customer.id, card: { last4: "4242" } },
    latest_invoice: { status: "paid" },
  });
});

test("a first payment that is declined, or that the bank asks about, leaves the subscription incomplete", async () => {
  const declined = await subscribed("pm_card_chargeCustomerFail");
  expect(declined.subscription).toMatchObject({
    status: "incomplete",
    latest_invoice: { status: "open", attempt_count: 1, next_payment_attempt: null },
  });
  const asked = await subscribed("pm_card_authenticationRequired");
  expect(asked.subscription.status).toBe("incomplete");
  const invoice = idOf(asked.subscription.latest_invoice);
  expect(await eventsAbout(invoice)).toContain("invoice.payment_action_required");
  const intent = await paymentOf(invoice);
  expect(intent.status).toBe("requires_action");
  await fetch(`${b.origin}/hosted/3ds/${intent.id}?client_secret=${intent.client_secret}`, {
    method: "POST",
    body: new URLSearchParams({ outcome: "complete" }),
    redirect: "manual",
  });
  expect(await b.stripe.subscriptions.retrieve(asked.subscription.id)).toMatchObject({ status: "active" });
});

test.each([
  ["pm_card_chargeCustomerFail", "card_declined"],
  ["pm_card_authenticationRequired", "subscription_payment_intent_requires_action"],
])("error_if_incomplete with %s leaves nothing behind", async (card, code) => {
  const { customer } = await donor(card);
  const error = await refusal(
    b.stripe.subscriptions.create({
      customer: customer.id,
      items: [monthly()],
      payment_behavior: "error_if_incomplete",
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, code });
  expect(await b.stripe.subscriptions.list({ customer: customer.id, status: "all" })).toMatchObject({
    data: [],
  });
  expect(await b.stripe.paymentIntents.list({ customer: customer.id })).toMatchObject({ data: [] });
});

test("an incomplete subscription ends after 23 hours, and its payment with it", async () => {
  const { customer, advance } = await donor();
  const subscription = await b.stripe.subscriptions.create({
    customer: customer.id,
    items: [monthly()],
    payment_behavior: "default_incomplete",
    expand: ["latest_invoice"],
  });
  await advance(start + 23 * hour - 1);
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "incomplete" });
  await advance(start + 23 * hour);
  expect(
    await b.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] }),
  ).toMatchObject({
    status: "incomplete_expired",
    latest_invoice: { status: "void" },
  });
  const intent = await paymentOf(idOf(subscription.latest_invoice));
  expect(intent).toMatchObject({ status: "canceled", cancellation_reason: "void_invoice" });
});

test("every month has its invoice, an hour as a draft and then paid: 31 January, 28 February, 31 March", async () => {
  const { subscription, advance } = await subscribed();
  await advance(Date.UTC(2027, 1, 28, 10) / 1000);
  expect(await invoicesOf(subscription)).toMatchObject([{ status: "paid" }, { status: "draft" }]);
  await advance(Date.UTC(2027, 3, 1) / 1000);
  const invoices = await invoicesOf(subscription);
  expect(invoices.map(({ status, billing_reason, created }) => [status, billing_reason, created])).toEqual([
    ["paid", "subscription_create", start],
    ["paid", "subscription_cycle", Date.UTC(2027, 1, 28, 10) / 1000],
    ["paid", "subscription_cycle", Date.UTC(2027, 2, 31, 10) / 1000],
  ]);
  expect(invoices[2]?.lines.data[0]?.period).toEqual({
    start: Date.UTC(2027, 2, 31, 10) / 1000,
    end: Date.UTC(2027, 3, 30, 10) / 1000,
  });
  expect(new Set(invoices.map(({ number }) => number)).size).toBe(3);
});

test("a changed amount is asked for from the next period on", async () => {
  const { subscription, advance } = await subscribed();
  const item = subscription.items.data[0]?.id ?? "";
  const change = { items: [{ ...monthly(4000), id: item }] };
  expect(await refusal(b.stripe.subscriptions.update(subscription.id, change))).toMatchObject({
    param: "proration_behavior",
  });
  await b.stripe.subscriptions.update(subscription.id, { ...change, proration_behavior: "none" });
  await advance(Date.UTC(2027, 2, 1) / 1000);
  expect((await invoicesOf(subscription)).map(({ amount_paid: paid }) => paid)).toEqual([1500, 4000]);
});

test("a declined renewal is tried again after 3, 5 and 7 days, and then ends the subscription", async () => {
  const { customer, subscription, advance } = await subscribed();
  const failing = await b.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await b.stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
  const tried = Date.UTC(2027, 1, 28, 11) / 1000;
  await advance(tried);
  const now = () => b.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(await now()).toMatchObject({
    status: "past_due",
    latest_invoice: { status: "open", attempt_count: 1, next_payment_attempt: tried + 3 * day },
  });
  await advance(tried + 8 * day);
  expect(await now()).toMatchObject({
    status: "past_due",
    latest_invoice: { attempt_count: 3, next_payment_attempt: tried + 15 * day },
  });
  await advance(tried + 15 * day);
  const ended = await now();
  expect(ended).toMatchObject({
    status: "canceled",
    ended_at: tried + 15 * day,
    cancellation_details: { reason: "payment_failed" },
    latest_invoice: { status: "open", attempt_count: 4, auto_advance: false, next_payment_attempt: null },
  });
  const told = await eventsAbout(idOf(ended.latest_invoice));
  expect(told.filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(await eventsAbout(subscription.id)).toContain("customer.subscription.deleted");
});

test("by setting, patience ends in unpaid: later months stay drafts, and paying the latest makes it good", async () => {
  await b.order("/_local/billing", { retryAfterDays: [2], afterRetries: "unpaid" });
  const { customer, subscription, advance } = await subscribed();
  const failing = await b.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await b.stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
  await advance(Date.UTC(2027, 3, 5) / 1000);
  const unpaid = await b.stripe.subscriptions.retrieve(subscription.id);
  expect(unpaid.status).toBe("unpaid");
  expect((await invoicesOf(subscription)).map(({ status }) => status)).toEqual(["paid", "open", "draft"]);
  const good = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const paid = await b.stripe.invoices.pay(idOf(unpaid.latest_invoice), { payment_method: good.id });
  expect(paid.status).toBe("paid");
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  await b.order("/_local/billing", {});
});

test("a renewal that the bank wants to ask about waits for the shopper, who confirms the same payment", async () => {
  const { customer, subscription, advance } = await subscribed();
  const asking = await b.stripe.paymentMethods.attach("pm_card_authenticationRequired", {
    customer: customer.id,
  });
  await b.stripe.subscriptions.update(subscription.id, { default_payment_method: asking.id });
  await advance(Date.UTC(2027, 1, 28, 11) / 1000);
  const due = await b.stripe.subscriptions.retrieve(subscription.id);
  expect(due.status).toBe("past_due");
  const invoice = idOf(due.latest_invoice);
  expect(await eventsAbout(invoice)).toEqual([
    "invoice.created",
    "invoice.finalized",
    "invoice.payment_failed",
    "invoice.payment_action_required",
  ]);
  const intent = await paymentOf(invoice);
  expect(intent).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "authentication_required", payment_method: { id: asking.id } },
  });
  expect(await refusal(b.stripe.invoices.pay(invoice))).toMatchObject({ code: "authentication_required" });
  const asked = await b.stripe.paymentIntents.confirm(intent.id, { payment_method: asking.id });
  expect(asked.status).toBe("requires_action");
  await fetch(`${b.origin}/hosted/3ds/${intent.id}?client_secret=${intent.client_secret}`, {
    method: "POST",
    body: new URLSearchParams({ outcome: "complete" }),
    redirect: "manual",
  });
  expect(await b.stripe.invoices.retrieve(invoice)).toMatchObject({ status: "paid", amount_paid: 1500 });
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  await advance(Date.UTC(2027, 2, 20) / 1000);
  expect((await b.stripe.paymentIntents.list({ customer: customer.id })).data).toHaveLength(2);
});

test("a renewal without any card left fails and is told", async () => {
  const { customer, subscription, advance } = await subscribed();
  const { data } = await b.stripe.customers.listPaymentMethods(customer.id);
  for (const method of data) await b.stripe.paymentMethods.detach(method.id);
  await advance(Date.UTC(2027, 1, 28, 11) / 1000);
  const due = await b.stripe.subscriptions.retrieve(subscription.id);
  expect(due.status).toBe("past_due");
  expect(await eventsAbout(idOf(due.latest_invoice))).toContain("invoice.payment_failed");
});

test("it ends with its period when that was asked, and goes on when it is asked back", async () => {
  const { subscription, advance } = await subscribed();
  const end = Date.UTC(2027, 1, 28, 10) / 1000;
  const ending = await b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  expect(ending).toMatchObject({ status: "active", cancel_at: end, canceled_at: start });
  const back = await b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
  expect(back).toMatchObject({ cancel_at: null, canceled_at: null });
  await b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await advance(end);
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: "canceled",
    ended_at: end,
    cancellation_details: { reason: "cancellation_requested" },
  });
  expect(await invoicesOf(subscription)).toHaveLength(1);
});

test("cancelled now, it charges nothing more and can be neither changed nor cancelled again", async () => {
  const { subscription, advance } = await subscribed();
  const canceled = await b.stripe.subscriptions.cancel(subscription.id, {
    cancellation_details: { feedback: "too_expensive" },
  });
  expect(canceled).toMatchObject({
    status: "canceled",
    cancellation_details: { reason: "cancellation_requested", feedback: "too_expensive" },
  });
  await advance(Date.UTC(2027, 5, 1) / 1000);
  expect(await invoicesOf(subscription)).toHaveLength(1);
  expect(await refusal(b.stripe.subscriptions.cancel(subscription.id))).toMatchObject({ statusCode: 404 });
  expect(
    await refusal(b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })),
  ).toMatchObject({ statusCode: 400 });
});

test.each([
  ["void", "void"],
  ["mark_uncollectible", "uncollectible"],
  ["keep_as_draft", "draft"],
] as const)(
  "while its collection is paused by %s, months are %s and nothing is charged",
  async (behavior, status) => {
    const { customer, subscription, advance } = await subscribed();
    const resumesAt = Date.UTC(2027, 2, 1) / 1000;
    await b.stripe.subscriptions.update(subscription.id, {
      pause_collection: { behavior, resumes_at: resumesAt },
    });
    await advance(resumesAt - day / 2);
    expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
    expect((await invoicesOf(subscription)).map((invoice) => invoice.status)).toEqual(["paid", status]);
    expect((await b.stripe.paymentIntents.list({ customer: customer.id })).data).toHaveLength(1);
    await advance(Date.UTC(2027, 3, 1) / 1000);
    expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ pause_collection: null });
    expect((await invoicesOf(subscription)).map((invoice) => invoice.status)).toEqual([
      "paid",
      status,
      "paid",
    ]);
  },
);

test("a trial begins with nothing to pay and ends with the first real invoice", async () => {
  const { subscription, advance } = await subscribed(undefined, { trial_period_days: 14 });
  expect(subscription).toMatchObject({
    status: "trialing",
    trial_end: start + 14 * day,
    latest_invoice: { status: "paid", amount_due: 0 },
  });
  await advance(start + 14 * day + hour);
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  expect((await invoicesOf(subscription)).map(({ amount_paid: paid }) => paid)).toEqual([0, 1500]);
  expect(await eventsAbout(subscription.id)).toContain("customer.subscription.trial_will_end");
});

test("an anchor to come makes the first invoice one for the days until then", async () => {
  const anchor = Date.UTC(2027, 1, 14, 10) / 1000;
  const { subscription, advance } = await subscribed(undefined, { billing_cycle_anchor: anchor });
  expect(subscription).toMatchObject({ status: "active", latest_invoice: { amount_paid: 677 } }); // 14 of 31 days
  await advance(Date.UTC(2027, 2, 14, 11) / 1000);
  expect((await invoicesOf(subscription)).map(({ amount_paid: paid }) => paid)).toEqual([677, 1500, 1500]);
});

test("an open invoice can be voided, written off, or paid by other means", async () => {
  const open = async () => {
    const { subscription } = await subscribed("pm_card_chargeCustomerFail");
    return { subscription, invoice: idOf(subscription.latest_invoice) };
  };
  const voided = await open();
  expect(await b.stripe.invoices.voidInvoice(voided.invoice)).toMatchObject({ status: "void" });
  expect(await b.stripe.subscriptions.retrieve(voided.subscription.id)).toMatchObject({
    status: "incomplete_expired",
  });
  expect(await refusal(b.stripe.invoices.pay(voided.invoice))).toMatchObject({
    code: "invoice_not_editable",
  });
  const writtenOff = await open();
  expect(await b.stripe.invoices.markUncollectible(writtenOff.invoice)).toMatchObject({
    status: "uncollectible",
  });
  const elsewhere = await open();
  expect(await b.stripe.invoices.pay(elsewhere.invoice, { paid_out_of_band: true })).toMatchObject({
    status: "paid",
    amount_paid_off_stripe: 1500,
  });
  expect((await paymentOf(elsewhere.invoice)).status).toBe("canceled");
  expect(await refusal(b.stripe.invoices.pay(elsewhere.invoice))).toMatchObject({ statusCode: 400 });
});

test("a subscription without a card, without a rhythm or with another currency is refused", async () => {
  const { id: customer } = await b.stripe.customers.create();
  const once = await b.stripe.prices.create({ currency: "usd", product, unit_amount: 900 });
  const create = (more: Partial<Stripe.SubscriptionCreateParams>) =>
    refusal(b.stripe.subscriptions.create({ customer, items: [monthly()], ...more }));
  expect(await create({})).toMatchObject({ code: "resource_missing" });
  expect(await create({ items: [{ price: once.id }] })).toMatchObject({ param: "items[0][price]" });
  expect(await create({ items: [] })).toMatchObject({ param: "items" });
  expect(await create({ currency: "eur" })).toMatchObject({ param: "items" });
  expect(await create({ items: [monthly(20)], payment_behavior: "default_incomplete" })).toMatchObject({
    code: "amount_too_small",
  });
  expect(await create({ items: [{ price: "price_none" }] })).toMatchObject({ code: "resource_missing" });
});

test("each month goes to the account that it is for, less the platform's share, and waits while it cannot", async () => {
  const account = await b.stripe.v2.core.accounts.create({
    contact_email: "rivers@example.test",
    dashboard: "express",
    display_name: "Rivers",
    identity: { country: "us" },
    defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
  });
  const { customer, advance } = await donor();
  const begin = () =>
    b.stripe.subscriptions.create({
      customer: customer.id,
      items: [monthly(2000)],
      transfer_data: { destination: account.id },
      application_fee_percent: 12.5,
    });
  expect(await refusal(begin())).toMatchObject({ statusCode: 400 });
  await b.order("/_local/accounts", { account: account.id, capabilities: "active" });
  const subscription = await begin();
  await advance(Date.UTC(2027, 2, 1) / 1000);
  const sent = await b.stripe.transfers.list({ destination: account.id });
  expect(sent.data.map(({ amount }) => amount)).toEqual([2000, 2000]);
  const fees = await b.stripe.applicationFees.list();
  expect(fees.data.filter((fee) => fee.account === account.id).map(({ amount }) => amount)).toEqual([
    250, 250,
  ]);
  await b.order("/_local/accounts", { account: account.id, capabilities: "restricted" });
  await advance(Date.UTC(2027, 3, 1) / 1000);
  const [, , waiting] = await invoicesOf(subscription);
  expect(waiting).toMatchObject({
    status: "draft",
    last_finalization_error: { type: "invalid_request_error" },
  });
});

test("a customer who is deleted takes their subscriptions along", async () => {
  const { customer, subscription } = await subscribed();
  await b.stripe.customers.del(customer.id);
  expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "canceled" });
});

test("a test clock stands still until it is advanced, and only ever forward", async () => {
  const clock = await b.stripe.testHelpers.testClocks.create({ frozen_time: start, name: "spring" });
  expect(
    await refusal(b.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start })),
  ).toMatchObject({ param: "frozen_time" });
  const moving = await b.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + day });
  expect(moving).toMatchObject({
    status: "advancing",
    status_details: { advancing: { target_frozen_time: start + day } },
  });
  await b.local.runDue();
  expect(await eventsAbout(clock.id)).toEqual([
    "test_helpers.test_clock.created",
    "test_helpers.test_clock.advancing",
    "test_helpers.test_clock.ready",
  ]);
});

test("the server's own clock renews those without a test clock, and goes on after a restart", async () => {
  let own = await bench({ clock: () => start * 1000 });
  const { id: shelter } = await own.stripe.products.create({ name: "Shelter" });
  const customer = await own.stripe.customers.create();
  const method = await own.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const subscription = await own.stripe.subscriptions.create({
    customer: customer.id,
    default_payment_method: method.id,
    items: [
      {
        price_data: { currency: "eur", product: shelter, recurring: { interval: "month" }, unit_amount: 700 },
      },
    ],
  });
  own = await own.restart();
  await own.order("/_local/clock", { now: "2027-04-02T00:00:00Z" });
  const { data } = await own.stripe.invoices.list({ subscription: subscription.id, status: "paid" });
  expect(data.map(({ created }) => created).toReversed()).toEqual([
    start,
    Date.UTC(2027, 1, 28, 10) / 1000,
    Date.UTC(2027, 2, 31, 10) / 1000,
  ]);
  await own.stop();
});
