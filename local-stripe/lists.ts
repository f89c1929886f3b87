import type Stripe from "stripe";
import type { Call } from "./call";
import type { Kind, Kinds } from "./records";
import type { Condition, PageRequest } from "./store";

/** One page of a kind of object, newest first, as the API shows lists. */
export function listPage<K extends Kind>(
  call: Call,
  kind: K,
  url: string,
  page: PageRequest,
  conditions: Condition[],
): Stripe.ApiList<Kinds[K]["object"]> {
  const { entries, hasMore } = call.store.list(kind, page, conditions);
  return { object: "list", data: entries.map((entry) => entry.object), has_more: hasMore, url };
}
