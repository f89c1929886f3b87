// What both of Stripe's webhooks do with what they are sent: kept first, answered at once; acted upon after the answer.
import { setTimeout } from "node:timers/promises";
import { after } from "next/server";
import { database } from "@/db";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import type { Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { log } from "@/integrations/log";
import { countWork, measures } from "@/integrations/measures";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import type { readWebhook } from "@/integrations/stripe-events";
import { stopping, thisProcess, underWay } from "@/integrations/this-process";
import { requestClock } from "../../request-context";

type Told = Awaited<ReturnType<typeof readWebhook>>;

export async function receiveNotice(told: Told): Promise<Response> {
  if (!("notice" in told)) {
    measures.webhooks.inc({ outcome: "refused" });
    log.warn({ reason: told.reason }, "what came to the webhook is not believed");
    return new Response(told.reason, { status: told.status });
  }
  const ctx: Context = {
    db: database(),
    clock: await requestClock(),
    actor: { kind: "stripe" },
    locale: "en",
    payments: payments(),
    media: media(),
    worker: thisProcess,
  };
  const received = await receiveStripeEvent(ctx, told.notice);
  const isNew = received !== "repeated";
  measures.webhooks.inc({ outcome: isNew ? "kept" : "repeated" });
  // By the machine's time, as Stripe's; a local Stripe whose clock was moved is before or behind it by days.
  const lag = (systemClock.now().getTime() - told.notice.createdAt.getTime()) / 1000;
  if (isNew && lag >= 0 && !ctx.clock.movedMilliseconds) measures.webhookLag.observe(lag);
  // An event that cannot be handled now stays in the inbox, and the job comes by.
  if (received === "waits") after(() => underWay(workThroughInbox(ctx)));
  if (received === "may-settle") after(() => underWay(inAMoment(ctx)));
  return new Response(null, { status: 204 });
}

const momentMilliseconds = 1_000;
let moment: Promise<void> | undefined;

/**
 * Once for all payments of which Stripe tells within it: most often the answer to the shopper is in the hand of this or
 * another process at that time, and then nothing is left to do.
 */
function inAMoment(ctx: Context): Promise<void> {
  moment ??= setTimeout(momentMilliseconds, undefined, { signal: stopping })
    .catch(() => undefined)
    .then(() => {
      moment = undefined;
      return workThroughInbox(ctx);
    });
  return moment;
}

async function workThroughInbox(ctx: Context): Promise<void> {
  try {
    const worked = await handleStripeEvents(ctx);
    countWork("handle-stripe-events", worked);
    for (const { id, error } of worked.failed)
      log.warn({ err: error, event: id }, "an event could not be handled, and is tried again later");
  } catch (error) {
    log.error({ err: error }, "the inbox of events could not be worked through");
  }
}
