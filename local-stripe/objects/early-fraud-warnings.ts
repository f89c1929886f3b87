import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { created, fields, page, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";

export const ListEarlyFraudWarnings = fields({
  ...page,
  created,
  charge: text().optional(),
  payment_intent: text().optional(),
});

/** The bank suspects fraud and says so, before anybody disputes anything. Moves no money. */
export function warnOfFraud(call: Call, chargeId: string): void {
  const charge = call.store.find("charge", chargeId)?.object;
  if (!charge) return;
  const intent = idOf(charge.payment_intent);
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId("issfr"),
    object: "radar.early_fraud_warning",
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: call.now,
    fraud_type: "made_with_stolen_card",
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  };
  call.store.insert("radar.early_fraud_warning", { object: warning, hidden: null }, call.now);
  recordEvent(call, "radar.early_fraud_warning.created", warning);
}

/** A charge that is disputed or refunded whole leaves nothing to do about its warnings. */
export function quietWarnings(call: Call, chargeId: string): void {
  const { entries } = call.store.list("radar.early_fraud_warning", { limit: 100 }, where("charge", chargeId));
  for (const entry of entries.filter(({ object }) => object.actionable)) {
    const before = structuredClone(entry.object);
    entry.object.actionable = false;
    call.store.save("radar.early_fraud_warning", entry);
    recordEvent(call, "radar.early_fraud_warning.updated", entry.object, before);
  }
}

export function retrieveEarlyFraudWarning(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.Radar.EarlyFraudWarning {
  return call.store.get("radar.early_fraud_warning", path.id).object;
}

export function listEarlyFraudWarnings(call: Call, params: z.output<typeof ListEarlyFraudWarnings>) {
  return listPage(call, "radar.early_fraud_warning", "/v1/radar/early_fraud_warnings", params, [
    ...where("charge", params.charge),
    ...where("payment_intent", params.payment_intent),
    ...createdWithin(params.created),
  ]);
}
