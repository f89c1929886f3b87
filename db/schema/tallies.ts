// How often what happened, for /metrics: see domain/operator/tally.ts.
import { json, table, text } from "../columns";

export const tallies = table("tallies", {
  /** order, donation, refund, money; of what is counted elsewhere, how far it is alone: sales, and days of a shop. */
  of: text().primaryKey(),
  counts: json<Record<string, number>>().notNull(),
  /** The id of the last row that is in the counts. */
  upTo: text().notNull(),
});
