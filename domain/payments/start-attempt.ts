// Write down one try to pay, before Stripe hears of it. Undo: none; an attempt ends by what Stripe says of it.
import { and, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { paymentAttempts } from "@/db/schema/payments";
import { type Blanks, type FilledIn, statement } from "@/db/statement";
import { type Core, personOf } from "@/domain/context";

/** An attempt in one of these may still take money; there is at most one such per order or gift. */
export const unsettledStatuses = ["open", "requires-action", "processing"] as const;

// Literally: in the words of the index payment_attempts_unsettled, which SQLite does not know again in a list of blanks.
export const isUnsettled = sql`${paymentAttempts.status} in (${sql.raw(unsettledStatuses.map((one) => `'${one}'`).join(", "))})`;

export type Attempt = typeof paymentAttempts.$inferSelect;

/** How the shopper pays: a card just typed into Stripe's frame, or one that they let us keep. */
export type Means =
  | { kind: "new-card"; confirmationToken: string; customerId: string | undefined; keepsCard: boolean }
  | { kind: "kept-card"; paymentMethodId: string; customerId: string; fingerprint?: string | undefined };

export type StartAttempt = {
  purpose: "order" | "donation";
  subjectId: string;
  amountMinor: number;
  currency: string;
  means: Means;
  /** The account at Stripe that the money goes on to, and what the platform keeps of it, in minor units. */
  receiver: { stripeAccountId: string; feeMinor: number } | undefined;
  /** Where the bank sends the shopper back to, absolute. */
  returnUrl: string;
  /** Whether the shopper's browser can show the bank's question in place. */
  showsChallengeInPlace: boolean;
};

type NewAttempt = Pick<
  FilledIn<Attempt>,
  | "id"
  | "purpose"
  | "subjectId"
  | "amountMinor"
  | "currency"
  | "createParams"
  | "confirmParams"
  | "stripeAccountId"
  | "applicationFeeMinor"
  | "keepsCard"
  | "personId"
  | "requestId"
  | "createdAt"
>;

const writeAttempt = statement((db, attempt: Blanks<NewAttempt>) =>
  db
    .insert(paymentAttempts)
    .values({ ...attempt, status: "open" })
    .onConflictDoNothing()
    .returning(),
);

/**
 * Inside the transaction that made sure of order or gift. Amount in minor units.
 * Returns undefined when another attempt for the same subject is under way or has succeeded.
 */
export async function startAttempt(core: Core, input: StartAttempt): Promise<Attempt | undefined> {
  const now = core.clock.now();
  const id = newId(now);
  const { means, receiver } = input;
  const keepsCard = means.kind === "new-card" && means.keepsCard && means.customerId !== undefined;
  const [attempt] = await writeAttempt(core.db, {
    id,
    purpose: input.purpose,
    subjectId: input.subjectId,
    amountMinor: input.amountMinor,
    currency: input.currency,
    createParams: JSON.stringify({
      amount: input.amountMinor,
      currency: input.currency.toLowerCase(),
      automatic_payment_methods: { enabled: true },
      metadata: { attempt_id: id, [`${input.purpose}_id`]: input.subjectId },
      ...(means.customerId === undefined ? {} : { customer: means.customerId }),
      ...(keepsCard ? { setup_future_usage: "off_session" } : {}),
      ...(receiver ? { transfer_data: { destination: receiver.stripeAccountId } } : {}),
      ...(receiver && receiver.feeMinor > 0 ? { application_fee_amount: receiver.feeMinor } : {}),
    }),
    confirmParams: JSON.stringify({
      ...(means.kind === "new-card"
        ? { confirmation_token: means.confirmationToken }
        : { payment_method: means.paymentMethodId }),
      return_url: input.returnUrl,
      ...(input.showsChallengeInPlace ? { use_stripe_sdk: true } : {}),
    }),
    stripeAccountId: receiver?.stripeAccountId ?? null,
    applicationFeeMinor: receiver?.feeMinor ?? 0,
    keepsCard,
    personId: personOf(core)?.personId ?? null,
    requestId: core.requestId ?? null,
    createdAt: now,
  });
  return attempt;
}

const openAttempts = statement((db, { subjectId }: Blanks<{ subjectId: string }>) =>
  db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.subjectId, subjectId), isUnsettled)),
);

/** Whether an attempt for this order or gift may still take money. */
export async function isBeingPaid(core: Core, subjectId: string): Promise<boolean> {
  return (await openAttempts(core.db, { subjectId })).length > 0;
}

/** Whether an attempt has paid for this order or gift: any other one is not wanted any more. */
export async function hasSucceeded(core: Core, subjectId: string): Promise<boolean> {
  const succeeded = await core.db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.subjectId, subjectId), eq(paymentAttempts.status, "succeeded")));
  return succeeded.length > 0;
}

/**
 * The attempt that has paid for this order or gift, locked: whoever gives its money back, and whoever sends what it paid
 * for, take turns.
 */
export async function lockPaidAttempt(core: Core, subjectId: string): Promise<Attempt | undefined> {
  const [attempt] = await core.db
    .update(paymentAttempts)
    .set({ subjectId })
    .where(and(eq(paymentAttempts.subjectId, subjectId), eq(paymentAttempts.status, "succeeded")))
    .returning();
  return attempt;
}
