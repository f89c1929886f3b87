// Serial numbers for people: given when something succeeds, so that tries which come to nothing leave no gaps.
import { sql } from "drizzle-orm";
import { counters } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";

const countUp = statement((db, { name }: Blanks<{ name: string }>) =>
  db
    .insert(counters)
    .values({ name, value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning(),
);

/** The next number of a series, inside the transaction that uses it. The first is 1. */
export async function nextNumber(core: Core, series: "orders" | "receipts"): Promise<number> {
  const [counter] = await countUp(core.db, { name: series });
  if (!counter) throw new Error(`The series ${series} has gone`);
  return counter.value;
}
