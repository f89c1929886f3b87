// Add up how often promoted tweets were shown on pages that were not drawn anew for each who saw them.
// There is no undo: what was shown was shown.
import { sql } from "drizzle-orm";
import { impressions, placements } from "@/db/schema/promotions";
import { among, type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import { dayOf } from "./queries";

const placementsOf = statement((db, { ids }: Blanks<{ ids: readonly string[] }>) =>
  db
    .select({ id: placements.id, promotionId: placements.promotionId })
    .from(placements)
    .where(among(placements.id, ids)),
);

const addToDay = statement((db, row: Blanks<typeof impressions.$inferSelect>) =>
  db
    .insert(impressions)
    .values(row)
    .onConflictDoUpdate({
      target: [impressions.promotionId, impressions.shownOn],
      set: { count: sql`${impressions.count} + excluded.count` },
    }),
);

/** @param shown how often, by the id of the placement; ids that nobody knows count for nothing. */
export async function countImpressions(ctx: Core, shown: Map<string, number>): Promise<void> {
  if (shown.size === 0) return;
  const known = await placementsOf(ctx.db, { ids: [...shown.keys()] });
  const counts = new Map<string, number>();
  for (const { id, promotionId } of known)
    counts.set(promotionId, (counts.get(promotionId) ?? 0) + (shown.get(id) ?? 0));
  if (counts.size === 0) return;
  const shownOn = dayOf(ctx.clock.now());
  await ctx.db.transaction(async () => {
    for (const [promotionId, count] of counts) await addToDay(ctx.db, { promotionId, shownOn, count });
  });
}
