// Note that promotions were shown: to whom and why (once for each viewer), and how often today.
// There is no undo: what was shown was shown.
import { and, eq, inArray, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { impressions, placements } from "@/db/schema/promotions";
import type { Core } from "@/domain/context";
import { dayOf, type RunningPromotion, viewerOf } from "./queries";

/** Gives the id of each promotion's placement, by promotion id: what "Why this?" leads to. */
export async function recordPlacements(ctx: Core, shown: RunningPromotion[]): Promise<Map<string, string>> {
  if (shown.length === 0) return new Map();
  const now = ctx.clock.now();
  const viewer = viewerOf(ctx);
  await ctx.db
    .insert(impressions)
    .values(shown.map(({ promotionId }) => ({ promotionId, shownOn: dayOf(now), count: 1 })))
    .onConflictDoUpdate({
      target: [impressions.promotionId, impressions.shownOn],
      set: { count: sql`${impressions.count} + 1` },
    });
  const known = await placementsOf(ctx, viewer, shown);
  const first = shown.filter(({ promotionId }) => !known.has(promotionId));
  if (first.length === 0) return known;
  await ctx.db
    .insert(placements)
    .values(
      first.map(({ promotionId, reason }) => ({
        id: newId(now),
        promotionId,
        viewer,
        ...reason,
        firstShownAt: now,
      })),
    )
    .onConflictDoNothing(); // in another tab, at the same time
  return placementsOf(ctx, viewer, shown);
}

async function placementsOf(
  { db }: Core,
  viewer: string,
  shown: RunningPromotion[],
): Promise<Map<string, string>> {
  const ids = shown.map(({ promotionId }) => promotionId);
  const rows = await db
    .select({ id: placements.id, promotionId: placements.promotionId })
    .from(placements)
    .where(and(eq(placements.viewer, viewer), inArray(placements.promotionId, ids)));
  return new Map(rows.map((row) => [row.promotionId, row.id]));
}
