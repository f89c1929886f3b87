// Sellers and charities with accounts of their own at Stripe: their money goes on at once, and comes back with a refund.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { connectedAccounts } from "@/db/schema/accounts";
import { ledgerLines } from "@/db/schema/ledger";
import { orders } from "@/db/schema/orders";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import { productCards } from "@/domain/catalog/card-facts";
import { type Context, inTransaction } from "@/domain/context";
import { donateSheet } from "@/domain/donations/queries";
import type { MailContents } from "@/domain/mail/kinds";
import type { BeginPayment } from "@/domain/orders/begin-payment";
import { type Order, type PlacedOrder, placeOrder } from "@/domain/orders/place-order";
import { refreshStaleAccounts } from "@/domain/payments/connected-accounts";
import { openRefund } from "@/domain/payments/refund-attempt";
import { lyonAddress, type World, world } from "@/domain/testing";
import { buy } from "./buy";
import { cancelAndRefund } from "./cancel-and-refund";
import { give } from "./give";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { settleRefund } from "./settle-refund";
import { takeBackLostMoney } from "./take-back-lost-money";

/** A shop with an account of its own that sells a mug for 24.00 EUR, delivery 5.00, commission 5 % of the mug. */
async function connectedShop(priceMinor = 2400) {
  const w = await world();
  const seller = await w.merchant();
  const stripeAccountId = await w.connect(seller.accountId);
  const mug = await w.listing(seller, { priceMinor });
  return { ...w, seller, mug, stripeAccountId };
}

type Shop = Awaited<ReturnType<typeof connectedShop>>;

async function place(ctx: Context, mug: Shop["mug"]): Promise<PlacedOrder> {
  const outcome = await placeOrder(ctx, {
    listingId: mug.listingId,
    variantId: mug.variantId,
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const newCard = async (w: Pick<World, "stripe">, card = "pm_card_visa") =>
  ({
    kind: "new-card",
    confirmationToken: await w.stripe.typeCard(card),
    customerId: undefined,
    keepsCard: false,
  }) as const;

/** An order as it is paid for: in the same breath, with the offer that it was placed by, or later. */
type Known = Order & Pick<BeginPayment, "placedBy">;

async function pay(shop: Shop, ctx: Context, order: Known, card?: string) {
  return buy(ctx, {
    placedBy: order.placedBy,
    orderId: order.id,
    seenTotalMinor: order.totalMinor,
    seenCurrency: order.currency,
    means: await newCard(shop, card),
    keepsDetails: false,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });
}

async function bought(shop: Shop, card?: string) {
  const ctx = shop.guest();
  const order = await place(ctx, shop.mug);
  expect(await pay(shop, ctx, order, card)).toEqual({ ok: true, value: { state: "paid" } });
  const [attempt] = await shop.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, order.id));
  return { ctx, order, attempt: attempt! };
}

async function chargeOf({ stripe }: Shop, intentId: string | null) {
  const { latest_charge: charge } = await stripe.client.paymentIntents.retrieve(intentId ?? "", {
    expand: ["latest_charge.transfer", "latest_charge.application_fee"],
  });
  if (!charge || typeof charge === "string") throw new Error("No charge");
  const { transfer, application_fee: fee } = charge;
  if (!transfer || typeof transfer === "string") throw new Error("No transfer");
  return { charge, transfer, fee: typeof fee === "string" ? null : fee };
}

async function holdings({ stripe }: Pick<World, "stripe">, stripeAccount?: string): Promise<number> {
  const balance = await stripe.client.balance.retrieve({}, stripeAccount ? { stripeAccount } : {});
  return [...balance.available, ...balance.pending].reduce((sum, { amount }) => sum + amount, 0);
}

/** Gives a part of a payment back, as support would. */
async function giveBack(
  shop: Shop,
  attempt: { id: string; subjectId: string; currency: string },
  minor: number,
) {
  const refund = await inTransaction(shop.schedule(), (core) =>
    openRefund(core, attempt, minor, "cancelled-by-shopper"),
  );
  if (!refund.ok) throw new Error(refund.reason);
  await settleRefund(shop.schedule(), refund.value);
  const [settled] = await shop.db.select().from(refunds).where(eq(refunds.id, refund.value.id));
  return settled!;
}

test("what a shopper pays goes on to the seller's own account, less the commission", async () => {
  const shop = await connectedShop();
  const { order, attempt } = await bought(shop);
  const { transfer, fee } = await chargeOf(shop, attempt.stripePaymentIntentId);
  expect(transfer).toMatchObject({ amount: order.totalMinor, destination: shop.stripeAccountId });
  expect(fee?.amount).toBe(order.commissionMinor);
  expect(await holdings(shop, shop.stripeAccountId)).toBe(order.totalMinor - order.commissionMinor);
  expect(await auditBooks(shop.schedule())).toEqual([]);
  // Nothing is owed to the seller: it has been paid.
  const owed = await shop.db.select().from(ledgerLines).where(eq(ledgerLines.account, "payable"));
  expect(owed).toEqual([]);
});

test("a seller without an account is owed the money, as before", async () => {
  const shop = await connectedShop();
  await shop.db.delete(connectedAccounts);
  const { order, attempt } = await bought(shop);
  const intent = await shop.stripe.client.paymentIntents.retrieve(attempt.stripePaymentIntentId ?? "");
  expect(intent).toMatchObject({ transfer_data: null, application_fee_amount: null });
  const owed = await shop.db.select().from(ledgerLines).where(eq(ledgerLines.account, "payable"));
  expect(owed.map(({ amountMinor }) => amountMinor)).toEqual([order.commissionMinor - order.totalMinor]);
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

test("a whole gift goes on to the charity's own account", async () => {
  const w = await world();
  const { causeId, accountId } = await w.cause();
  const stripeAccountId = await w.connect(accountId);
  const donor = w.guest();
  const given = await give(donor, {
    causeId,
    giftMinor: 2500,
    coversFee: false,
    seenTotalMinor: 2500,
    email: "donor@merle.test",
    donorName: "Ada",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: await newCard(w),
    returnUrl: "http://localhost:3000/donate/return",
    showsChallengeInPlace: true,
  });
  expect(given).toMatchObject({ ok: true, value: { state: "paid" } });
  expect(await holdings(w, stripeAccountId)).toBe(2500);
  expect(await auditBooks(w.schedule())).toEqual([]);

  await w.stripe.setCapabilities(stripeAccountId, "restricted");
  const again = await give(donor, {
    causeId,
    giftMinor: 700,
    coversFee: false,
    seenTotalMinor: 700,
    email: "donor@merle.test",
    donorName: "Ada",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: await newCard(w),
    returnUrl: "http://localhost:3000/donate/return",
    showsChallengeInPlace: true,
  });
  expect(again).toMatchObject({ ok: false, reason: "cannot-be-paid" });
  expect((await donateSheet(donor, causeId))?.notGivable).toBe("cannot-be-paid");
});

// Without the comparison in `apply-payment` such an order would count as paid, and its seller would never be.
test("a payment that did not go to its seller is never settled by itself", async () => {
  const shop = await connectedShop();
  const ctx = shop.guest();
  const order = await place(ctx, shop.mug);
  const astray: Context = {
    ...ctx,
    payments: {
      ...ctx.payments,
      createIntent: (params, key) => {
        const { amount, currency, metadata, automatic_payment_methods } = params;
        return ctx.payments.createIntent({ amount, currency, metadata, automatic_payment_methods }, key);
      },
    },
  };
  await expect(pay(shop, astray, order)).rejects.toThrow("did not go where");
  expect((await shop.db.select().from(orders))[0]?.status).toBe("pending");
});

test("a cancelled order takes everything back from the seller, and gives the commission back to it", async () => {
  const shop = await connectedShop();
  const before = await holdings(shop);
  const { ctx, order } = await bought(shop);
  expect(await cancelAndRefund(ctx, order.id)).toMatchObject({ ok: true });
  expect(await holdings(shop, shop.stripeAccountId)).toBe(0);
  // Stripe keeps its fee: 2.9 % and 30.
  expect(await holdings(shop)).toBe(before - Math.floor((order.totalMinor * 29 + 500) / 1000) - 30);
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

// Without `takesBack` the transfer stays, without `returnsFee` the fee does; with another rounding the ledger and
// Stripe differ by a cent.
test("26: three uneven refunds to the last cent return fee and transfer exactly", async () => {
  const shop = await connectedShop(9999);
  const { order, attempt } = await bought(shop);
  const { totalMinor, commissionMinor } = order;
  const parts = [3331, 3335, totalMinor - 6666];
  const returned: number[] = [];
  let given = 0;
  for (const part of parts) {
    given += part;
    expect(await giveBack(shop, attempt, part)).toMatchObject({ status: "succeeded" });
    const { transfer, fee } = await chargeOf(shop, attempt.stripePaymentIntentId);
    expect(transfer.amount_reversed).toBe(given);
    expect(fee?.amount_refunded).toBe(Math.floor((commissionMinor * given) / totalMinor));
    returned.push(fee?.amount_refunded ?? -1);
    expect(await auditBooks(shop.schedule())).toEqual([]);
  }
  expect(returned.at(-1)).toBe(commissionMinor);
  expect(await holdings(shop, shop.stripeAccountId)).toBe(0);
  await expect(giveBack(shop, attempt, 1)).rejects.toThrow("more-than-left");
});

// Without the question in `buy`, or with the offer as it was when the order was placed, the order is charged for: the
// intent then fails at Stripe, after the attempt.
test.each([
  ["the page and the payment", (order: PlacedOrder): Known => ({ ...order, placedBy: undefined })],
  ["placing and paying in one breath", (order: PlacedOrder): Known => order],
])("29: a seller who loses the account between %s is not paid, and nobody is charged", async (_, known) => {
  const shop = await connectedShop();
  const ctx = shop.guest();
  const order = known(await place(ctx, shop.mug));
  await shop.stripe.setCapabilities(shop.stripeAccountId, "restricted");
  expect(await pay(shop, ctx, order)).toEqual({ ok: false, reason: "merchant-cannot-be-paid" });
  expect((await shop.stripe.client.paymentIntents.list()).data).toEqual([]);
  expect(await shop.db.select().from(paymentAttempts)).toEqual([]);
  const card = (await productCards(ctx, [shop.mug.listingId])).get(shop.mug.listingId);
  expect(card?.notForSale).toBe("merchant-cannot-be-paid");

  await shop.stripe.setCapabilities(shop.stripeAccountId, "active");
  expect(await pay(shop, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

test("29: while Stripe does not say how the account is, Stripe itself refuses to charge for it", async () => {
  const shop = await connectedShop();
  const ctx = shop.guest();
  const order = await place(ctx, shop.mug);
  await shop.stripe.setCapabilities(shop.stripeAccountId, "restricted");
  const deaf = {
    ...ctx,
    payments: { ...ctx.payments, retrieveAccount: async () => ({ kind: "unknown" }) as const },
  };
  expect(await pay(shop, deaf, order)).toEqual({
    ok: true,
    value: { state: "declined", code: "insufficient_capabilities_for_transfer" },
  });
  expect((await shop.db.select().from(orders))[0]?.status).toBe("pending");
  expect((await shop.stripe.client.charges.list()).data).toEqual([]);
});

test("a thin event is a reason to ask, whatever it says; a lost one is made up for within the hour", async () => {
  const shop = await connectedShop();
  const transfers = async () => (await shop.db.select().from(connectedAccounts))[0]?.transfers;
  await shop.stripe.setCapabilities(shop.stripeAccountId, "restricted");
  const type = "v2.core.account[configuration.recipient].capability_status_updated";
  await receiveStripeEvent(shop.schedule(), { id: "evt_1", type, objectId: shop.stripeAccountId });
  await receiveStripeEvent(shop.schedule(), { id: "evt_2", type, objectId: "acct_of_somebody_else" });
  await handleStripeEvents(shop.schedule());
  expect(await transfers()).toBe("restricted");

  await shop.stripe.setCapabilities(shop.stripeAccountId, "active");
  shop.passMinutes(59);
  await refreshStaleAccounts(shop.schedule());
  expect(await transfers()).toBe("restricted");
  shop.passMinutes(2);
  await refreshStaleAccounts(shop.schedule());
  expect(await transfers()).toBe("active");
});

test("a refund that the bank sends back leaves the platform with the seller's money, until it is given back again", async () => {
  const shop = await connectedShop();
  const { order, attempt } = await bought(shop, "pm_card_refundFail");
  const refund = await giveBack(shop, attempt, 1000);
  shop.passMinutes(1);
  await shop.stripe.local.runDue();
  await settleRefund(shop.schedule(), refund);
  expect(await auditBooks(shop.schedule())).toEqual([]);
  const owed = async () =>
    (await shop.db.select().from(ledgerLines).where(eq(ledgerLines.account, "payable"))).reduce(
      (sum, { amountMinor }) => sum + amountMinor,
      0,
    );
  const commission = Math.floor((order.commissionMinor * 1000) / order.totalMinor);
  expect(await owed()).toBe(commission - 1000);

  await giveBack(shop, attempt, 1000);
  expect(await owed()).toBe(0);
});

/** The bank takes the money back and decides, and everything that Stripe tells of it arrives. */
async function disputed(shop: Shop, evidence: "losing_evidence" | "winning_evidence") {
  const passMinute = async () => {
    shop.passMinutes(1);
    await shop.stripe.local.runDue();
    const { data } = await shop.stripe.client.events.list({ limit: 100 });
    for (const { id, type, data: told } of data.toReversed())
      if (type.startsWith("charge.dispute.") && "id" in told.object)
        await receiveStripeEvent(shop.schedule(), { id, type, objectId: told.object.id });
    await handleStripeEvents(shop.schedule());
  };
  await passMinute();
  const [dispute] = await shop.db.select().from(disputes);
  await shop.stripe.client.disputes.update(dispute!.stripeDisputeId, {
    evidence: { uncategorized_text: evidence },
  });
  await passMinute();
}

const owedBy = async (shop: Shop) =>
  (await shop.db.select().from(ledgerLines).where(eq(ledgerLines.account, "payable"))).reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    0,
  );

const takenFromInMails = async ({ db }: Pick<World, "db">) =>
  (await db.select().from(mails).where(eq(mails.kind, "dispute-closed"))).map(
    ({ content }) => (content as MailContents["dispute-closed"]).takenFrom,
  );

// Without the job the seller keeps what the platform has paid to the bank. Without looking for the reversal,
// one whose answer was lost is taken for none, and the seller seems to owe what it has paid.
test("28: a dispute that is lost is paid by the seller to whom its money had gone on, once, whoever dies over it", async () => {
  const shop = await connectedShop();
  const { order } = await bought(shop, "pm_card_createDispute");
  await disputed(shop, "losing_evidence");
  expect(await owedBy(shop)).toBe(order.totalMinor);
  expect(await takenFromInMails(shop)).toEqual(["account"]);
  expect(await auditBooks(shop.schedule())).toEqual([]);

  await shop.stripe.fault("reset-after", "/v1/transfers/*/reversals", 2);
  await takeBackLostMoney(shop.schedule());
  expect((await shop.db.select().from(disputes))[0]?.takenBackMinor).toBeNull();
  shop.passMinutes(25 * 60);
  await Promise.all([takeBackLostMoney(shop.schedule()), takeBackLostMoney(shop.schedule())]);
  await takeBackLostMoney(shop.schedule());
  expect((await shop.db.select().from(disputes))[0]?.takenBackMinor).toBe(order.totalMinor);
  // It keeps nothing of the order, and the commission is not given back to it.
  expect(await holdings(shop, shop.stripeAccountId)).toBe(-order.commissionMinor);
  expect(await owedBy(shop)).toBe(0);
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

test("28: a dispute that is won takes nothing back from the seller", async () => {
  const shop = await connectedShop();
  const { order } = await bought(shop, "pm_card_createDispute");
  await disputed(shop, "winning_evidence");
  await takeBackLostMoney(shop.schedule());
  expect(await takenFromInMails(shop)).toEqual([null]);
  expect(await holdings(shop, shop.stripeAccountId)).toBe(order.totalMinor - order.commissionMinor);
  expect(await owedBy(shop)).toBe(0);
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

test("28: what Stripe does not take back stays owed by the seller, and the operator is told why", async () => {
  const shop = await connectedShop();
  const { order } = await bought(shop, "pm_card_createDispute");
  await disputed(shop, "losing_evidence");
  const refusing: Context = {
    ...shop.schedule(),
    payments: {
      ...shop.schedule().payments,
      takeBack: async () => ({ kind: "refused", code: "balance_insufficient" }),
    },
  };
  for (let hours = 0; hours < 100; hours++) {
    await takeBackLostMoney(refusing);
    shop.passMinutes(60);
  }
  const [lease] = await shop.db.select().from(leases).where(eq(leases.kind, "lost-dispute"));
  expect(lease).toMatchObject({ lastError: "Error: Stripe does not take it back: balance_insufficient" });
  expect(lease?.givenUpAt).toBeInstanceOf(Date);
  expect(await owedBy(shop)).toBe(order.totalMinor);
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

test("a seller whose account Stripe has lost is not sold for", async () => {
  const shop = await connectedShop();
  await shop.db.update(connectedAccounts).set({ stripeAccountId: "acct_lost" });
  const ctx = shop.guest();
  const order = await place(ctx, shop.mug);
  expect(await pay(shop, ctx, order)).toEqual({ ok: false, reason: "merchant-cannot-be-paid" });
});

// Without the entry of a refund whose failure is the first that is heard of it, nobody would owe the seller what it took.
test("a refund that had failed before anything was heard of it leaves the same behind", async () => {
  const shop = await connectedShop();
  const { order, attempt } = await bought(shop, "pm_card_refundFail");
  await shop.stripe.fault("reset-after", "/v1/refunds");
  const refund = await giveBack(shop, attempt, 1000);
  expect(refund.status).toBe("open");
  shop.passMinutes(1);
  await shop.stripe.local.runDue();
  await settleRefund(shop.schedule(), refund);
  const [settled] = await shop.db.select().from(refunds);
  expect(settled?.status).toBe("failed");
  expect(await auditBooks(shop.schedule())).toEqual([]);
  const owed = await shop.db.select().from(ledgerLines).where(eq(ledgerLines.account, "payable"));
  const commission = Math.floor((order.commissionMinor * 1000) / order.totalMinor);
  expect(owed.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(commission - 1000);
});

test.each(["the first", "the second"])(
  "two refunds that the bank sends back, %s heard of first: what each took back is what Stripe says",
  async (which) => {
    const shop = await connectedShop();
    const { attempt } = await bought(shop, "pm_card_refundFail");
    const first = await giveBack(shop, attempt, 1000);
    await shop.stripe.fault("reset-after", "/v1/refunds");
    const second = await giveBack(shop, attempt, 500);
    shop.passMinutes(1);
    await shop.stripe.local.runDue();
    const inTurn = which === "the first" ? [first, second] : [second, first];
    for (const refund of inTurn) await settleRefund(shop.schedule(), refund);
    shop.passMinutes(10);
    expect(await auditBooks(shop.schedule())).toEqual([]);
  },
);
