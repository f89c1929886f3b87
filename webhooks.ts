// Stripe's webhooks, answered in front of Next: what it says is kept first, answered at once, and acted upon after the
// answer. Why here: docs/decisions/2026-11-27-webhooks-in-front.md.
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { database } from "@/db";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import { clockOffset } from "@/domain/clock/queries";
import type { Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { learnClock } from "@/integrations/clock";
import { log } from "@/integrations/log";
import { measures } from "@/integrations/measures";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { readStripeEvent, readThinEvent, readWebhook } from "@/integrations/stripe-events";
import { tellWorked } from "@/integrations/tell-worked";
import { requestId } from "@/integrations/this-request";
import { stopping, thisProcess, underWay } from "@/integrations/this-process";

/** By their addresses: of payments, refunds, disputes and monthly gifts; of the accounts of sellers and charities. */
const webhooks = new Map([
  ["/api/stripe/webhook", { secret: env.stripe.webhookSecret, read: readStripeEvent }],
  // Thin events, with a secret of their own (docs.stripe.com/event-destinations).
  ["/api/stripe/thin-events", { secret: env.thinWebhookSecret, read: readThinEvent }],
]);
type Webhook = NonNullable<ReturnType<typeof webhooks.get>>;

// Stripe's events are a few kilobytes.
const largestEventBytes = 1_000_000;

/** The routes that are answered here. */
export const webhookPaths = [...webhooks.keys()];

/** What answers at this path; undefined for all that are not webhooks. */
export function webhookAt(
  path: string,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined {
  const webhook = webhooks.get(path);
  return webhook && ((request, response) => answer(webhook, request, response));
}

/** 204: kept, or known already · 400: not believed · 405 · 413. What it throws is answered with 500, and comes again. */
async function answer(
  { secret, read }: Webhook,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") return end(response.setHeader("Allow", "POST"), 405);
  const body = await bodyOf(request);
  // The rest of it is not read.
  if (body === undefined) return refuse(response.setHeader("Connection", "close"), 413, "Too large");
  const signature = String(request.headers["stripe-signature"] ?? "");
  // Signed by the machine's time, whatever day is shown.
  const told = readWebhook({ body, signature }, secret, systemClock.now(), read);
  if (!("notice" in told)) return refuse(response, 400, told.reason);
  const actUpon = await receive(told.notice);
  // With the answer it is ours alone: Stripe does not tell it again.
  await database().onDisk();
  end(response, 204);
  if (actUpon) void underWay(actUpon());
}

/** Undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // As it would be by itself, the connection would be cut before it is said why.
  const read = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const part of read) {
    bytes += part.length;
    if (bytes > largestEventBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function end(response: ServerResponse, status: number, words?: string): void {
  response.writeHead(status, words === undefined ? {} : { "Content-Type": "text/plain; charset=utf-8" });
  response.end(words);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  measures.webhooks.inc({ outcome: "refused" });
  log.warn({ reason }, "what came to the webhook is not believed");
  end(response, status, reason);
}

/** Returns what is to be done behind the answer, if anything is. */
async function receive(
  notice: NonNullable<ReturnType<typeof readStripeEvent>>,
): Promise<(() => Promise<void>) | undefined> {
  const ctx: Context = {
    db: database(),
    clock: await learnClock(() => clockOffset(database())),
    actor: { kind: "stripe" },
    locale: "en",
    payments: payments(),
    media: media(),
    worker: thisProcess,
    requestId: requestId(),
  };
  const received = await receiveStripeEvent(ctx, notice);
  const { id: eventId, type, objectId, causedBy: stripeRequestId } = notice;
  log.info({ eventId, type, objectId, stripeRequestId, received }, "Stripe told");
  const isNew = received !== "repeated";
  measures.webhooks.inc({ outcome: isNew ? "kept" : "repeated" });
  // By the machine's time, as Stripe's; a local Stripe whose clock was moved is before or behind it by days.
  const lag = (systemClock.now().getTime() - notice.createdAt.getTime()) / 1000;
  if (isNew && lag >= 0 && !ctx.clock.movedMilliseconds) measures.webhookLag.observe(lag);
  // An event that cannot be handled now stays in the inbox, and the job comes by.
  if (received === "waits") return () => workThroughInbox(ctx);
  if (received === "may-settle") return () => inAMoment(ctx);
  return undefined;
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
    tellWorked("handle-stripe-events", await handleStripeEvents(ctx));
  } catch (error) {
    log.error({ err: error }, "the inbox of events could not be worked through");
  }
}
