// Begin to give every month: written down before Stripe is asked for anything. Undo: change-monthly-gift.ts; a first
// payment that never comes ends it by itself (domain/checkout/sweep-monthly-gift.ts).
import { and, eq, inArray } from "drizzle-orm";
import { newId } from "@/db/id";
import { monthlyGifts } from "@/db/schema/donations";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { minutesAfter } from "@/domain/time";
import { giftTerms, type GiftTermsRefusal, type GiftWish } from "./gift-terms";

export type MonthlyGift = typeof monthlyGifts.$inferSelect;

export type PlaceMonthlyGift = GiftWish & {
  email: string;
  /** For the receipts; may be blank when anonymous. */
  donorName: string;
  isAnonymous: boolean;
  /** Whether the card is also kept for buying; for this gift it always is. */
  keepsCard: boolean;
  tweetId: string | undefined;
  /** The token of a card just typed, or a card that the person lets us keep. */
  card: { confirmationToken: string } | { paymentMethodId: string };
  /** Where the bank sends the donor back to; the gift's id is put in place of `:id`. */
  returnUrl: string;
  showsChallengeInPlace: boolean;
  /** "Yes, one more": said after being told that this cause is given to every month already. */
  again?: boolean;
};

export type PlaceMonthlyGiftRefusal = GiftTermsRefusal | "payment-under-way" | "monthly-already";

/** After so long without an answer Stripe is asked how the first payment stands. */
export const firstLookMinutes = 2;

/**
 * Refuses as giftTerms does, "payment-under-way" while the first month of another one to this cause is, and once
 * "monthly-already" where one runs.
 * @throws when a guest has no key yet: the action makes one first.
 */
export function placeMonthlyGift(
  ctx: Core,
  input: PlaceMonthlyGift,
): Promise<Outcome<MonthlyGift, PlaceMonthlyGiftRefusal, { minimumMinor: number } | undefined>> {
  const donorKey = buyerKeyOf(ctx);
  if (!donorKey) throw new Error("A donor needs a key before giving");
  return inTransaction(ctx, async (core) => {
    const agreed = await giftTerms(core, input);
    if (!agreed.ok) return agreed;
    const { cause, terms } = agreed.value;
    if (!input.again && (await givesAlready(core, donorKey, input.causeId)))
      return refuse("monthly-already", undefined);
    const now = core.clock.now();
    const id = newId(now);
    const [placed] = await core.db
      .insert(monthlyGifts)
      .values({
        id,
        status: "pending",
        nonprofitId: cause.nonprofitId,
        causeId: cause.id,
        donorKey,
        personId: personOf(core)?.personId ?? null,
        email: input.email,
        donorName: input.donorName,
        isAnonymous: input.isAnonymous,
        keepsCard: input.keepsCard,
        locale: core.locale,
        tweetId: input.tweetId ?? null,
        ...terms,
        confirmParams: {
          ...("confirmationToken" in input.card
            ? { confirmation_token: input.card.confirmationToken }
            : { payment_method: input.card.paymentMethodId }),
          return_url: input.returnUrl.replace(":id", id),
          ...(input.showsChallengeInPlace ? { use_stripe_sdk: true } : {}),
        },
        requestId: core.requestId ?? null,
        createdAt: now,
        checkAt: minutesAfter(now, firstLookMinutes),
      })
      .onConflictDoNothing()
      .returning();
    return placed ? ok(placed) : refuse("payment-under-way", undefined);
  });
}

async function givesAlready(core: Core, donorKey: string, causeId: string): Promise<boolean> {
  const running = await core.db
    .select({ id: monthlyGifts.id })
    .from(monthlyGifts)
    .where(
      and(
        eq(monthlyGifts.donorKey, donorKey),
        eq(monthlyGifts.causeId, causeId),
        inArray(monthlyGifts.status, ["active", "past-due", "paused"]),
      ),
    );
  return running.length > 0;
}
