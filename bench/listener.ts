// Listens to what SQLite is asked: every statement that was run since `clear`, and how long each took.
import Sqlite from "better-sqlite3";

type Ran = { sql: string; milliseconds: number };

// Tables whose size does not grow with people and tweets.
const small =
  /\b(promotions|impressions|channels|programmes|connections|tax_rates|causes|nonprofits|merchants|delivery_methods)\b/;

export class Listener {
  readonly #ran: Ran[] = [];
  constructor() {
    const { prepare } = Sqlite.prototype;
    const ran = this.#ran;
    Sqlite.prototype.prepare = function listening(this: Sqlite.Database, sql: string) {
      const statement = prepare.call(this, sql);
      for (const name of ["all", "run", "get"] as const) {
        const method = statement[name];
        Object.assign(statement, {
          [name](...params: unknown[]) {
            const startedAt = performance.now();
            const result: unknown = Reflect.apply(method, statement, params);
            ran.push({ sql, milliseconds: performance.now() - startedAt });
            return result;
          },
        });
      }
      return statement;
    } as typeof prepare;
  }
  clear(): void {
    this.#ran.length = 0;
  }
  ran(): Ran[] {
    return [...this.#ran];
  }
}

/** The large tables that a statement goes through as a whole, by SQLite's own plan. */
export function scansOf(plans: Sqlite.Database, statement: string): string[] {
  const explain = plans.prepare<unknown[], { detail: string }>(`explain query plan ${statement}`);
  const rows = explain.all(...Array.from({ length: (statement.match(/\?/g) ?? []).length }, () => null));
  return rows
    .map((row) => row.detail)
    .filter(
      (detail) =>
        detail.startsWith("SCAN ") &&
        !/USING (COVERING )?INDEX|of_|\(subquery|VALUES CLAUSE|json_each/.test(detail),
    )
    .filter((detail) => !small.test(detail));
}
