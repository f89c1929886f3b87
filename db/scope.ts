// What a transaction is, for both engines: a scope that follows the asynchronous calls made inside it.
// Statements and nested transactions of one scope run one after the other; a scope that has ended refuses.
import { AsyncLocalStorage } from "node:async_hooks";
import { inSpan, isTraced } from "@/spans";

/** Runs what it is given one after the other, in the order of the calls. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/**
 * Passes on that a statement failed, and empties what was filled into it: drizzle makes it part of the words of its error,
 * and names, addresses and whole mails would come into the log with them.
 */
export const withoutParams =
  (params: unknown[] | undefined) =>
  (error: unknown): never => {
    if (params) params.length = 0;
    throw error;
  };

/** Whether an error, or what caused it, has such a code. */
export function hasCode(error: unknown, codes: RegExp): boolean {
  for (let e = error; e instanceof Error; e = e.cause)
    if ("code" in e && typeof e.code === "string" && codes.test(e.code)) return true;
  return false;
}

/** One connection in the middle of a transaction. */
export type Connection<Statement, Result> = {
  execute(statement: Statement): Promise<Result>;
  command(sql: string): Promise<void>;
};

type Scope<Statement, Result> = {
  connection: Connection<Statement, Result>;
  depth: number;
  queue: Queue;
  hasEnded: boolean;
};

export type EngineCalls<Statement, Result> = {
  /** The words of a statement, without what is filled in. */
  textOf(statement: Statement): string;
  /** A statement outside any transaction. */
  execute(statement: Statement): Promise<Result>;
  /** Gives a connection on which a transaction has begun; `end` gives it back. */
  begin(): Promise<{ connection: Connection<Statement, Result>; end(): void }>;
  /** Whether the whole transaction may be tried again after this error. */
  isWorthRetrying(error: unknown): boolean;
};

const retryLimit = 60;

export class Transactions<Statement, Result> {
  readonly #scopes = new AsyncLocalStorage<Scope<Statement, Result>>();
  readonly #calls: EngineCalls<Statement, Result>;

  constructor(calls: EngineCalls<Statement, Result>) {
    this.#calls = calls;
  }

  execute(statement: Statement): Promise<Result> {
    if (!isTraced()) return this.#execute(statement);
    const text = this.#calls.textOf(statement);
    const attributes = { "db.query.text": text };
    return inSpan(`db ${text.slice(0, text.indexOf(" "))}`, { kind: "client", attributes }, () =>
      this.#execute(statement),
    );
  }

  #execute(statement: Statement): Promise<Result> {
    const scope = this.#scopes.getStore();
    if (!scope) return this.#calls.execute(statement);
    return scope.queue.run(() => {
      refuseIfEnded(scope);
      return scope.connection.execute(statement);
    });
  }

  /**
   * Runs `work` in a transaction and returns what it returns; when it throws, nothing of it remains.
   * Inside another transaction it becomes a savepoint. The outermost is tried again when the engine
   * reports that it lost a race, so `work` may run more than once and must not reach outside the database.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.#scopes.getStore();
    if (outer) return outer.queue.run(() => this.#nested(outer, work));
    for (let attempt = 1; ; attempt++) {
      try {
        return await inSpan("db transaction", { attributes: { attempt } }, () => this.#outermost(work));
      } catch (error) {
        if (attempt >= retryLimit || !this.#calls.isWorthRetrying(error)) throw error;
        await pause(attempt);
      }
    }
  }

  /** To be called when the database is closed. Node follows a scope through every promise of the process until then. */
  end(): void {
    this.#scopes.disable();
  }

  async #outermost<T>(work: () => Promise<T>): Promise<T> {
    const { connection, end } = await this.#calls.begin();
    const scope = { connection, depth: 0, queue: new Queue(), hasEnded: false };
    try {
      const result = await this.#scopes.run(scope, async () => await work());
      await scope.queue.run(async () => {
        scope.hasEnded = true;
        await connection.command("commit");
      });
      return result;
    } catch (error) {
      await scope.queue.run(async () => {
        scope.hasEnded = true;
        await connection.command("rollback").catch(() => undefined);
      });
      throw error;
    } finally {
      end();
    }
  }

  async #nested<T>(outer: Scope<Statement, Result>, work: () => Promise<T>): Promise<T> {
    refuseIfEnded(outer);
    const { connection } = outer;
    const name = `nested_${outer.depth + 1}`;
    const scope = { connection, depth: outer.depth + 1, queue: new Queue(), hasEnded: false };
    await connection.command(`savepoint ${name}`);
    try {
      const result = await this.#scopes.run(scope, async () => await work());
      await scope.queue.run(async () => {
        scope.hasEnded = true;
        await connection.command(`release savepoint ${name}`);
      });
      return result;
    } catch (error) {
      await scope.queue.run(async () => {
        scope.hasEnded = true;
        await connection.command(`rollback to savepoint ${name}`);
        await connection.command(`release savepoint ${name}`);
      });
      throw error;
    }
  }
}

function refuseIfEnded(scope: { hasEnded: boolean }): void {
  if (scope.hasEnded) throw new Error("This transaction has ended: a statement was not awaited inside it");
}

/** Waits a little longer each time, with chance in it so that two losers do not meet again. */
export function pause(attempt: number): Promise<void> {
  const longest = Math.min(2 ** attempt, 64);
  return new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * longest));
}
