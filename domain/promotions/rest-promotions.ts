// Note of each promotion from when on what it offers cannot be had, so that pages do not look at it, and take that back
// when it can be had again. The tweet and the promotion's own dates stay as they are. Undo: none is needed; the next turn
// looks at all of them anew. Pages decide by themselves in the very millisecond: this only spares them the reading.
import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import { causes } from "@/db/schema/donations";
import { promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { offersOf } from "@/domain/catalog/offers";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { earliest, restOf } from "./rest-rules";

const atATime = 200;

/** Looks at every promotion that is not over. */
export async function restPromotions(ctx: Core): Promise<void> {
  let after: Place | undefined;
  for (;;) {
    const rows = await notOver(ctx, after);
    const offers = await offersOf(
      ctx,
      rows.flatMap(({ listingId }) => listingId ?? []),
    );
    for (const row of rows) {
      const { endsAt, restsFrom, closedAt } = row;
      const offer = offers.get(row.listingId ?? "");
      const rest = offer
        ? restOf(offer, { endsAt, knownFrom: restsFrom }, ctx.clock.now())
        : earliest([closedAt], endsAt);
      if (rest?.getTime() !== restsFrom?.getTime()) await note(ctx, row, rest ?? null);
    }
    after = rows.at(-1);
    if (!after || rows.length < atATime) return;
  }
}

type Place = { endsAt: Instant; id: string };

/** By their ends, of which there is an index. */
function notOver({ db, clock }: Core, after: Place | undefined) {
  const isAfter =
    after &&
    or(
      gt(promotions.endsAt, after.endsAt),
      and(eq(promotions.endsAt, after.endsAt), gt(promotions.id, after.id)),
    );
  return db
    .select({
      id: promotions.id,
      endsAt: promotions.endsAt,
      restsFrom: promotions.restsFrom,
      listingId: tweets.listingId,
      closedAt: causes.closedAt,
    })
    .from(promotions)
    .innerJoin(tweets, eq(tweets.id, promotions.tweetId))
    .leftJoin(causes, eq(causes.id, tweets.causeId))
    .where(and(gt(promotions.endsAt, clock.now()), isNull(promotions.stoppedAt), isAfter))
    .orderBy(asc(promotions.endsAt), asc(promotions.id))
    .limit(atATime);
}

/** Not of one that was stopped meanwhile: that has its own date. */
async function note({ db }: Core, { id }: { id: string }, restsFrom: Instant | null): Promise<void> {
  await db
    .update(promotions)
    .set({ restsFrom })
    .where(and(eq(promotions.id, id), isNull(promotions.stoppedAt)));
}
