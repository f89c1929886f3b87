// Statements that are written once. Drizzle takes a tenth of a millisecond to write a short one and half of one to write
// one of ninety columns, several times what SQLite takes to answer it: what is asked for every page and every order is
// written once for each database, and only filled in after that.
import { type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isPostgres } from "./columns";
import type { Database, Written } from "./open";

/** What is filled in each time, as it stands in the words of a statement; `limit` takes it too, by its type. */
export type Blanks<Given> = { [Name in keyof Given]: SQL<Given[Name]> & Placeholder };

/** A row as it is filled in: what its columns of JSON hold is given as text. */
export type FilledIn<Row> = {
  [Name in keyof Row]: Row[Name] extends string | number | boolean | Date | null
    ? Row[Name]
    : string | Extract<Row[Name], null>;
};

/**
 * A statement whose words never change. Filled in are text, numbers, true and false, instants, null, and lists of text
 * for `among`; what goes into a column of JSON is given as text. The same names are given each time.
 *
 *     const tweetsOf = statement((db, { authorId }: Blanks<{ authorId: string }>) =>
 *       db.select().from(tweets).where(eq(tweets.authorId, authorId)));
 *     const rows = await tweetsOf(ctx.db, { authorId });
 */
export function statement<Given extends Record<string, unknown>, Result>(
  write: (db: Database, given: Blanks<Given>) => Written<Result>,
): (db: Database, given: Given) => Promise<Result> {
  const written = new WeakMap<Database, (given: Given) => Promise<Result>>();
  return (db, given) => {
    let ask = written.get(db);
    if (!ask) {
      ask = db.askWritten(write(db, blanksFor(given)));
      written.set(db, ask);
    }
    return ask(given);
  };
}

/** The same for rows that are written at once: it is written once for each number of them. */
export function statementOfRows<Row extends Record<string, unknown>, Result>(
  write: (db: Database, rows: Blanks<Row>[]) => Written<Result>,
): (db: Database, rows: Row[]) => Promise<Result> {
  const byNumber = new Map<number, (db: Database, given: Record<string, unknown>) => Promise<Result>>();
  return async (db, rows) => {
    const named = rows.map((row, place) =>
      Object.entries(row).map(([name, value]) => ({ name, value, inAll: `${name}_${place}` })),
    );
    let whole = byNumber.get(rows.length);
    if (!whole) {
      whole = statement((to, given: Blanks<Record<string, unknown>>) =>
        write(
          to,
          named.map(
            (row) => Object.fromEntries(row.map(({ name, inAll }) => [name, given[inAll]])) as Blanks<Row>,
          ),
        ),
      );
      byNumber.set(rows.length, whole);
    }
    return whole(db, Object.fromEntries(named.flat().map(({ inAll, value }) => [inAll, value])));
  };
}

/** Whether a column is one of a list that is filled in. */
export function among(column: SQLWrapper, list: SQL<readonly string[]>): SQL {
  return isPostgres
    ? sql`${column} = any(${list})`
    : sql`${column} in (select value from json_each(${list}))`;
}

const blanksFor = <Given extends object>(given: Given) =>
  Object.fromEntries(
    Object.keys(given).map((name) => [
      name,
      sql`${sql.param(sql.placeholder(name), { mapToDriverValue: forDriver })}`,
    ]),
  ) as Blanks<Given>;

/** The driver of SQLite knows no instants, no truth and no lists. */
function forDriver(value: unknown): unknown {
  if (isPostgres) return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return Number(value);
  return Array.isArray(value) ? JSON.stringify(value) : value;
}
