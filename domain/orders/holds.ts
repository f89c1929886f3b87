// The units of an order: held when it is placed, sold when it is paid, back on the shelf when neither comes true. All that
// moves a variant's units for an order is here, and each hold leaves a state once, by whoever changes it.
import { and, eq, or, type SQLWrapper, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { variants } from "@/db/schema/catalog";
import { holds } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mostHeldBehindOne } from "./rules";

type Units = { variantId: string; quantity: number };

/** Units that nobody else holds. */
const areLeft = (units: SQLWrapper | number) =>
  or(sql`${variants.unitsInStock} - ${variants.unitsHeld} >= ${units}`, sql`${variants.sellsWithoutStock}`);

const addToHeld = statement((db, { variantId, units }: Blanks<{ variantId: string; units: number }>) =>
  db
    .update(variants)
    .set({ unitsHeld: sql`${variants.unitsHeld} + ${units}` })
    .where(and(eq(variants.id, variantId), areLeft(units)))
    .returning({
      unitsInStock: variants.unitsInStock,
      unitsHeld: variants.unitsHeld,
      sellsWithoutStock: variants.sellsWithoutStock,
    }),
);

const unitsHeldBehind = statement((db, given: Blanks<{ variantId: string; behind: string }>) =>
  db
    .select({ units: sql`coalesce(sum(${holds.units}), 0)`.mapWith(Number) })
    .from(holds)
    .where(and(eq(holds.behind, given.behind), eq(holds.variantId, given.variantId))),
);

const writeHold = statement((db, hold: Blanks<typeof holds.$inferSelect>) => db.insert(holds).values(hold));

/**
 * The one conditional update that decides who gets the last unit; and then whether this address has its share. Inside the
 * transaction that writes the order, which is undone when this refuses.
 * @param behind a digest of the network address that asks; undefined: its share is not limited.
 * @returns refused "many-nearby" with the units that there could be.
 */
export async function holdUnits(
  core: Core,
  orderId: string,
  { variantId, quantity: units, behind }: Units & { behind?: string },
  unitsPerBuyer: number,
): Promise<Outcome<undefined, "sold-out" | "many-nearby", { units: number } | undefined>> {
  const [variant] = await addToHeld(core.db, { variantId, units });
  if (!variant) return refuse("sold-out", undefined);
  const now = core.clock.now();
  const held = { id: newId(now), orderId, variantId, units, state: "held", createdAt: now } as const;
  await writeHold(core.db, { ...held, behind: behind ?? null });
  const most = mostHeldBehindOne(variant.unitsInStock, unitsPerBuyer);
  if (behind === undefined || variant.sellsWithoutStock || variant.unitsHeld <= most) return ok(undefined);
  const [all] = await unitsHeldBehind(core.db, { variantId, behind });
  if (!all || all.units <= most) return ok(undefined);
  return refuse("many-nearby", { units: Math.max(0, most - all.units + units) });
}

const releaseHolds = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db
    .update(holds)
    .set({ state: "released", behind: null })
    .where(and(eq(holds.orderId, orderId), eq(holds.state, "held")))
    .returning(),
);

const takeFromHeld = statement((db, { variantId, units }: Blanks<{ variantId: string; units: number }>) =>
  db
    .update(variants)
    .set({ unitsHeld: sql`${variants.unitsHeld} - ${units}` })
    .where(eq(variants.id, variantId)),
);

/** Releases what an order holds. */
export async function giveBackHolds(core: Core, orderId: string): Promise<void> {
  for (const { variantId, units } of await releaseHolds(core.db, { orderId }))
    await takeFromHeld(core.db, { variantId, units });
}

const sellHolds = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db
    .update(holds)
    .set({ state: "sold", behind: null })
    .where(and(eq(holds.orderId, orderId), eq(holds.state, "held")))
    .returning(),
);

const sellFromHeld = statement((db, { variantId, units }: Blanks<{ variantId: string; units: number }>) =>
  db
    .update(variants)
    .set({
      unitsHeld: sql`${variants.unitsHeld} - ${units}`,
      unitsInStock: sql`${variants.unitsInStock} - ${units}`,
      unitsSold: sql`${variants.unitsSold} + ${units}`,
    })
    .where(eq(variants.id, variantId)),
);

/** Turns what is held into what is sold. False when nothing is held any more. */
export async function sellHeldUnits(core: Core, orderId: string): Promise<boolean> {
  const sold = await sellHolds(core.db, { orderId });
  for (const { variantId, units } of sold) await sellFromHeld(core.db, { variantId, units });
  return sold.length > 0;
}

/** The hold ended before the money came: takes the units if all are still there; else false, and it is to be undone. */
export async function sellUnheldUnits(core: Core, orderId: string, lines: Units[]): Promise<boolean> {
  const now = core.clock.now();
  for (const { variantId, quantity: units } of lines) {
    const taken = await core.db
      .update(variants)
      .set({
        unitsInStock: sql`${variants.unitsInStock} - ${units}`,
        unitsSold: sql`${variants.unitsSold} + ${units}`,
      })
      .where(and(eq(variants.id, variantId), areLeft(units)))
      .returning({ id: variants.id });
    if (taken.length === 0) return false;
    const sold = { id: newId(now), orderId, variantId, units, state: "sold", createdAt: now } as const;
    await writeHold(core.db, { ...sold, behind: null });
  }
  return true;
}

/** Puts sold units back on the shelf. */
export async function restock(core: Core, orderId: string): Promise<void> {
  const returned = await core.db
    .update(holds)
    .set({ state: "released" })
    .where(and(eq(holds.orderId, orderId), eq(holds.state, "sold")))
    .returning();
  for (const { variantId, units } of returned) {
    await core.db
      .update(variants)
      .set({
        unitsInStock: sql`${variants.unitsInStock} + ${units}`,
        unitsSold: sql`${variants.unitsSold} - ${units}`,
      })
      .where(eq(variants.id, variantId));
  }
}
