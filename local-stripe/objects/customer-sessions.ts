import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { newId } from "../ids";
import { fields, flag, listOf, oneOf, text } from "../params";
import { existingCustomer } from "./existing-customer";

const lifetimeSeconds = 30 * 60;
const onOff = oneOf("enabled", "disabled");

export const CreateCustomerSession = fields({
  customer: text(),
  components: fields({
    payment_element: fields({
      enabled: flag(),
      features: fields({
        payment_method_allow_redisplay_filters: listOf(oneOf("always", "limited", "unspecified")).optional(),
        payment_method_redisplay: onOff.optional(),
        payment_method_remove: onOff.optional(),
        payment_method_save: onOff.optional(),
        payment_method_save_usage: oneOf("off_session", "on_session").optional(),
      }).optional(),
    }).optional(),
  }),
});

/** Accepted so that a page can pass its secret on; the card form here shows no kept cards of its own. */
export function createCustomerSession(
  call: Call,
  params: z.output<typeof CreateCustomerSession>,
): Stripe.CustomerSession {
  const customer = existingCustomer(call, params.customer, "customer").object.id;
  return {
    object: "customer_session",
    client_secret: newId("cuss_secret"),
    created: call.now,
    customer,
    customer_account: null,
    expires_at: call.now + lifetimeSeconds,
    livemode: false,
  };
}
