import { invalidRequest } from "./errors";
import type { Store } from "./store";
import { where } from "./store";

const expandable: Partial<Record<string, readonly string[]>> = {
  application_fee: ["balance_transaction", "charge", "originating_transaction"],
  balance_transaction: ["source"],
  customer: ["invoice_settings.default_payment_method"],
  charge: [
    "application_fee",
    "balance_transaction",
    "customer",
    "failure_balance_transaction",
    "payment_intent",
    "refunds",
    "source_transfer",
    "transfer",
  ],
  customer_session: ["customer"],
  dispute: ["charge", "payment_intent"],
  "radar.early_fraud_warning": ["charge", "payment_intent"],
  invoice: ["confirmation_secret", "customer", "default_payment_method", "payments"],
  invoice_payment: ["invoice", "payment.payment_intent"],
  price: ["product"],
  fee_refund: ["balance_transaction", "fee"],
  payment_intent: ["customer", "latest_charge", "payment_method"],
  payment_method: ["customer"],
  payout: ["balance_transaction", "destination", "failure_balance_transaction"],
  refund: [
    "balance_transaction",
    "charge",
    "customer",
    "failure_balance_transaction",
    "payment_intent",
    "payment_method",
    "source_transfer_reversal",
    "transfer_reversal",
  ],
  setup_attempt: ["customer", "payment_method", "setup_intent"],
  setup_intent: ["customer", "latest_attempt", "payment_method"],
  subscription: ["customer", "default_payment_method", "items", "latest_invoice", "test_clock"],
  subscription_item: ["price"],
  transfer: ["balance_transaction", "destination_payment", "source_transaction"],
  transfer_reversal: ["balance_transaction", "destination_payment_refund", "source_refund", "transfer"],
};

const deepest = 4;

type Shape = Record<string, unknown>;
type View = (object: object) => object;

/**
 * Puts whole objects in the place of ids along dotted paths such as `latest_charge.balance_transaction`; what lies on
 * those paths is copied for it. Refuses a path that the answer does not have, and more than four levels. `view` gives
 * objects their shown form.
 */
export function expand(store: Store, answer: object, paths: string[], view: View): object {
  const copy: Shape = { ...answer };
  for (const path of paths) {
    const steps = path.split(".");
    // What a list holds is no level of its own.
    if (steps.filter((step) => step !== "data").length > deepest) {
      throw invalidRequest(`You cannot expand more than ${deepest} levels of a property. Property: ${path}`, {
        param: "expand",
      });
    }
    follow(store, copy, steps, path, view);
  }
  return copy;
}

function follow(store: Store, object: Shape, steps: string[], path: string, view: View): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (object["object"] === "list" && step === "data" && Array.isArray(object["data"])) {
    if (rest.length === 0) throw notExpandable(path);
    const items: unknown[] = object["data"].map((item: unknown) => (isShape(item) ? { ...item } : item));
    object["data"] = items;
    for (const item of items) if (isShape(item)) follow(store, item, rest, path, view);
    return;
  }
  const names = expandable[String(object["object"])] ?? [];
  const group = object[step];
  if (rest[0] !== undefined && names.includes(`${step}.${rest[0]}`) && isShape(group)) {
    const [name, ...further] = rest;
    const copy = { ...group };
    object[step] = copy;
    put(store, copy, name, further, path, view);
    return;
  }
  if (!names.includes(step)) throw notExpandable(path);
  put(store, object, step, rest, path, view);
}

/** Expands one member and what the rest of the path names within it. */
function put(store: Store, object: Shape, step: string, rest: string[], path: string, view: View): void {
  // These are absent unless they are asked for.
  if (step === "refunds") object[step] ??= refundsOf(store, object, view);
  if (step === "payments") object[step] ??= paymentsOf(store, object, view);
  if (step === "confirmation_secret") object[step] ??= confirmationSecretOf(store, object);
  const value = object[step];
  const found = typeof value === "string" ? store.findAny(value) : undefined;
  const whole = found ? view(found.object) : value;
  const inner = isShape(whole) ? { ...whole } : whole;
  object[step] = inner;
  if (isShape(inner)) follow(store, inner, rest, path, view);
}

function refundsOf(store: Store, charge: Shape, view: View): Shape {
  const id = typeof charge["id"] === "string" ? charge["id"] : "";
  const { entries, hasMore } = store.list("refund", { limit: 10 }, where("charge", id));
  const data = entries.map((entry) => view(entry.object));
  return { object: "list", data, has_more: hasMore, url: `/v1/charges/${id}/refunds` };
}

function paymentsOf(store: Store, invoice: Shape, view: View): Shape {
  const id = typeof invoice["id"] === "string" ? invoice["id"] : "";
  const { entries, hasMore } = store.list("invoice_payment", { limit: 10 }, where("invoice", id));
  const data = entries.map((entry) => view(entry.object));
  return { object: "list", data, has_more: hasMore, url: `/v1/invoice_payments?invoice=${id}` };
}

function confirmationSecretOf(store: Store, { id }: Shape): Shape | null {
  const paymentIntent = typeof id === "string" ? store.find("invoice", id)?.hidden.paymentIntent : null;
  const secret = store.find("payment_intent", paymentIntent ?? "")?.object.client_secret;
  return secret ? { client_secret: secret, type: "payment_intent" } : null;
}

function notExpandable(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
}

function isShape(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
