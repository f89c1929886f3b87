// Writes down what happened to an order, for its page.
import { newId } from "@/db/id";
import { orderEvents } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";

type Event = Pick<typeof orderEvents.$inferSelect, "orderId" | "kind"> & {
  /** Minor units of the order's currency, where money is told of. */
  amountMinor?: number;
  /** Who it was, when it was not the shopper: the actor alone does not say for whom a person acts. */
  by?: "merchant" | "operator" | "stripe";
};

const writeEvent = statement((db, event: Blanks<typeof orderEvents.$inferSelect>) =>
  db.insert(orderEvents).values(event),
);

/** In the transaction of what happened. */
export async function noteOrderEvent(core: Core, event: Event): Promise<void> {
  const at = core.clock.now();
  const by = { person: "shopper", guest: "shopper", stripe: "stripe", schedule: "schedule" }[core.actor.kind];
  await writeEvent(core.db, { id: newId(at), by, at, amountMinor: null, ...event });
}
