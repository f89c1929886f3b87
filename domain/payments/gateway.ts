// What the domain wants from Stripe, in its own words. integrations/stripe.ts speaks with Stripe itself.
import type { TransferStatus } from "@/domain/accounts/rules";
import type { MovementFacts } from "@/db/schema/ledger";
import type { Instant } from "@/domain/time";
import type { DisputeStatus } from "./dispute-rules";

/** A PaymentIntent as far as we care. Amounts in minor units; currency in upper case. */
export type Intent = {
  id: string;
  /** unconfirmed: nobody was asked for money · needs-method: the last try was declined. */
  status:
    | "unconfirmed"
    | "needs-method"
    | "requires-action"
    | "processing"
    | "requires-capture"
    | "succeeded"
    | "cancelled";
  amountMinor: number;
  currency: string;
  /** For the shopper's browser only; never logged, never kept. */
  clientSecret: string | undefined;
  chargeId: string | undefined;
  /** Why the last try was declined: Stripe's decline code, or else its error code. */
  failureCode: string | undefined;
  /** The attempt that it was made for, from its metadata. */
  attemptId: string | undefined;
  /** Where the bank wants the shopper to go, when the browser cannot show it in place. */
  redirectUrl: string | undefined;
  card: PaymentCard | undefined;
  /** The account that the money goes on to, when it does not stay with the platform. */
  receiverId: string | undefined;
};

export type PaymentCard = {
  paymentMethodId: string;
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  fingerprint: string | undefined;
};

/**
 * known: Stripe told us · unknown: no answer, or one that proves nothing, so it may or may not have happened ·
 * refused: Stripe did not accept the question, nothing happened and asking again will not help.
 */
export type Answer<T> =
  | { kind: "known"; value: T }
  | { kind: "unknown" }
  | { kind: "refused"; code: string; param?: string | undefined };

export type RefundAnswer = {
  id: string;
  status: "pending" | "succeeded" | "failed";
  failureCode: string | undefined;
  /** What came back for it from the receiver's account at Stripe, in minor units. Undefined when that was not told. */
  takenBackMinor: number | undefined;
};

/** Of an event of Stripe's that is believed: its id, its type, and the id of the object that it is about. */
export type StripeNotice = { id: string; type: string; objectId: string };

/** An account of a seller's or a charity's own, and whether money can go on to it. */
export type AccountAtStripe = { id: string; transfers: TransferStatus };

/**
 * One movement of the platform's balance at Stripe: `amountMinor` in (or out, when negative), `feeMinor` of it kept by
 * Stripe, so that the balance changes by `amountMinor - feeMinor`. Minor units; currency in upper case.
 */
export type Movement = MovementFacts & {
  id: string;
  currency: string;
  /** The payment that it belongs to, as far as it belongs to one. */
  intentId: string | undefined;
  at: Instant;
};

/** A dispute as Stripe keeps it. `movements` are what it did to the platform's balance: taken, and given back. */
export type DisputeAtStripe = {
  id: string;
  intentId: string | undefined;
  status: DisputeStatus;
  reason: string;
  amountMinor: number;
  currency: string;
  evidenceDueAt: Instant | undefined;
  openedAt: Instant;
  movements: Movement[];
};

/** A refund as Stripe keeps it, and the row that it was made for. */
export type RefundAtStripe = RefundAnswer & {
  amountMinor: number;
  currency: string;
  refundId: string | undefined;
};

/**
 * What Stripe has on its books, for the ledger and the audit. The lists are read page by page and throw Stripe's own
 * error when it does not answer: whoever compares cannot go on with half of it.
 */
export type StripeBooks = {
  /**
   * The movements that came after one, at most a hundred, oldest first. Without one: all, from the first on.
   * Refused when that one is not known.
   */
  movements(input: { after: string | undefined }): Promise<Answer<Movement[]>>;
  movementsSince(since: Instant): AsyncIterable<Movement>;
  intents(): AsyncIterable<Intent>;
  refunds(): AsyncIterable<RefundAtStripe>;
  /** What Stripe holds for the platform, available or not yet: minor units by currency, in upper case. */
  balance(): Promise<Map<string, number>>;
};

/** A gift's subscription. Amounts in minor units; currency in upper case. */
export type Subscription = {
  id: string;
  /** waiting: for its first payment · overdue: a month is not paid yet · ended, never-begun: final. */
  status: "waiting" | "active" | "overdue" | "ended" | "never-begun";
  /** Whether Stripe collects nothing for now. */
  isPaused: boolean;
  /** Ended because a month was not paid, and not because somebody said so. */
  isEndedUnpaid: boolean;
  renewsAt: Instant;
  /** The number of the donor's change that it carries, from its metadata; 0 before the first. */
  change: number;
  /** The card that pays it, as Stripe names it. */
  cardId: string | undefined;
  /** The gift that it was made for, from its metadata. */
  giftId: string | undefined;
};

/** What one month asks for. */
export type Invoice = {
  id: string;
  subscriptionId: string | undefined;
  status: "draft" | "open" | "paid" | "given-up";
  amountMinor: number;
  currency: string;
  /** Of that, what the donor added to cover the fee. */
  coveredFeeMinor: number;
  /** What pays it; undefined while it is a draft, and where nothing is to be paid. */
  intentId: string | undefined;
  /** When Stripe tries again by itself to collect it. */
  nextTryAt: Instant | undefined;
};

/** What a gift asks for every month. The product and the metadata are found again by the ids in them. */
export type SubscriptionTerms = {
  giftId: string;
  cause: { id: string; name: string };
  /** The charity's own account at Stripe, if it has one: every month goes on to it whole. */
  receiverId: string | undefined;
  totalMinor: number;
  coveredFeeMinor: number;
  currency: string;
  isPaused: boolean;
};

export type SubscriptionGateway = {
  /** Begins a subscription whose first month waits to be paid by `confirmIntent` on its invoice's intent. */
  createSubscription(
    input: SubscriptionTerms & { customerId: string },
    idempotencyKey: string,
  ): Promise<Answer<Subscription>>;
  retrieveSubscription(subscriptionId: string): Promise<Answer<Subscription>>;
  /**
   * From the next month on; what was charged stays as it is. Carried out anew each time that it is asked: of two under
   * way at once the one that comes last there stays, whatever its number.
   */
  changeSubscription(
    subscriptionId: string,
    terms: SubscriptionTerms,
    change: number,
  ): Promise<Answer<Subscription>>;
  /** Ends it now, and what it still asks for. Known also when it had ended before. */
  endSubscription(subscriptionId: string, idempotencyKey: string): Promise<Answer<Subscription>>;
  /** Its latest months, newest first, two years of them at most. */
  invoicesOf(subscriptionId: string): Promise<Answer<Invoice[]>>;
  /** The subscription that an invoice, or the payment of one, belongs to. */
  subscriptionOf(of: { invoiceId: string } | { intentId: string }): Promise<Answer<string | undefined>>;
};

export type PaymentGateway = StripeBooks &
  SubscriptionGateway & {
    /** Makes an intent without asking for money yet. The same key and params give the same intent. */
    createIntent(params: Record<string, unknown>, idempotencyKey: string): Promise<Answer<Intent>>;
    /** Asks for the money. A decline is a known answer. */
    confirmIntent(
      intentId: string,
      params: Record<string, unknown>,
      idempotencyKey: string,
    ): Promise<Answer<Intent>>;
    retrieveIntent(intentId: string): Promise<Answer<Intent>>;
    /** Makes sure that an intent takes no money any more. Known with the intent as it is when that is too late. */
    cancelIntent(intentId: string, idempotencyKey: string): Promise<Answer<Intent>>;
    /**
     * `takesBack`: the same part of what went on to the receiver's account; `returnsFee`: the same part of what the
     * platform kept of it. Both by Stripe's rule; refused where nothing went on, or nothing was kept.
     */
    createRefund(
      input: {
        chargeIntentId: string;
        amountMinor: number;
        refundId: string;
        takesBack: boolean;
        returnsFee: boolean;
      },
      idempotencyKey: string,
    ): Promise<Answer<RefundAnswer>>;
    /** The refund that was made for one of our rows, or undefined when there is none. */
    findRefund(input: {
      chargeIntentId: string;
      refundId: string;
    }): Promise<Answer<RefundAnswer | undefined>>;
    /** Tells also what came back from the receiver's account. */
    retrieveRefund(stripeRefundId: string): Promise<Answer<RefundAnswer>>;
    /**
     * Takes back what a payment sent on to its receiver's account, at most `amountMinor`: known with the minor units that
     * came back, nought when none of it is there any more. Again for the same dispute is the same as once.
     */
    takeBack(
      input: { chargeIntentId: string; amountMinor: number; disputeId: string },
      idempotencyKey: string,
    ): Promise<Answer<number>>;
    retrieveDispute(stripeDisputeId: string): Promise<Answer<DisputeAtStripe>>;
    createCustomer(
      input: { personId: string | undefined; email: string },
      idempotencyKey: string,
    ): Promise<Answer<{ id: string }>>;
    /** What a card is the same by, however often it is typed. Undefined for a means of payment that has no such thing. */
    cardFingerprint(
      means: { kind: "new-card"; confirmationToken: string } | { kind: "kept-card"; paymentMethodId: string },
    ): Promise<Answer<string | undefined>>;
    /** A page of the events that no endpoint of ours has confirmed, the newest first; `after` is the last of the page before. */
    undeliveredEvents(input: {
      types: string[];
      from: Instant;
      after: string | undefined;
    }): Promise<Answer<{ events: StripeNotice[]; hasMore: boolean }>>;
    /** Opens an account for a seller or a charity; nothing reaches it before its owner has been through Stripe's onboarding. */
    openAccount(
      input: { accountId: string; name: string; country: string; isCharity: boolean },
      idempotencyKey: string,
    ): Promise<Answer<AccountAtStripe>>;
    /** Refused when Stripe does not know it, or not any more. */
    retrieveAccount(stripeAccountId: string): Promise<Answer<AccountAtStripe>>;
    /** Forgets a card at Stripe. Known also when it was forgotten before. */
    detachCard(paymentMethodId: string, idempotencyKey: string): Promise<Answer<undefined>>;
  };
