// Gifts of every month in the walk: begun, answered, steered, paid late, given back. Stripe charges the months by itself
// as the clock moves, also from cards that have gone bad meanwhile.
import { and, desc, eq, inArray } from "drizzle-orm";
import { donations, monthlyGifts } from "@/db/schema/donations";
import type { Difference } from "@/db/schema/ledger";
import { giveMonthly, learnMonthlyGift, leaveMonthlyGift } from "@/domain/checkout/give-monthly";
import { payMonth } from "@/domain/checkout/pay-month";
import type { PaymentStep } from "@/domain/checkout/payment-step";
import { steerMonthlyGift } from "@/domain/checkout/steer-monthly-gift";
import type { MonthlyGiftChange } from "@/domain/donations/change-monthly-gift";
import { coveringFee } from "@/domain/donations/rules";
import { keptCardsOf } from "@/domain/payments/kept-cards";
import type { App } from "./app";
import type { Bank } from "./bank";
import { anyCard, type Buyer, type Errand, giveBack } from "./errands";
import type { Random } from "./random";
import type { Cause } from "./shops";

/** A gift of every month, as far as its donor knows it. */
export type MonthlyGift = {
  buyer: Buyer;
  cause: Cause;
  id: string | undefined;
  secrets: string[];
  /** What of it they were told to have begun: its ids, when they began anew. */
  toldBegun: Set<string>;
  isStopped: boolean;
};

/** So many run at once: each is charged every month for as long as the walk goes on. */
const giftsAtOnce = 10;
const giftMinors = [500, 1500, 4000] as const;
const cardsGoneBad = ["chargeCustomerFail", "authenticationRequired", "visa", "createDispute"] as const;

export function monthlyGiving(bank: Bank, random: Random) {
  const gifts: MonthlyGift[] = [];

  function begin(gift: MonthlyGift): Errand {
    const card = anyCard(random);
    const isKept = random.percent(25);
    const giftMinor = random.pick(giftMinors);
    const coversFee = random.percent(50);
    const { buyer, cause } = gift;
    return {
      says: `${buyer.name} gives ${giftMinor} to ${cause.name} every month with ${isKept ? "a kept card, or else " : ""}${card}`,
      async work(app) {
        const ctx = app.context(buyer.actor);
        const kept = isKept ? (await keptCardsOf(ctx))[0] : undefined;
        const outcome = await giveMonthly(ctx, {
          causeId: cause.causeId,
          giftMinor,
          coversFee,
          seenTotalMinor: giftMinor + (coversFee ? coveringFee(giftMinor, cause.currency) : 0),
          email: buyer.email,
          donorName: buyer.name,
          isAnonymous: false,
          keepsCard: buyer.actor.kind === "person" && !isKept,
          tweetId: undefined,
          card: kept
            ? { paymentMethodId: kept.stripePaymentMethodId }
            : { confirmationToken: await bank.typeCard(card) },
          returnUrl: "http://merle.test/donate/return?monthly=:id",
          showsChallengeInPlace: true,
          again: true,
        });
        if (!outcome.ok) return outcome.reason;
        gift.id = outcome.value.giftId;
        return toldOf(gift, gift.id, outcome.value);
      },
    };
  }

  /** @param id which they asked about: it may have begun anew before the answer came. */
  function toldOf(gift: MonthlyGift, id: string, step: PaymentStep): string {
    if (step.state === "paid") gift.toldBegun.add(id);
    if (step.state === "requires-action") gift.secrets.push(step.clientSecret);
    if (step.state === "declined" && gift.toldBegun.size === 0) gift.isStopped = true;
    return step.state === "declined" ? `declined, ${step.code}` : step.state;
  }

  /** What somebody does with a gift that was begun. */
  function about(
    gift: MonthlyGift,
    says: string,
    work: (app: App, giftId: string) => Promise<string>,
  ): Errand {
    const { buyer, cause } = gift;
    return {
      says: `${buyer.name}’s monthly gift to ${cause.name}: ${says}`,
      work: async (app) => (gift.id ? work(app, gift.id) : "nothing was begun"),
    };
  }

  const answerBank = (gift: MonthlyGift) => {
    const outcome = random.percent(80) ? "complete" : "fail";
    return about(gift, `answers the bank, ${outcome}`, async () => {
      const secret = gift.secrets.at(-1);
      if (secret === undefined) return "nothing was asked";
      await bank.answerChallenge(secret, outcome);
      return "noted";
    });
  };

  const look = (gift: MonthlyGift) =>
    about(gift, "looks how it stands", async (app, id) =>
      toldOf(gift, id, await learnMonthlyGift(app.context(gift.buyer.actor), id)),
    );

  const leave = (gift: MonthlyGift) =>
    about(gift, "leaves the bank’s question", async (app, id) => {
      await leaveMonthlyGift(app.context(gift.buyer.actor), id);
      return "left";
    });

  const steer = (gift: MonthlyGift, change: MonthlyGiftChange) =>
    about(gift, change.kind, async (app, giftId) => {
      const outcome = await steerMonthlyGift(app.context(gift.buyer.actor), { giftId }, change);
      const isOver = change.kind === "stop" && (outcome.ok || outcome.reason === "not-running");
      gift.isStopped ||= isOver && gift.toldBegun.size > 0;
      return outcome.ok ? "so be it" : outcome.reason;
    });

  const payLate = (gift: MonthlyGift) => {
    const card = random.percent(60) ? anyCard(random) : undefined;
    return about(gift, `pays the month with ${card ?? "the same card"}`, async (app, giftId) => {
      const outcome = await payMonth(
        app.context(gift.buyer.actor),
        { giftId },
        {
          confirmationToken: card && (await bank.typeCard(card)),
          returnUrl: "http://merle.test/donations/monthly/return",
          showsChallengeInPlace: true,
        },
      );
      return outcome.ok ? toldOf(gift, giftId, outcome.value) : outcome.reason;
    });
  };

  /** The bank replaces the card: Stripe charges the next months from another one. */
  const swapCard = (gift: MonthlyGift) => {
    const card = random.pick(cardsGoneBad);
    return about(gift, `the card becomes ${card}`, async (app, id) => {
      const [row] = await app.db.select().from(monthlyGifts).where(eq(monthlyGifts.id, id));
      if (!row?.stripeCustomerId || !row.stripeSubscriptionId || row.status === "ended")
        return "there is none";
      const customer = row.stripeCustomerId;
      const method = await bank.browser.paymentMethods.attach(`pm_card_${card}`, { customer });
      // The app may be ending it at this moment.
      return bank.browser.subscriptions
        .update(row.stripeSubscriptionId, { default_payment_method: method.id })
        .then(
          () => "swapped",
          () => "too late",
        );
    });
  };

  /** Whoever runs the charity gives a month back. */
  const refundMonth = (gift: MonthlyGift) => {
    const share = random.pick([0.33, 1] as const);
    return about(gift, `${share * 100}% of the last month is given back`, async (app, id) => {
      const [month] = await app.db
        .select({ id: donations.id })
        .from(donations)
        .where(and(eq(donations.monthlyGiftId, id), eq(donations.status, "paid")))
        .orderBy(desc(donations.id))
        .limit(1);
      return month ? giveBack(app, month.id, share) : "there is none";
    });
  };

  /** @param donor who gives, and for what, when a new gift is begun. */
  function errand(donor: () => Pick<MonthlyGift, "buyer" | "cause">, known?: MonthlyGift) {
    const running = gifts.filter(({ isStopped }) => !isStopped);
    const isNew = !known && running.length < giftsAtOnce && random.percent(running.length < 4 ? 60 : 25);
    const gift = known ?? (isNew ? undefined : random.pick(running)) ?? remember(donor());
    const kind = random.weighted({
      answer: 20,
      look: 10,
      leave: 4,
      steer: 16,
      stop: 8,
      pay: 16,
      swap: 14,
      refund: 12,
    });
    const giftMinor = random.pick(giftMinors);
    const does = {
      answer: () => answerBank(gift),
      look: () => look(gift),
      leave: () => leave(gift),
      steer: () =>
        steer(
          gift,
          random.pick<MonthlyGiftChange>([
            { kind: "pause" },
            { kind: "go-on" },
            { kind: "amount", giftMinor },
          ]),
        ),
      stop: () => steer(gift, { kind: "stop" }),
      pay: () => payLate(gift),
      swap: () => swapCard(gift),
      refund: () => refundMonth(gift),
    };
    const isFirst = gift.id === undefined || (known && random.percent(20));
    return { gift, errand: isFirst ? begin(gift) : does[kind]() };
  }

  function remember(donor: Pick<MonthlyGift, "buyer" | "cause">): MonthlyGift {
    const gift = { ...donor, id: undefined, secrets: [], toldBegun: new Set<string>(), isStopped: false };
    gifts.push(gift);
    return gift;
  }

  /** Here and at Stripe the gift has ended, or it has not; and every month that was paid there is a gift here. */
  async function differences(app: App): Promise<Difference[]> {
    const found: Difference[] = [];
    const differ = (check: string, subject: string, expected: unknown, is: unknown) =>
      expected === is || found.push({ check, subject, expected: String(expected), found: String(is) });
    const known = gifts.flatMap((gift) =>
      [...new Set([...gift.toldBegun, ...(gift.id ? [gift.id] : [])])].map((id) => ({ gift, id })),
    );
    for (const { gift, id } of known) {
      const subject = `${gift.buyer.name}’s monthly gift to ${gift.cause.name}`;
      const [row] = await app.db.select().from(monthlyGifts).where(eq(monthlyGifts.id, id));
      if (gift.toldBegun.has(id))
        differ("who was told that a monthly gift has begun, has one", subject, true, Boolean(row?.begunAt));
      if (!row?.stripeSubscriptionId) continue;
      const { status, items, ...there } = await bank.browser.subscriptions.retrieve(row.stripeSubscriptionId);
      const hasEndedThere = status === "canceled" || status === "incomplete_expired";
      const hasEndedHere = row.status === "ended" || row.status === "expired";
      differ("a monthly gift has ended here and at Stripe", subject, hasEndedHere, hasEndedThere);
      if (!hasEndedThere) {
        const isPaused = row.status === "paused";
        differ("a monthly gift is paused as it is shown", subject, isPaused, there.pause_collection !== null);
        const amount = items.data[0]?.price.unit_amount;
        differ("a monthly gift asks for what is shown", subject, row.totalMinor, amount);
      }
      const paid = bank.browser.invoices.list({
        subscription: row.stripeSubscriptionId,
        status: "paid",
        limit: 100,
      });
      let charged = 0;
      for await (const { amount_paid: amount } of paid) if (amount > 0) charged++;
      const months = await app.db
        .select({ id: donations.id })
        .from(donations)
        .where(and(eq(donations.monthlyGiftId, id), inArray(donations.status, ["paid"])));
      differ("every month that Stripe charged is a gift", subject, charged, months.length);
    }
    gifts.splice(0, gifts.length, ...gifts.filter(({ isStopped }) => !isStopped));
    return found;
  }

  return { errand, differences };
}
