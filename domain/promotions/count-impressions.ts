// Add up how often promoted tweets were shown on pages that were not drawn anew for each who saw them.
// There is no undo: what was shown was shown.
import { inArray, sql } from "drizzle-orm";
import { impressions, placements } from "@/db/schema/promotions";
import type { Core } from "@/domain/context";
import { dayOf } from "./queries";

/** @param shown how often, by the id of the placement; ids that nobody knows count for nothing. */
export async function countImpressions(ctx: Core, shown: Map<string, number>): Promise<void> {
  if (shown.size === 0) return;
  const known = await ctx.db
    .select({ id: placements.id, promotionId: placements.promotionId })
    .from(placements)
    .where(inArray(placements.id, [...shown.keys()]));
  const counts = new Map<string, number>();
  for (const { id, promotionId } of known)
    counts.set(promotionId, (counts.get(promotionId) ?? 0) + (shown.get(id) ?? 0));
  if (counts.size === 0) return;
  const shownOn = dayOf(ctx.clock.now());
  await ctx.db
    .insert(impressions)
    .values([...counts].map(([promotionId, count]) => ({ promotionId, shownOn, count })))
    .onConflictDoUpdate({
      target: [impressions.promotionId, impressions.shownOn],
      set: { count: sql`${impressions.count} + excluded.count` },
    });
}
