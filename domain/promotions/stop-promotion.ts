// Stop paying for a tweet to be shown, from now on. The tweet stays as it was, and so does what was counted.
// Undo: start-promotion, anew.
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { promotions } from "@/db/schema/promotions";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";

/** Refuses with "over" what has come to its end or was stopped; with "not-found" what is not the person's to stop. */
export async function stopPromotion(
  ctx: Core,
  input: { promotionId: string },
): Promise<Outcome<{ tweetId: string }, "not-found" | "over">> {
  return inTransaction(ctx, async (core) => {
    const isTheirs = and(
      eq(promotions.id, input.promotionId),
      inArray(promotions.advertiserId, shopsWhere(core, "post")),
    );
    const [stopped] = await core.db
      .update(promotions)
      .set(asOfNow(core))
      .where(and(isTheirs, isStillToStop(core)))
      .returning();
    if (!stopped) {
      const known = await core.db.select({ id: promotions.id }).from(promotions).where(isTheirs);
      return refuse(known.length > 0 ? "over" : "not-found");
    }
    await noteAudit(core, {
      accountId: stopped.advertiserId,
      action: "promotion-stopped",
      subjectKind: "tweet",
      subjectId: stopped.tweetId,
      detail: { promotionId: stopped.id },
    });
    return ok({ tweetId: stopped.tweetId });
  });
}

/** For a tweet that is being deleted: in the transaction of it. */
export async function stopPromotionsOf(core: Core, tweetId: string): Promise<void> {
  await core.db
    .update(promotions)
    .set(asOfNow(core))
    .where(and(eq(promotions.tweetId, tweetId), isStillToStop(core)));
}

const asOfNow = ({ clock }: Core) => ({ stoppedAt: clock.now(), restsFrom: clock.now() });

const isStillToStop = (core: Core) =>
  and(isNull(promotions.stoppedAt), gt(promotions.endsAt, core.clock.now()));
