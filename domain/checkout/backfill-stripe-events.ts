// Stripe could not reach us for a while: what it has not delivered is asked for, and waits in the inbox like every event. Not
// from the last event kept, because an earlier one may have been lost; from the last time that all of it was asked for.
// (docs.stripe.com/webhooks/process-undelivered-events). Undo: none is needed, an event is kept once.
import type { Context } from "@/domain/context";
import { daysAfter, type Instant, minutesAfter } from "@/domain/time";
import { eventTypesActedUpon } from "./event-types";
import { receiveStripeEvent } from "./handle-stripe-event";

// Stripe keeps events for 30 days (docs.stripe.com/api/events/list).
const daysKept = 30;
// Clocks differ, and an event may be listed a little after it was made.
const overlapMinutes = 60;

/**
 * @param since when this was last begun and came to its end; without it, as far back as Stripe remembers.
 * @throws when Stripe does not answer: then the next turn begins at the same point.
 */
export async function backfillStripeEvents(ctx: Context, since: Instant | undefined): Promise<void> {
  const oldest = daysAfter(ctx.clock.now(), -daysKept);
  const overlapping = since && minutesAfter(since, -overlapMinutes);
  const from = overlapping && overlapping > oldest ? overlapping : oldest;
  let after: string | undefined;
  do {
    const page = await ctx.payments.undeliveredEvents({ types: eventTypesActedUpon, from, after });
    if (page.kind !== "known") throw new Error("Stripe did not tell which events it has not delivered");
    for (const notice of page.value.events) await receiveStripeEvent(ctx, notice);
    after = page.value.hasMore ? page.value.events.at(-1)?.id : undefined;
  } while (after !== undefined);
}
