import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { noSuch } from "./errors";
import type { Kind, Kinds } from "./records";

const version = 2;
const statementsKept = 500;

const tables = `
  create table if not exists objects (
    seq integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    created integer not null,
    body text not null,
    hidden text not null,
    account text not null default ''
  ) strict;
  create index if not exists events_by_object on objects (json_extract(body, '$.data.object.id'))
    where kind = 'event';

  create table if not exists idempotency_keys (
    key text primary key,
    request text not null,
    status integer not null,
    body text not null,
    created_ms integer not null
  ) strict;

  create index if not exists idempotency_keys_by_age on idempotency_keys (created_ms);

  create table if not exists deliveries (
    id integer primary key autoincrement,
    event text not null,
    endpoint text not null,
    attempts integer not null default 0,
    first_due_ms integer not null,
    due_ms integer,
    delivered_ms integer,
    last_result text
  ) strict;
  create index if not exists deliveries_due on deliveries (due_ms) where due_ms is not null;
  create index if not exists deliveries_by_event on deliveries (event);
  create index if not exists deliveries_unconfirmed on deliveries (event) where delivered_ms is null;

  create table if not exists scheduled (
    id integer primary key autoincrement,
    due_ms integer not null,
    task text not null,
    object text not null
  ) strict;
  create index if not exists scheduled_by_due on scheduled (due_ms, id);

  create table if not exists test_clock_tasks (
    id integer primary key autoincrement,
    clock text not null,
    due integer not null,
    task text not null,
    object text not null
  ) strict;

  create table if not exists faults (
    id integer primary key autoincrement,
    method text,
    path text,
    kind text not null,
    milliseconds integer not null,
    times_left integer not null
  ) strict;

  create table if not exists settings (name text primary key, value text not null) strict;
`;

// Of every account its own: what a file of version 1 holds is all the platform's.
const ownersSince = 2;
const addOwners = "alter table objects add column account text not null default ''";
const indexes = `
  ${["kind", "customer", "payment", "charge", "source", "destination"]
    .map((name) => `drop index if exists objects_by_${name};`)
    .join("")}
  create index if not exists objects_by_account on objects (account, kind, seq);
  create index if not exists objects_of_balances on objects (
    account, json_extract(body, '$.currency'), json_extract(body, '$.available_on'), json_extract(body, '$.net')
  ) where kind = 'balance_transaction';
  ${["customer", "payment_intent", "charge", "source", "destination"].map(indexOfMember).join("")}
`;

/** Which objects name another one. Those that name none stand in no index, and cost nothing when they are written. */
function indexOfMember(member: string): string {
  const value = `json_extract(body, '$.${member}')`;
  return `create index if not exists objects_naming_${member} on objects (kind, ${value}, seq) where ${value} is not null;`;
}

/** Objects that are remembered between requests: where events are delivered. */
const remembered = new Set<Kind>(["webhook_endpoint", "v2.core.event_destination"]);

/** An object as the API shows it, and what the server knows of it besides. */
export interface Entry<K extends Kind> {
  object: Kinds[K]["object"];
  hidden: Kinds[K]["hidden"];
}

/** One more condition of a list: SQL over the columns of `objects`, and its values. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}

export interface PageRequest {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

interface Row {
  seq: number;
  body: string;
  hidden: string;
}

/**
 * The state file, as one account sees it: the platform ("") or a connected one. What an account finds, lists and
 * adds is its own. Everything is synchronous: one request is one transaction, and they never overlap.
 */
export class Store {
  readonly sql: Database.Database;
  readonly account: string = "";
  /** Called where something is to be done later, or its time may have changed; before it is certain that it is kept. */
  onPlanned: () => void = () => {};
  private readonly prepared = new Map<string, Database.Statement<unknown[], unknown>>();
  private readonly remembered = new Map<string, unknown>();

  /** Opens (or makes) the file; `:memory:` keeps nothing. Throws if it cannot be written or is newer than this code. */
  constructor(path: string) {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.sql = new Database(path);
    this.sql.pragma("journal_mode = WAL");
    this.sql.pragma("synchronous = NORMAL");
    this.sql.pragma("wal_autocheckpoint = 4000");
    this.sql.pragma("busy_timeout = 2000");
    const found = Number(this.sql.pragma("user_version", { simple: true }));
    if (found > version)
      throw new Error(`it was written by a newer version (${found}; this one knows ${version})`);
    this.sql.exec(tables);
    if (found > 0 && found < ownersSince) this.sql.exec(addOwners);
    this.sql.exec(indexes);
    this.sql.pragma(`user_version = ${version}`);
  }

  close(): void {
    this.sql.close();
  }

  /** The same file as another account sees it; "" is the platform. */
  as(account: string): Store {
    if (account === this.account) return this;
    const view: Store = Object.create(this, { account: { value: account } });
    return view;
  }

  /**
   * A statement whose rows have this shape; the caller knows, because it names the columns. The same words give the
   * same statement: its rows are read at once, and how they are read (`pluck`) goes with the words.
   */
  prepare<Columns = unknown>(sql: string): Database.Statement<unknown[], Columns> {
    const known = this.prepared.get(sql);
    if (known) return known as Database.Statement<unknown[], Columns>;
    if (this.prepared.size >= statementsKept) this.prepared.clear();
    const statement = this.sql.prepare<unknown[], Columns>(sql);
    this.prepared.set(sql, statement);
    return statement;
  }

  /** All of the work or, when it throws, nothing of it. Never one within another. */
  transaction<Result>(work: () => Result): Result {
    this.prepare("begin immediate").run();
    try {
      const result = work();
      this.prepare("commit").run();
      return result;
    } catch (error) {
      this.forget();
      if (this.sql.inTransaction) this.prepare("rollback").run();
      throw error;
    }
  }

  /** What every request asks for and hardly anything changes is read once. Whoever changes it calls `forget`. */
  remember<Value>(name: string, read: () => Value): Value {
    if (!this.remembered.has(name)) this.remembered.set(name, read());
    return this.remembered.get(name) as Value;
  }

  forget(): void {
    this.remembered.clear();
  }

  insert<K extends Kind>(kind: K, entry: Entry<K>, created: number): Entry<K> {
    if (remembered.has(kind)) this.forget();
    this.prepare(
      "insert into objects (id, kind, created, body, hidden, account) values (?, ?, ?, ?, ?, ?)",
    ).run(
      entry.object.id,
      kind,
      created,
      JSON.stringify(entry.object),
      JSON.stringify(entry.hidden),
      this.account,
    );
    return entry;
  }

  save<K extends Kind>(kind: K, entry: Entry<K>): void {
    if (remembered.has(kind)) this.forget();
    this.prepare("update objects set body = ?, hidden = ? where id = ? and kind = ?").run(
      JSON.stringify(entry.object),
      JSON.stringify(entry.hidden),
      entry.object.id,
      kind,
    );
  }

  find<K extends Kind>(kind: K, id: string): Entry<K> | undefined {
    const row = this.row(kind, id);
    return row && entryOf<K>(row);
  }

  /** Refuses with `resource_missing`; `param` names the parameter that the id came from. */
  get<K extends Kind>(kind: K, id: string, param?: string): Entry<K> {
    const entry = this.find(kind, id);
    if (!entry) throw noSuch(kind, id, param);
    return entry;
  }

  private row(kind: Kind, id: string): Row | undefined {
    return this.prepare<Row>(
      "select seq, body, hidden from objects where id = ? and kind = ? and account = ?",
    ).get(id, kind, this.account);
  }

  /** Whose an object is; undefined if there is none. */
  ownerOf(id: string): string | undefined {
    return this.prepare<{ account: string }>("select account from objects where id = ?").get(id)?.account;
  }

  /** Any object by its id alone, whosever it is. */
  findAny(id: string): Entry<Kind> | undefined {
    const row = this.prepare<Row>("select seq, body, hidden from objects where id = ?").get(id);
    return row && entryOf<Kind>(row);
  }

  /** Newest first. `hasMore` tells whether there are others beyond the page, in the direction asked. */
  list<K extends Kind>(
    kind: K,
    page: PageRequest,
    conditions: Condition[] = [],
  ): { entries: Entry<K>[]; hasMore: boolean } {
    const limit = page.limit ?? 10;
    const before = page.ending_before;
    const after = page.starting_after;
    const mine = { sql: "account = ? and kind = ?", values: [this.account, kind] };
    const all: Condition[] = [mine, ...conditions];
    if (after !== undefined)
      all.push({ sql: "seq < ?", values: [this.place(kind, after, "starting_after")] });
    if (before !== undefined)
      all.push({ sql: "seq > ?", values: [this.place(kind, before, "ending_before")] });
    const rows = this.prepare<Row>(
      `select seq, body, hidden from objects where ${all.map((condition) => condition.sql).join(" and ")}
       order by seq ${before === undefined ? "desc" : "asc"} limit ?`,
    ).all(...all.flatMap((condition) => condition.values), limit + 1);
    const entries = rows.slice(0, limit).map((row) => entryOf<K>(row));
    return { entries: before === undefined ? entries : entries.toReversed(), hasMore: rows.length > limit };
  }

  private place(kind: Kind, id: string, param: string): number {
    const row = this.row(kind, id);
    if (!row) throw noSuch(kind, id, param);
    return row.seq;
  }

  /** Something to do later, on the server's clock; it survives a restart. */
  schedule(task: string, object: string, dueMs: number): void {
    this.prepare("insert into scheduled (due_ms, task, object) values (?, ?, ?)").run(dueMs, task, object);
    this.onPlanned();
  }

  /** Forgets everything. */
  clear(): void {
    for (const table of [
      "objects",
      "idempotency_keys",
      "deliveries",
      "scheduled",
      "test_clock_tasks",
      "faults",
      "settings",
    ]) {
      this.prepare(`delete from ${table}`).run();
    }
    this.forget();
  }

  setting(name: string): string | undefined {
    return this.remember(
      `setting ${name}`,
      () => this.prepare<{ value: string }>("select value from settings where name = ?").get(name)?.value,
    );
  }

  setSetting(name: string, value: string): void {
    this.forget();
    this.onPlanned();
    this.prepare(
      "insert into settings (name, value) values (?, ?) on conflict do update set value = excluded.value",
    ).run(name, value);
  }
}

/** The condition that a member of the object has this value. */
export function where(member: string, value: string | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `json_extract(body, '$.${member}') = ?`, values: [value] }];
}

/** The condition that the object was created within a range of seconds. */
export function createdWithin(
  range:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined,
): Condition[] {
  const bounds = [
    ["created > ?", range?.gt],
    ["created >= ?", range?.gte],
    ["created < ?", range?.lt],
    ["created <= ?", range?.lte],
  ] as const;
  return bounds.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, values: [value] }]));
}

function entryOf<K extends Kind>(row: Row): Entry<K> {
  return { object: JSON.parse(row.body), hidden: JSON.parse(row.hidden) };
}
