// What Stripe is told of a monthly gift.
import { and, eq, isNull } from "drizzle-orm";
import { monthlyGifts } from "@/db/schema/donations";
import type { Context, Core } from "@/domain/context";
import { causeOf } from "@/domain/donations/causes";
import type { MonthlyGift } from "@/domain/donations/place-monthly-gift";
import type { SubscriptionTerms } from "@/domain/payments/gateway";
import { ensureCustomer } from "@/domain/payments/kept-cards";

/** Amounts in minor units. @throws when the cause has gone. */
export async function termsAtStripe(ctx: Core, gift: MonthlyGift): Promise<SubscriptionTerms> {
  const found = await causeOf(ctx, gift.causeId);
  if (!found) throw new Error(`Cause ${gift.causeId} has gone`);
  return {
    giftId: gift.id,
    cause: { id: gift.causeId, name: `${found.charity.name}: ${found.cause.title}` },
    receiverId: found.receiver?.stripeAccountId,
    totalMinor: gift.totalMinor,
    coveredFeeMinor: gift.coveredFeeMinor,
    currency: gift.currency,
    isPaused: gift.status === "paused",
  };
}

/** Who is charged: the person's customer, or one for this gift alone. Undefined while Stripe cannot say. */
export async function customerOf(ctx: Context, gift: MonthlyGift): Promise<string | undefined> {
  if (gift.stripeCustomerId) return gift.stripeCustomerId;
  const customerId = gift.personId === null ? await guestCustomer(ctx, gift) : await ensureCustomer(ctx);
  if (customerId === undefined) return undefined;
  const [kept] = await ctx.db
    .update(monthlyGifts)
    .set({ stripeCustomerId: customerId })
    .where(and(eq(monthlyGifts.id, gift.id), isNull(monthlyGifts.stripeCustomerId)))
    .returning();
  return kept?.stripeCustomerId ?? undefined;
}

async function guestCustomer(ctx: Context, { id, email }: MonthlyGift): Promise<string | undefined> {
  const answer = await ctx.payments.createCustomer({ personId: undefined, email }, `monthly_${id}:customer`);
  return answer.kind === "known" ? answer.value.id : undefined;
}
