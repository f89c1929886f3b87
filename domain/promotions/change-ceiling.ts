// Let a promotion be shown more often a day, or less. What was shown today counts against the new ceiling.
// Undo: the same, with the ceiling that was.
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { promotions } from "@/db/schema/promotions";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { isCeiling } from "./promotion-rules";

export type ChangeCeilingRefusal = "not-found" | "over" | "changed" | "bad-ceiling";

/**
 * @param input.seenCeiling what it was when the person decided: when somebody else has changed it since, the refusal is
 *   "changed", and its detail the ceiling of now.
 */
export async function changeCeiling(
  ctx: Core,
  input: { promotionId: string; dailyImpressionCeiling: number; seenCeiling: number },
): Promise<Outcome<{ tweetId: string }, ChangeCeilingRefusal, number | undefined> | ShopClosed> {
  const { promotionId, dailyImpressionCeiling, seenCeiling } = input;
  if (!isCeiling(dailyImpressionCeiling)) return refuse("bad-ceiling");
  return inTransaction(ctx, async (core) => {
    const isTheirs = and(
      eq(promotions.id, promotionId),
      inArray(promotions.advertiserId, shopsWhere(core, "post")),
    );
    const [promotion] = await core.db
      .select({ advertiserId: promotions.advertiserId })
      .from(promotions)
      .where(isTheirs);
    const closed = promotion && (await whyShopClosed(core, promotion.advertiserId));
    if (closed) return closed;
    const isOpen = and(isNull(promotions.stoppedAt), gt(promotions.endsAt, core.clock.now()));
    const [changed] = await core.db
      .update(promotions)
      .set({ dailyImpressionCeiling })
      .where(and(isTheirs, isOpen, eq(promotions.dailyImpressionCeiling, seenCeiling)))
      .returning();
    if (!changed) {
      const [open] = await core.db
        .select({ ceiling: promotions.dailyImpressionCeiling })
        .from(promotions)
        .where(and(isTheirs, isOpen));
      if (open) return refuse("changed", open.ceiling);
      const known = await core.db.select({ id: promotions.id }).from(promotions).where(isTheirs);
      return refuse(known.length > 0 ? "over" : "not-found");
    }
    await noteAudit(core, {
      accountId: changed.advertiserId,
      action: "promotion-ceiling-changed",
      subjectKind: "tweet",
      subjectId: changed.tweetId,
      detail: { promotionId, dailyImpressionCeiling: { was: seenCeiling, is: dailyImpressionCeiling } },
    });
    return ok({ tweetId: changed.tweetId });
  });
}
