import type Stripe from "stripe";
import type { Call } from "../call";
import { integer, text } from "../params";
import type { Kind, Kinds } from "../records";
import type { Condition } from "../store";

/** How lists of the second version are paged: by whole addresses, in which `page` stands for the place. */
export const v2Page = {
  limit: integer({ min: 1, max: 100 }).optional(),
  page: text().optional(),
};

/** One page of a kind of object, newest first, as the second version of the API shows lists. */
export function v2ListPage<K extends Kind>(
  call: Call,
  kind: K,
  url: string,
  asked: { limit?: number | undefined; page?: string | undefined },
  filters: Record<string, string[]>,
  conditions: Condition[],
): Stripe.V2List<Kinds[K]["object"]> {
  const [direction, place] = asked.page?.split(":") ?? [];
  const { entries, hasMore } = call.store.list(
    kind,
    {
      limit: asked.limit,
      ...(direction === "before" ? { ending_before: place } : { starting_after: place }),
    },
    conditions,
  );
  const address = (page: string) => {
    const query = new URLSearchParams(
      Object.entries(filters).flatMap(([name, values]) =>
        values.map((value, index) => [values.length > 1 ? `${name}[${index}]` : name, value]),
      ),
    );
    if (asked.limit !== undefined) query.set("limit", String(asked.limit));
    query.set("page", page);
    return `${url}?${query.toString()}`;
  };
  const [first, last] = [entries.at(0)?.object.id, entries.at(-1)?.object.id];
  const isFirst = direction === undefined || (direction === "before" && !hasMore);
  const isLast = direction === "before" ? false : !hasMore;
  return {
    data: entries.map((entry) => entry.object),
    next_page_url: isLast || last === undefined ? null : address(`after:${last}`),
    previous_page_url: isFirst || first === undefined ? null : address(`before:${first}`),
  };
}
