// Our own words for tables and columns. Each means the engine that is in use and is typed as the SQLite one,
// so that there is one schema. What differs between the engines is written beside each word.
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { env } from "@/env";

export const isPostgres = env.engine === "postgres";

export const table = (isPostgres ? pg.pgTable : sqlite.sqliteTable) as typeof sqlite.sqliteTable;
export const index = (isPostgres ? pg.index : sqlite.index) as typeof sqlite.index;
export const uniqueIndex = (isPostgres ? pg.uniqueIndex : sqlite.uniqueIndex) as typeof sqlite.uniqueIndex;
export const primaryKey = (isPostgres ? pg.primaryKey : sqlite.primaryKey) as typeof sqlite.primaryKey;
export const check = (isPostgres ? pg.check : sqlite.check) as unknown as typeof sqlite.check;
export const text = (isPostgres ? pg.text : sqlite.text) as unknown as typeof sqlite.text;

/** A whole number within 32 bits: units, basis points, positions. */
export const integer = (isPostgres ? () => pg.integer() : () => sqlite.integer()) as () => ReturnType<
  typeof plainInteger
>;

/** A whole number of minor units of money, or a counter: 53 bits are safe on both engines. */
export const minor = (
  isPostgres ? () => pg.bigint({ mode: "number" }) : () => sqlite.integer()
) as () => ReturnType<typeof plainInteger>;

/** True or false. In raw sql write the bare column, never `= 1`. */
export const boolean = (
  isPostgres ? () => pg.boolean() : () => sqlite.integer({ mode: "boolean" })
) as () => ReturnType<typeof sqliteBoolean>;

/** An instant, to the millisecond. A Date in code. */
export const instant = (
  isPostgres
    ? () => pg.timestamp({ withTimezone: true, precision: 3, mode: "date" })
    : () => sqlite.integer({ mode: "timestamp_ms" })
) as () => ReturnType<typeof sqliteInstant>;

/** A value kept as JSON, with its type: `json<Address>()`. */
export const json = <T>() =>
  (isPostgres ? pg.jsonb() : sqlite.text({ mode: "json" })).$type<T>() as unknown as ReturnType<
    typeof sqliteJson<T>
  >;

/** The id of a row: see db/id.ts. */
export const id = () => text().primaryKey();

// Only for their types.
const plainInteger = () => sqlite.integer();
const sqliteBoolean = () => sqlite.integer({ mode: "boolean" });
const sqliteInstant = () => sqlite.integer({ mode: "timestamp_ms" });
const sqliteJson = <T>() => sqlite.text({ mode: "json" }).$type<T>();
