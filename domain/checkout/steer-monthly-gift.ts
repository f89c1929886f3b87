// The donor stops, pauses or changes a monthly gift: here at once, at Stripe right behind it. If Stripe does not
// answer, the sweeper goes on. Undo: the opposite change.
import type { Context } from "@/domain/context";
import {
  changeMonthlyGift,
  type ChangeMonthlyGiftRefusal,
  type MonthlyGiftChange,
} from "@/domain/donations/change-monthly-gift";
import type { MonthlyGiftKey } from "@/domain/donations/monthly-gifts";
import { type Outcome, ok } from "@/domain/outcome";
import { settleMonthlyGift } from "./settle-monthly-gift";

/** Amounts in minor units. Refuses as changeMonthlyGift does. */
export async function steerMonthlyGift(
  ctx: Context,
  key: MonthlyGiftKey,
  change: MonthlyGiftChange,
): Promise<Outcome<undefined, ChangeMonthlyGiftRefusal, { minimumMinor: number } | undefined>> {
  const changed = await changeMonthlyGift(ctx, key, change);
  if (!changed.ok) return changed;
  await settleMonthlyGift(ctx, changed.value.id);
  return ok(undefined);
}
