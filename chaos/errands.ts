// What shoppers and donors do in the walk. They know only what they were told, as people do: chance never looks at ids.
import { and, eq, isNull } from "drizzle-orm";
import { disputes, paymentAttempts } from "@/db/schema/payments";
import { cancelAndRefund } from "@/domain/checkout/cancel-and-refund";
import { buy } from "@/domain/checkout/buy";
import { endAttemptsOf } from "@/domain/checkout/end-attempt";
import { give } from "@/domain/checkout/give";
import { learnPayment } from "@/domain/checkout/learn-payment";
import type { PaymentStep } from "@/domain/checkout/payment-step";
import { refundOrder } from "@/domain/checkout/refund-order";
import { settleRefund } from "@/domain/checkout/settle-refund";
import { type Actor, type Context, inTransaction } from "@/domain/context";
import { coveringFee } from "@/domain/donations/rules";
import { extendHold } from "@/domain/orders/begin-payment";
import { placeOrder } from "@/domain/orders/place-order";
import { ensureCustomer, keptCardsOf, removeKeptCard } from "@/domain/payments/kept-cards";
import { openRefund } from "@/domain/payments/refund-attempt";
import type { Means } from "@/domain/payments/start-attempt";
import { lyonAddress } from "@/domain/testing-rows";
import { testCards } from "@/local-stripe/test-cards";
import type { App } from "./app";
import type { Bank } from "./bank";
import type { Random } from "./random";
import type { Cause, Ware } from "./shops";

/** Something that somebody has the app do, in words, and what came of it, in words. */
export type Errand = { says: string; work: (app: App) => Promise<string> };

export type Buyer = { name: string; actor: Actor; email: string };

/** An order or a gift, as far as its buyer knows it. */
export type Purchase = {
  buyer: Buyer;
  what: { kind: "order"; ware: Ware } | { kind: "gift"; cause: Cause };
  id: string | undefined;
  /** The total that stood above the button the last time. */
  totalMinor: number;
  currency: string;
  /** Of the bank's questions that were shown. */
  secrets: string[];
  /** What of it they were told to be paid: its id, and of gifts more than one. */
  toldPaid: string[];
};

export const nameOf = ({ buyer, what }: Purchase): string =>
  `${buyer.name}’s ${what.kind === "order" ? what.ware.name : `gift to ${what.cause.name}`}`;

const operator: Actor = {
  kind: "person",
  personId: "operator",
  accountId: "operator",
  handle: "operator",
  email: "operator@merle.test",
  country: "FR",
  isOperator: true,
  memberships: [],
};

const returnUrl = "http://merle.test/buy/return";

const everyCard = testCards.map(({ names }) => names[0]);

/** Half of all cards simply work. */
export const anyCard = (random: Random): string =>
  random.percent(50) ? "visa" : (random.pick(everyCard) ?? "visa");

/** A gift goes back in part or whole, as whoever runs the charity would have it. */
export async function giveBack(app: App, giftId: string, share: number): Promise<string> {
  const ctx = app.context({ kind: "schedule" });
  const paid = await paymentOf(app, giftId);
  if (!paid || paid.refundedMinor === paid.amountMinor) return "there is nothing to give back";
  const amountMinor = Math.ceil((paid.amountMinor - paid.refundedMinor) * share);
  const refund = await inTransaction(ctx, (core) => openRefund(core, paid, amountMinor, "by-merchant"));
  if (!refund.ok) return refund.reason;
  await settleRefund(ctx, refund.value);
  return `${amountMinor} on their way`;
}

async function paymentOf(app: App, subjectId: string) {
  const [paid] = await app.db
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.subjectId, subjectId), eq(paymentAttempts.status, "succeeded")));
  return paid;
}

export function errands(bank: Bank, random: Random) {
  /** A card typed into Stripe's frame, or one that was kept, if there is one. */
  function anyMeans() {
    const card = anyCard(random);
    const keeps = random.percent(40);
    const isOneTap = random.percent(35);
    const says = `${isOneTap ? "a kept card, or else " : ""}${card}${keeps ? ", to be kept" : ""}`;
    return { says, keeps, means: (ctx: Context) => meansOf(ctx, card, keeps, isOneTap) };
  }

  async function meansOf(ctx: Context, card: string, keeps: boolean, isOneTap: boolean): Promise<Means> {
    const isPerson = ctx.actor.kind === "person";
    const kept = isOneTap ? (await keptCardsOf(ctx))[0] : undefined;
    const customerId = isPerson && (kept || keeps) ? await ensureCustomer(ctx) : undefined;
    if (kept && customerId)
      return { kind: "kept-card", paymentMethodId: kept.stripePaymentMethodId, customerId };
    const confirmationToken = await bank.typeCard(card);
    return { kind: "new-card", confirmationToken, customerId, keepsCard: isPerson && keeps };
  }

  function toldOf(purchase: Purchase, step: PaymentStep): string {
    if (step.state === "paid" && purchase.id) purchase.toldPaid.push(purchase.id);
    if (step.state === "requires-action") purchase.secrets.push(step.clientSecret);
    return step.state === "declined" ? `declined, ${step.code}` : step.state;
  }

  /** Places the order, or changes the one that was begun. */
  function place(purchase: Purchase, ware: Ware): Errand {
    const quantity = random.percent(70) ? 1 : random.whole(1, 4);
    const again = random.percent(50);
    const currency = random.pick([undefined, ...ware.currencies]);
    return {
      says: `${purchase.buyer.name} puts ${quantity} ${ware.name} into the sheet${currency ? ` in ${currency}` : ""}${again ? ", once more" : ""}`,
      async work(app) {
        const outcome = await placeOrder(app.context(purchase.buyer.actor), {
          listingId: ware.listingId,
          variantId: ware.variantId,
          quantity,
          email: purchase.buyer.email,
          address: lyonAddress,
          deliveryKind: "standard",
          tweetId: undefined,
          currency,
          again,
        });
        if (!outcome.ok) return outcome.reason;
        purchase.id = outcome.value.id;
        purchase.totalMinor = outcome.value.totalMinor;
        purchase.currency = outcome.value.currency;
        return `${outcome.value.totalMinor} ${outcome.value.currency}`;
      },
    };
  }

  function pay(purchase: Purchase): Errand {
    const { says, keeps, means } = anyMeans();
    const isWrong = random.percent(2);
    const showsChallengeInPlace = random.percent(70);
    return {
      says: `${nameOf(purchase)}: pays with ${says}${isWrong ? ", at a total of their own" : ""}`,
      async work(app) {
        if (!purchase.id) return "nothing was begun";
        const ctx = app.context(purchase.buyer.actor);
        const outcome = await buy(ctx, {
          orderId: purchase.id,
          seenTotalMinor: purchase.totalMinor - (isWrong ? 1 : 0),
          seenCurrency: purchase.currency,
          means: await means(ctx),
          keepsDetails: keeps,
          returnUrl,
          showsChallengeInPlace,
        });
        return outcome.ok ? toldOf(purchase, outcome.value) : outcome.reason;
      },
    };
  }

  function giveTo(purchase: Purchase, cause: Cause): Errand {
    const { says, keeps, means } = anyMeans();
    const giftMinor = random.pick([500, 2000, 5000, 12_345]);
    const coversFee = random.percent(50);
    const again = random.percent(60);
    const isAnonymous = random.percent(30);
    return {
      says: `${purchase.buyer.name} gives ${giftMinor} to ${cause.name} with ${says}${coversFee ? ", and the fee" : ""}${again ? ", once more" : ""}`,
      async work(app) {
        const ctx = app.context(purchase.buyer.actor);
        const outcome = await give(ctx, {
          causeId: cause.causeId,
          giftMinor,
          coversFee,
          seenTotalMinor: giftMinor + (coversFee ? coveringFee(giftMinor, cause.currency) : 0),
          email: purchase.buyer.email,
          donorName: purchase.buyer.name,
          isAnonymous,
          keepsDetails: keeps,
          tweetId: undefined,
          means: await means(ctx),
          returnUrl: "http://merle.test/donate/return?donation=:id",
          showsChallengeInPlace: true,
          again,
        });
        if (!outcome.ok) return outcome.reason;
        purchase.id = outcome.value.donationId;
        return toldOf(purchase, outcome.value);
      },
    };
  }

  /** Not the app's doing: the answer goes to the bank, now or long after the question. */
  function answerBank(purchase: Purchase): Errand {
    const outcome = random.percent(75) ? "complete" : "fail";
    const which = random.fraction();
    return {
      says: `${nameOf(purchase)}: answers the bank, ${outcome}`,
      async work() {
        const secret = purchase.secrets[Math.floor(which * purchase.secrets.length)];
        if (secret === undefined) return "nothing was asked";
        await bank.answerChallenge(secret, outcome);
        return "noted";
      },
    };
  }

  /** Back from the bank, or the page loaded again. */
  function look(purchase: Purchase): Errand {
    return {
      says: `${nameOf(purchase)}: looks how it stands`,
      async work(app) {
        if (!purchase.id) return "nothing was begun";
        const step = await learnPayment(app.context(purchase.buyer.actor), purchase.id);
        return step ? toldOf(purchase, step) : "not asked for money yet";
      },
    };
  }

  function payAnotherWay(purchase: Purchase): Errand {
    return {
      says: `${nameOf(purchase)}: wants to pay another way`,
      async work(app) {
        if (!purchase.id) return "nothing was begun";
        const isOver = await endAttemptsOf(app.context(purchase.buyer.actor), purchase.id);
        return isOver ? "may choose anew" : "has to wait";
      },
    };
  }

  function askForTime(purchase: Purchase): Errand {
    return {
      says: `${nameOf(purchase)}: asks for more time`,
      async work(app) {
        if (!purchase.id || purchase.what.kind === "gift") return "nothing was begun";
        const outcome = await extendHold(app.context(purchase.buyer.actor), purchase.id);
        return outcome.ok ? "ten minutes more" : outcome.reason;
      },
    };
  }

  function cancel(purchase: Purchase): Errand {
    return {
      says: `${nameOf(purchase)}: cancels`,
      async work(app) {
        if (!purchase.id || purchase.what.kind === "gift") return "nothing was begun";
        const outcome = await cancelAndRefund(app.context(purchase.buyer.actor), purchase.id);
        return outcome.ok ? "cancelled" : outcome.reason;
      },
    };
  }

  /** Whoever runs the shop or the charity gives a part back, or all that is left, as their page shows it. */
  function refundPart(purchase: Purchase): Errand {
    const share = random.pick([0.1, 0.33, 0.5, 1] as const);
    return {
      says: `${nameOf(purchase)}: ${share * 100}% of what is left is given back`,
      async work(app) {
        if (!purchase.id) return "nothing was begun";
        if (purchase.what.kind === "gift") return giveBack(app, purchase.id, share);
        const paid = await paymentOf(app, purchase.id);
        if (!paid || paid.refundedMinor === paid.amountMinor) return "there is nothing to give back";
        const amountMinor = Math.ceil((paid.amountMinor - paid.refundedMinor) * share);
        const outcome = await refundOrder(app.context(operator), {
          orderId: purchase.id,
          amountMinor,
          seenRefundedMinor: paid.refundedMinor,
        });
        return outcome.ok ? `${amountMinor} on their way` : outcome.reason;
      },
    };
  }

  function forgetCard(purchase: Purchase): Errand {
    return {
      says: `${purchase.buyer.name} has a kept card forgotten`,
      async work(app) {
        const ctx = app.context(purchase.buyer.actor);
        const card = (await keptCardsOf(ctx))[0];
        if (!card) return "there is none";
        const outcome = await removeKeptCard(ctx, card.id);
        return outcome.ok ? "forgotten" : outcome.reason;
      },
    };
  }

  /** The buyer's bank has taken the money back, and is told why it should not have. */
  function answerDispute(purchase: Purchase): Errand {
    const words = random.pick(["winning_evidence", "losing_evidence"] as const);
    return {
      says: `${nameOf(purchase)}: the bank is told ${words}`,
      async work(app) {
        const [dispute] = await app.db
          .select()
          .from(disputes)
          .where(and(eq(disputes.subjectId, purchase.id ?? ""), isNull(disputes.closedAt)));
        if (!dispute) return "nothing is disputed";
        // Too late where the bank has decided meanwhile, and nobody was told yet.
        return bank.browser.disputes
          .update(dispute.stripeDisputeId, { evidence: { uncategorized_text: words }, submit: true })
          .then(
            () => "noted",
            () => "too late",
          );
      },
    };
  }

  return {
    place,
    pay,
    giveTo,
    answerBank,
    look,
    payAnotherWay,
    askForTime,
    cancel,
    refundPart,
    answerDispute,
    forgetCard,
  };
}
