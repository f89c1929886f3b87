import { type SQL, sql } from "drizzle-orm";
import type { Difference } from "@/db/schema/ledger";

/** A difference, when there is one. Amounts are shown as whole minor units with their currency. */
export function compared(
  check: string,
  subject: string,
  expected: string | number,
  found: string | number,
): Difference[] {
  return expected === found ? [] : [{ check, subject, expected: String(expected), found: String(found) }];
}

export const money = (amountMinor: number, currency: string): string => `${amountMinor} ${currency}`;

/** A sum or a count of other rows. Nested, because at the top level of a select columns lose the name of their table. */
export const figure = (query: SQL) => sql`coalesce((${query}), 0)`.mapWith(Number);

const pageSize = 1000;

/** All rows in the order of their ids, a thousand at a time: an audit must not need memory for all of them. */
export async function* inPages<Row extends { id: string }>(
  read: (after: string, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row> {
  for (let after = ""; ;) {
    const page = await read(after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
