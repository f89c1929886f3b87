// The donor steers a monthly gift: another amount, a pause, an end. Written down here first; Stripe is told right
// behind it (domain/checkout/steer-monthly-gift.ts). Undo: the opposite; a gift that has ended is begun anew.
import { and, eq, inArray, sql } from "drizzle-orm";
import { monthlyGifts } from "@/db/schema/donations";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { causeOf } from "./causes";
import { giftTerms, type GiftTermsRefusal } from "./gift-terms";
import { isMyMonthlyGift, type MonthlyGiftKey } from "./monthly-gifts";
import type { MonthlyGift } from "./place-monthly-gift";
import { coveringFee } from "./rules";

export type MonthlyGiftChange =
  | { kind: "stop" }
  | { kind: "pause" }
  | { kind: "go-on" }
  /** Minor units of the gift's currency; the fee is covered again if it was. */
  | { kind: "amount"; giftMinor: number };

export type ChangeMonthlyGiftRefusal = "not-found" | "not-running" | GiftTermsRefusal;

type Changed = Outcome<MonthlyGift, ChangeMonthlyGiftRefusal, { minimumMinor: number } | undefined>;

/**
 * Refuses "not-found" for anybody else's, "not-running" for one that has ended or has not begun, and for going on with
 * one that is not paused; another amount also as giftTerms does.
 */
export async function changeMonthlyGift(
  ctx: Core,
  key: MonthlyGiftKey,
  change: MonthlyGiftChange,
): Promise<Changed> {
  const [gift] = await ctx.db
    .select()
    .from(monthlyGifts)
    .where(and(eq(monthlyGifts.id, key.giftId), await isMyMonthlyGift(ctx, key)));
  if (!gift) return refuse("not-found", undefined);
  switch (change.kind) {
    case "stop":
      return write(ctx, gift, ["active", "past-due", "paused"], {
        status: "ended",
        endReason: "by-donor",
        endedAt: ctx.clock.now(),
        renewsAt: null,
      });
    case "pause":
      return write(ctx, gift, ["active", "past-due", "paused"], { status: "paused" });
    case "go-on":
      return write(ctx, gift, ["paused"], { status: "active" });
    case "amount":
      return changeAmount(ctx, gift, change.giftMinor);
  }
}

async function changeAmount(ctx: Core, gift: MonthlyGift, giftMinor: number): Promise<Changed> {
  const found = await causeOf(ctx, gift.causeId);
  const coversFee = gift.coveredFeeMinor > 0;
  const seenTotalMinor = giftMinor + (coversFee ? coveringFee(giftMinor, gift.currency) : 0);
  const agreed = await giftTerms(ctx, { causeId: gift.causeId, giftMinor, coversFee, seenTotalMinor });
  if (!found || !agreed.ok) return agreed.ok ? refuse("not-found", undefined) : agreed;
  return write(ctx, gift, ["active", "past-due", "paused"], agreed.value.terms);
}

async function write(
  ctx: Core,
  { id }: MonthlyGift,
  from: MonthlyGift["status"][],
  change: Partial<MonthlyGift>,
): Promise<Changed> {
  const [changed] = await ctx.db
    .update(monthlyGifts)
    .set({
      ...change,
      changes: sql`${monthlyGifts.changes} + 1`,
      requestId: ctx.requestId ?? null,
      checkAt: ctx.clock.now(),
    })
    .where(and(eq(monthlyGifts.id, id), inArray(monthlyGifts.status, from)))
    .returning();
  return changed ? ok(changed) : refuse("not-running", undefined);
}
