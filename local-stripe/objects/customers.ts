import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { address, created, emptyable, fields, listOf, metadata, page, recipient, text } from "../params";
import type { shipping } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import { existingCustomer } from "./existing-customer";
import { attach, detachAll, shownAddress } from "./payment-methods";
import { endSubscriptionsOf } from "./subscription-states";
import { existingTestClock, timeOf } from "./test-clocks";

const invoiceSettings = fields({ default_payment_method: emptyable(text()).optional() });

export const UpdateCustomer = fields({
  address: emptyable(address).optional(),
  description: emptyable(text()).optional(),
  email: emptyable(text(512)).optional(),
  invoice_settings: invoiceSettings.optional(),
  metadata: metadata().optional(),
  name: emptyable(text()).optional(),
  phone: emptyable(text()).optional(),
  preferred_locales: listOf(text()).optional(),
  shipping: emptyable(recipient).optional(),
});

export const CreateCustomer = UpdateCustomer.extend({
  payment_method: text().optional(),
  test_clock: text().optional(),
});

export const ListCustomers = fields({ ...page, created, email: text().optional() });

export function createCustomer(call: Call, params: z.output<typeof CreateCustomer>): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: call.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: newId("").slice(1, 9).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock:
      params.test_clock === undefined ? null : existingTestClock(call, params.test_clock, "test_clock").id,
  };
  const entry = call.store.insert("customer", { object: customer, hidden: null }, call.now);
  apply(customer, params);
  if (params.payment_method !== undefined) attach(call, params.payment_method, customer.id);
  call.store.save("customer", entry);
  recordEvent(call, "customer.created", customer);
  return customer;
}

export function retrieveCustomer(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.Customer | Stripe.DeletedCustomer {
  return call.store.get("customer", path.id).object;
}

export function updateCustomer(
  call: Call,
  params: z.output<typeof UpdateCustomer>,
  path: { id: string },
): Stripe.Customer {
  const { object: customer } = existingCustomer(call, path.id, "id");
  const before = structuredClone(customer);
  apply(customer, params);
  call.store.save("customer", { object: customer, hidden: null });
  recordEvent(call, "customer.updated", customer, before);
  return customer;
}

/** Its subscriptions end and its payment methods go with it; payments and refunds keep its id. */
export function deleteCustomer(call: Call, _: unknown, path: { id: string }): Stripe.DeletedCustomer {
  const { object: customer } = existingCustomer(call, path.id, "id");
  endSubscriptionsOf(timeOf(call, idOf(customer.test_clock)), customer.id);
  detachAll(call, customer.id);
  const deleted: Stripe.DeletedCustomer = { id: customer.id, object: "customer", deleted: true };
  call.store.save("customer", { object: deleted, hidden: null });
  recordEvent(call, "customer.deleted", customer);
  return deleted;
}

export function listCustomers(call: Call, params: z.output<typeof ListCustomers>) {
  return listPage(call, "customer", "/v1/customers", params, [
    { sql: "json_extract(body, '$.deleted') is null", values: [] },
    ...where("email", params.email),
    ...createdWithin(params.created),
  ]);
}

function apply(customer: Stripe.Customer, params: z.output<typeof UpdateCustomer>): void {
  if (params.address !== undefined) customer.address = params.address && shownAddress(params.address);
  if (params.description !== undefined) customer.description = params.description;
  if (params.email !== undefined) customer.email = params.email;
  if (params.name !== undefined) customer.name = params.name;
  if (params.phone !== undefined) customer.phone = params.phone;
  if (params.preferred_locales !== undefined) customer.preferred_locales = params.preferred_locales;
  if (params.shipping !== undefined) {
    customer.shipping = params.shipping && shownShipping(params.shipping);
  }
  const defaultMethod = params.invoice_settings?.default_payment_method;
  if (defaultMethod !== undefined) customer.invoice_settings.default_payment_method = defaultMethod;
  customer.metadata = mergedMetadata(customer.metadata, params.metadata);
}

export function shownShipping(given: z.output<typeof shipping>): Stripe.PaymentIntent.Shipping {
  return {
    address: shownAddress(given.address),
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}
