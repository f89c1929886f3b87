// A month that Stripe could not collect is paid with the donor present: the same payment is confirmed again, so that
// their bank can ask them, or with another card, which then pays the months to come too.
import { newId } from "@/db/id";
import type { Context } from "@/domain/context";
import { monthlyGiftPage, type MonthlyGiftKey } from "@/domain/donations/monthly-gifts";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import type { Intent } from "@/domain/payments/gateway";
import { type PaymentStep, waitingStep } from "./payment-step";
import { settleMonthlyGift } from "./settle-monthly-gift";

export type PayMonth = {
  /** A card just typed; without one the card that pays the gift is asked again. */
  confirmationToken: string | undefined;
  returnUrl: string;
  showsChallengeInPlace: boolean;
};

/**
 * Refuses "not-found" for anybody but the donor and the reader of its mails, "nothing-waits" when no month is to be
 * paid. What the bank or Stripe declines is a step, not a refusal: the month goes on waiting.
 */
export async function payMonth(
  ctx: Context,
  key: MonthlyGiftKey,
  input: PayMonth,
): Promise<Outcome<PaymentStep, "not-found" | "nothing-waits">> {
  if (!(await monthlyGiftPage(ctx, key))) return refuse("not-found");
  const before = await settleMonthlyGift(ctx, key.giftId);
  if (!before) return ok({ state: "confirming" });
  const { gift, intent, cardId } = before;
  if (gift.status !== "past-due" || !intent) return refuse("nothing-waits");
  const answer = await ctx.payments.confirmIntent(
    intent.id,
    {
      ...(input.confirmationToken === undefined
        ? { payment_method: cardId }
        : { confirmation_token: input.confirmationToken, setup_future_usage: "off_session" }),
      return_url: input.returnUrl,
      ...(input.showsChallengeInPlace ? { use_stripe_sdk: true } : {}),
    },
    // Every press is a new try: what the last one asked may have been declined for good.
    `monthly_${gift.id}:month:${newId(ctx.clock.now())}`,
  );
  if (answer.kind === "unknown") return ok({ state: "confirming" });
  if (answer.kind === "refused") return ok({ state: "declined", code: answer.code });
  await settleMonthlyGift(ctx, gift.id);
  return ok(stepOf(answer.value));
}

/** How the newest month stands now, for whoever comes back from the bank; undefined for anybody else's gift. */
export async function learnMonth(ctx: Context, key: MonthlyGiftKey): Promise<PaymentStep | undefined> {
  if (!(await monthlyGiftPage(ctx, key))) return undefined;
  const settled = await settleMonthlyGift(ctx, key.giftId);
  if (!settled?.intent) return { state: "confirming" };
  return stepOf(settled.intent);
}

function stepOf(intent: Intent): PaymentStep {
  switch (intent.status) {
    case "succeeded":
      return { state: "paid" };
    case "needs-method":
      return { state: "declined", code: intent.failureCode ?? "card_declined" };
    case "cancelled":
      return { state: "declined", code: "cancelled" };
    case "requires-action":
    case "unconfirmed":
    case "processing":
    case "requires-capture":
      return waitingStep(intent);
  }
}
