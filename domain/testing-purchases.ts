// Buying and giving in tests: the two verbs with everything filled in, a process that dies at a call to Stripe, and
// the end of every story: all jobs have run, nothing is left open, and the books agree.
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { orders } from "@/db/schema/orders";
import { paymentAttempts } from "@/db/schema/payments";
import { jobs, oneTurn } from "@/jobs";
import { auditBooks } from "./audit/audit-books";
import { buy } from "./checkout/buy";
import { give } from "./checkout/give";
import { handleStripeEvents, receiveStripeEvent } from "./checkout/handle-stripe-event";
import type { Context } from "./context";
import type { PlaceDonation } from "./donations/place-donation";
import { type Order, placeOrder, type PlaceOrder } from "./orders/place-order";
import type { PaymentGateway } from "./payments/gateway";
import { type Means, isUnsettled } from "./payments/start-attempt";
import { lyonAddress, type World } from "./testing";

export type Listing = { listingId: string; variantId: string };

export const wish = (listing: Listing, more: Partial<PlaceOrder> = {}): PlaceOrder => ({
  listingId: listing.listingId,
  variantId: listing.variantId,
  quantity: 1,
  email: "guest@merle.test",
  address: lyonAddress,
  deliveryKind: "standard",
  tweetId: undefined,
  ...more,
});

/** A checkout that has come as far as the card. Throws when it is refused. */
export async function placed(ctx: Context, listing: Listing, more: Partial<PlaceOrder> = {}): Promise<Order> {
  const outcome = await placeOrder(ctx, wish(listing, more));
  if (!outcome.ok) throw new Error(`Not placed: ${outcome.reason}`);
  return outcome.value;
}

export const typedCard = async (w: World, card = "pm_card_visa"): Promise<Means> => ({
  kind: "new-card",
  confirmationToken: await w.stripe.typeCard(card),
  customerId: undefined,
  keepsCard: false,
});

export const pay = async (
  w: World,
  ctx: Context,
  order: Pick<Order, "id" | "totalMinor" | "currency">,
  by: string | Means = "pm_card_visa",
) =>
  buy(ctx, {
    orderId: order.id,
    seenTotalMinor: order.totalMinor,
    seenCurrency: order.currency,
    means: typeof by === "string" ? await typedCard(w, by) : by,
    keepsDetails: typeof by !== "string" && by.kind === "new-card" && by.keepsCard,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });

/** What the shopper is told of a try to pay: a step's state, or the reason of a refusal. */
export const told = (outcome: Awaited<ReturnType<typeof pay>> | Awaited<ReturnType<typeof given>>): string =>
  outcome.ok ? outcome.value.state : outcome.reason;

/** Places and pays. Throws when it does not end in "paid". */
export async function bought(
  w: World,
  ctx: Context,
  listing: Listing,
  more: Partial<PlaceOrder> = {},
): Promise<Order> {
  const order = await placed(ctx, listing, more);
  const outcome = await pay(w, ctx, order);
  if (told(outcome) !== "paid") throw new Error(`Not paid: ${told(outcome)}`);
  return order;
}

/** Gives twenty euros, with this card unless another means is said. */
export const given = async (
  w: World,
  ctx: Context,
  causeId: string,
  more: Partial<PlaceDonation> = {},
  card = "pm_card_visa",
) =>
  give(ctx, {
    causeId,
    giftMinor: 2000,
    coversFee: false,
    seenTotalMinor: 2000,
    email: "donor@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: await typedCard(w, card),
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
    ...more,
  });

/** The same person or schedule, some of whose calls to Stripe go otherwise. */
export const instead = (ctx: Context, calls: (real: PaymentGateway) => Partial<PaymentGateway>): Context => ({
  ...ctx,
  payments: { ...ctx.payments, ...calls(ctx.payments) },
});

class Died extends Error {
  override name = "Died";
}

type Call = "createIntent" | "confirmIntent" | "cancelIntent" | "createRefund" | "retrieveIntent";

/** A process that is killed at its first such call: before Stripe hears of it, or before its answer is acted upon. */
export const dying = (ctx: Context, moment: "before" | "after", call: Call): Context =>
  instead(ctx, (real) => ({
    [call]: async (...args: never[]) => {
      if (moment === "after") await (real[call] as (...given: never[]) => Promise<unknown>)(...args);
      throw new Died(`${moment} ${call}`);
    },
  }));

/** Does what is killed on the way. Fails when it was not. */
export async function untilItDies(work: Promise<unknown>): Promise<void> {
  await expect(work).rejects.toThrow(Died);
}

/** Stripe tells of a payment, as often as is said, all at once. */
export async function tell(w: World, type: string, objectId: string, times = 1): Promise<void> {
  const notice = { id: `evt_${type}_${objectId}`, type, objectId };
  const ctx = w.schedule();
  await Promise.all(Array.from({ length: times }, () => receiveStripeEvent(ctx, notice)));
  await Promise.all(Array.from({ length: times }, () => handleStripeEvents(ctx)));
}

export const orderRow = async (w: World, id: string) =>
  (await w.db.select().from(orders).where(eq(orders.id, id)))[0]!;

export const attemptsOf = (w: World, subjectId: string) =>
  w.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, subjectId))
    .orderBy(paymentAttempts.id);

export const intentsAtStripe = async (w: World) =>
  (await w.stripe.client.paymentIntents.list({ limit: 100 })).data;

export const paidAtStripe = async (w: World) =>
  (await intentsAtStripe(w)).filter((intent) => intent.status === "succeeded");

/** Every event that Stripe has recorded arrives, in its order. */
export async function hearAll(w: World): Promise<void> {
  const ctx = w.schedule();
  const events = [];
  for await (const event of w.stripe.client.events.list({ limit: 100 })) events.push(event);
  for (const { id, type, data } of events.toReversed())
    await receiveStripeEvent(ctx, { id, type, objectId: "id" in data.object ? data.object.id : "" });
  await handleStripeEvents(ctx);
}

/**
 * Lets a day go by in which every job has its turns, until nothing is under way any more. Stripe's events are lost on
 * their way, unless it is said that they arrive.
 */
export async function dayGoesBy(w: World, { eventsArrive = false } = {}): Promise<void> {
  for (const minutes of [3, 20, 30, 60, 24 * 60]) {
    w.passMinutes(minutes);
    await w.stripe.local.runDue();
    if (eventsArrive) await hearAll(w);
    for (const job of jobs) await oneTurn(job, w.schedule());
  }
}

/** The end of every failure test: a day later nothing is open, and Stripe, ledger, orders and stock say the same. */
export async function expectBooksInOrder(w: World, { eventsArrive = false } = {}): Promise<void> {
  await dayGoesBy(w, { eventsArrive });
  const open = await w.db
    .select({ id: paymentAttempts.id, status: paymentAttempts.status })
    .from(paymentAttempts)
    .where(isUnsettled);
  expect(open, "payments left open").toEqual([]);
  const pending = await w.db.select({ id: orders.id }).from(orders).where(eq(orders.status, "pending"));
  expect(pending, "checkouts left open").toEqual([]);
  expect(await auditBooks(w.schedule()), "the books agree").toEqual([]);
}
