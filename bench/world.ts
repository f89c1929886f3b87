// Fills a migrated database that holds the demo world with a large one: people who follow one another and tweet, and
// products of the demo's shops. Made inside the database, row by row from a number, so that each run makes the same.
// By itself: DATABASE_URL=file:big.db node --import tsx bench/world.ts [people]
import Sqlite from "better-sqlite3";
import pg from "pg";
import { env } from "@/env";
import { hashPassword } from "@/domain/accounts/passwords";
import { benchPassword, idPrefix } from "./world-ids";

const followsEach = 50;
const tweetsEach = 10;
const peoplePerProduct = 5;
const famous = 1000;
const firstTweetAt = Date.UTC(2026, 0, 1);
const days = 270;

type Engine = { run(sql: string): Promise<void>; rows(sql: string): Promise<Record<string, string>[]> };

/** Makes `people` people, each with 50 follows and 10 tweets, and a product for every fifth. */
async function fillWorld(people: number): Promise<void> {
  const { engine, close } = await openEngine();
  const put = async (table: string, statement: string) => {
    const startedAt = performance.now();
    await engine.run(statement);
    console.log(`${table.padEnd(16)} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  };
  const restore = await dropIndexes(engine, ["accounts", "people", "tweets", "follows", "listings"]);
  const password = await hashPassword(benchPassword);
  const tweets = people * tweetsEach;
  const products = Math.floor(people / peoplePerProduct);

  await put(
    "accounts",
    `insert into accounts (id, kind, handle, name, bio, avatar_url, place, follower_count, following_count, tweet_count,
       created_at)
     ${series(people)}
     select ${idOf("A", "i")}, 'person', 'p' || i, 'Person ' || i, 'One of many, number ' || i, null, 'Lyon',
       case when i = 0 then ${people - 1} when i < ${famous} then ${Math.floor((people * followsEach) / 2 / famous)}
         else ${followsEach / 2} end,
       ${followsEach}, ${tweetsEach}, ${instant(String(firstTweetAt))} from n`,
  );
  await put(
    "people",
    `insert into people (id, account_id, email, email_confirmed_at, password_hash, password_changed_at, is_operator, locale,
       country, created_at)
     ${series(people)}
     select ${idOf("B", "i")}, ${idOf("A", "i")}, 'p' || i || '@merle.test', ${instant(String(firstTweetAt))},
       '${password}', ${instant(String(firstTweetAt))}, ${boolean(false)}, 'en', 'FR',
       ${instant(String(firstTweetAt))} from n`,
  );
  await fillProducts(put, products);
  await put("follows", follows(people));
  await put("tweets", tweetRows(tweets, people, products));
  await put(
    "tweet_hashtags",
    `insert into tweet_hashtags (tag, tweet_id) ${series(tweets)}
     select 'tag' || place, ${idOf("T", "number")} from (select i % 1000 as place, i as number from n where i % 20 <> 5) said
     order by 1, 2`,
  );
  await put("indexes", restore);
  await put("statistics", "analyze");
  await close();
}

/** Copies of what the demo's shops sell, a different one each time. */
async function fillProducts(put: (table: string, statement: string) => Promise<void>, products: number) {
  const template = `(select l.*, row_number() over (order by l.id) - 1 as place, count(*) over () as many
    from listings l where l.checkout = 'here' and l.withdrawn_at is null)`;
  const copied = `from n join ${template} l on l.place = n.i % l.many join products p on p.id = l.product_id`;
  await put(
    "products",
    `insert into products (id, merchant_id, slug, title, description_html, summary, vendor, product_type, tags, options,
       status, created_at, updated_at)
     ${series(products)}
     select ${idOf("C", "i")}, p.merchant_id, 'bench-' || i, p.title || ' ' || i, p.description_html, p.summary, p.vendor,
       p.product_type, p.tags, ${json("'[]'")}, 'active', p.created_at, p.updated_at ${copied}`,
  );
  await put(
    "variants",
    `insert into variants (id, product_id, position, sku, option_values, price_minor, currency, price_checked_at,
       units_in_stock, units_received, image_url)
     ${series(products)}
     select ${idOf("D", "i")}, ${idOf("C", "i")}, 0, 'BENCH-' || i, ${json("'[]'")}, v.price_minor, v.currency,
       v.price_checked_at, 100000, 100000, v.image_url ${copied}
     join variants v on v.product_id = p.id and v.position = (select min(w.position) from variants w
       where w.product_id = p.id and w.removed_at is null) and v.removed_at is null`,
  );
  await put(
    "prices",
    `insert into price_changes (id, variant_id, price_minor, currency, valid_from)
     select ${idOf("E", "i")}, v.id, v.price_minor, v.currency, v.price_checked_at
     from (select v.*, row_number() over (order by v.id) as i from variants v where v.sku like 'BENCH-%') v`,
  );
  await put(
    "listings",
    `insert into listings (id, product_id, merchant_id, connection_id, checkout, merchant_url, opens_at, units_per_buyer,
       created_at)
     ${series(products)}
     select ${idOf("F", "i")}, ${idOf("C", "i")}, l.merchant_id, l.connection_id, 'here', l.merchant_url, l.opens_at, 10,
       l.created_at ${copied}`,
  );
}

/** Everybody follows the first; half of the others that one follows are famous, half are anybody. */
function follows(people: number): string {
  const places = followsEach / 2;
  const famousShare = famous / places;
  const anyShare = Math.floor((people - famous) / places);
  const followee = `case when j = 0 then 0
    when j < ${places} then j * ${famousShare} + (n.i * 31 + j * 17) % ${famousShare}
    else ${famous} + (j - ${places}) * ${anyShare} + (n.i * 7919 + j * 104729) % ${anyShare} end`;
  return `insert into follows (follower_id, followee_id, created_at)
    ${series(people)}, ${numbers("each", "j", followsEach)}
    select ${idOf("A", "i")}, ${idOf("A", "k")}, ${instant(String(firstTweetAt))}
    from (select n.i, ${followee} as k from n cross join each) pairs where i <> k`;
}

/** A tenth answers, a twentieth passes on, a fiftieth quotes, a fiftieth carries a product. A quarter is by the famous. */
function tweetRows(tweets: number, people: number, products: number): string {
  const author = (n: string) =>
    `case when (${n}) % 4 = 0 then ((${n}) / 4 * 7919) % ${famous} else ((${n}) * 104729) % ${people} end`;
  const text =
    "'Tweet number ' || i || ' about #tag' || (i % 1000) || ': a morning at the kiln, and bread for everybody.'";
  const tagStart = "14 + length(cast(i as text)) + 7";
  const entities = `'[{"kind":"hashtag","start":' || (${tagStart}) || ',"end":' ||
    (${tagStart} + 4 + length(cast(i % 1000 as text))) || ',"tag":"tag' || (i % 1000) || '"}]'`;
  return `insert into tweets (id, author_id, text, language, entities, pictures, reply_to_id, conversation_id, retweet_of_id,
      quote_of_id, card_kind, listing_id, like_count, created_at)
    ${series(tweets)}
    select ${idOf("T", "i")}, ${idOf("A", author("i"))},
      case when i % 20 = 5 then '' else ${text} end, 'en',
      ${json(`case when i % 20 = 5 then '[]' else ${entities} end`)}, ${json("'[]'")},
      case when i % 10 = 1 then ${idOf("T", "i - 1")} end,
      case when i % 10 = 1 then ${idOf("T", "i - 1")} else ${idOf("T", "i")} end,
      case when i % 20 = 5 then ${idOf("T", "i - 3")} end,
      case when i % 50 = 7 then ${idOf("T", "i - 3")} end,
      case when i % 50 = 9 then 'product' end,
      case when i % 50 = 9 then ${idOf("F", `(i / 50) % ${products}`)} end,
      i % 90,
      ${instant(`${firstTweetAt} + i * ${Math.floor((days * 86_400_000) / tweets)}`)} from n`;
}

const isPostgres = env.engine === "postgres";
/** Numbers from 0 on, under a name. */
const numbers = (name: string, column: string, count: number) =>
  isPostgres
    ? `${name}(${column}) as (select generate_series(0::bigint, ${count - 1}))`
    : `${name}(${column}) as (select 0 union all select ${column} + 1 from ${name} where ${column} < ${count - 1})`;
const series = (count: number) => `with recursive ${numbers("n", "i", count)}`;
const idOf = (kind: string, number: string) =>
  `'${idPrefix}${kind}' || ${isPostgres ? `lpad((${number})::text, 15, '0')` : `printf('%015d', ${number})`}`;
const instant = (milliseconds: string) =>
  isPostgres ? `to_timestamp((${milliseconds}) / 1000.0)` : milliseconds;
const boolean = (value: boolean) => (isPostgres ? String(value) : String(Number(value)));
const json = (text: string) => (isPostgres ? `(${text})::jsonb` : text);

async function openEngine(): Promise<{ engine: Engine; close(): Promise<void> }> {
  if (isPostgres) {
    const client = new pg.Client({ connectionString: env.databaseUrl });
    await client.connect();
    await client.query(
      "set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '256MB'",
    );
    const run = async (sql: string) => {
      if (sql) await client.query(sql);
    };
    const rows = async (sql: string) => (await client.query<Record<string, string>>(sql)).rows;
    return { engine: { run, rows }, close: () => client.end() };
  }
  const database = new Sqlite(env.databaseUrl.slice("file:".length));
  database.pragma("foreign_keys = off");
  database.pragma("synchronous = off");
  database.pragma("cache_size = -500000");
  const run = async (sql: string) => void database.exec(sql);
  const rows = async (sql: string) => database.prepare<[], Record<string, string>>(sql).all();
  return { engine: { run, rows }, close: async () => void database.close() };
}

/** Drops what makes each single row slow, and returns the statement that brings it back. */
async function dropIndexes(engine: Engine, tables: string[]): Promise<string> {
  const named = tables.map((table) => `'${table}'`).join(", ");
  const indexes = await engine.rows(
    isPostgres
      ? `select indexname as name, indexdef as sql from pg_indexes where tablename in (${named}) and indexname not in
           (select conname from pg_constraint) and schemaname = current_schema()`
      : `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${named})`,
  );
  const keys = isPostgres
    ? await engine.rows(
        `select conrelid::regclass as table, conname as name, pg_get_constraintdef(oid) as sql from pg_constraint
           where contype = 'f' and conrelid::regclass::text in (${named})`,
      )
    : [];
  for (const { name } of indexes) await engine.run(`drop index "${name}"`);
  for (const { table, name } of keys) await engine.run(`alter table ${table} drop constraint "${name}"`);
  return [
    ...indexes.map(({ sql }) => sql),
    ...keys.map(({ table, name, sql }) => `alter table ${table} add constraint "${name}" ${sql}`),
  ].join(";\n");
}

await fillWorld(Number(process.argv[2] ?? 100_000));
