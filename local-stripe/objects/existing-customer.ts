import type Stripe from "stripe";
import type { Call } from "../call";
import { noSuch } from "../errors";

/** Refuses an id that does not exist, or not any more; `param` names the parameter that it came from. */
export function existingCustomer(call: Call, id: string, param: string): { object: Stripe.Customer } {
  const { object } = call.store.get("customer", id, param);
  if ("default_source" in object) return { object };
  throw noSuch("customer", id, param);
}
