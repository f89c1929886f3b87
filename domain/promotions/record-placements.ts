// Note that promotions were shown: to whom and why (once for each viewer), and how often today.
// There is no undo: what was shown was shown.
import { and, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { impressions, placements } from "@/db/schema/promotions";
import { among, type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { dayOf, type RunningPromotion, viewerOf } from "./queries";

/** Gives the id of each promotion's placement, by promotion id: what "Why this?" leads to. */
export async function recordPlacements(ctx: Core, shown: RunningPromotion[]): Promise<Map<string, string>> {
  if (shown.length === 0) return new Map();
  const now = ctx.clock.now();
  const viewer = viewerOf(ctx);
  for (const { promotionId } of shown) await countShown(ctx.db, { promotionId, today: dayOf(now) });
  const known = await placementsOf(ctx, viewer, shown);
  const first = shown.filter(({ promotionId }) => !known.has(promotionId));
  if (first.length === 0) return known;
  for (const { promotionId, reason } of first)
    await keepReason(ctx.db, { id: newId(now), promotionId, viewer, ...reason, now });
  return placementsOf(ctx, viewer, shown);
}

const countShown = statement((db, { promotionId, today }: Blanks<{ promotionId: string; today: string }>) =>
  db
    .insert(impressions)
    .values({ promotionId, shownOn: today, count: 1 })
    .onConflictDoUpdate({
      target: [impressions.promotionId, impressions.shownOn],
      set: { count: sql`${impressions.count} + 1` },
    }),
);

type Placed = { id: string; promotionId: string; viewer: string; rule: string; input: string; now: Instant };

const keepReason = statement(
  (db, { now, ...placement }: Blanks<Placed>) =>
    db
      .insert(placements)
      .values({ ...placement, firstShownAt: now })
      .onConflictDoNothing(), // in another tab, at the same time
);

async function placementsOf(
  { db }: Core,
  viewer: string,
  shown: RunningPromotion[],
): Promise<Map<string, string>> {
  const rows = await placementsAmong(db, { viewer, ids: shown.map(({ promotionId }) => promotionId) });
  return new Map(rows.map((row) => [row.promotionId, row.id]));
}

const placementsAmong = statement((db, { viewer, ids }: Blanks<{ viewer: string; ids: string[] }>) =>
  db
    .select({ id: placements.id, promotionId: placements.promotionId })
    .from(placements)
    .where(and(eq(placements.viewer, viewer), among(placements.promotionId, ids))),
);
