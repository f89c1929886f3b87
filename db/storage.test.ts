// What everything above relies on, the same on both engines.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, eq, lte, sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { newId, instantOfId } from "./id";
import { type Database, openDatabase } from "./open";
import { migrate, migrationNames } from "./migrate";
import { counters } from "./schema/payments";
import { channels } from "./schema/channels";
import { among, type Blanks, statement, statementOfRows } from "./statement";
import { testDatabase } from "./testing";
import { administer } from "./testing-postgres";
import { env } from "@/env";

const setUnits = async (db: Database, units: number) => {
  await db.insert(counters).values({ name: "units", value: units });
};
const unitsLeft = async (db: Database) => {
  const [row] = await db.select().from(counters).where(eq(counters.name, "units"));
  return row?.value;
};

test("fifty people reach for twenty units at once, and exactly twenty get one", async () => {
  const db = await testDatabase();
  await setUnits(db, 20);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, buyer) =>
      db.transaction(async () => {
        const taken = await db
          .update(counters)
          .set({ value: sql`${counters.value} - 1` })
          .where(sql`${counters.name} = 'units' and ${counters.value} >= 1`)
          .returning();
        if (taken.length === 0) return false;
        await db.insert(counters).values({ name: `buyer-${buyer}`, value: 1 });
        return true;
      }),
    ),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(20);
  expect(await unitsLeft(db)).toBe(0);
  expect(await db.select().from(counters)).toHaveLength(21);
});

test("a process with much to write lets another one write in between", async () => {
  const busy = await testDatabase();
  const other = openDatabase(busy.url);
  onTestFinished(() => other.close());
  await setUnits(busy, 0);
  const done: string[] = [];
  const add = (db: Database, who: string) =>
    db.transaction(async () => {
      for (let times = 0; times < 10; times++)
        await db
          .update(counters)
          .set({ value: sql`${counters.value} + 1` })
          .where(eq(counters.name, "units"));
      done.push(who);
    });
  const many = Array.from({ length: 200 }, () => add(busy, "busy"));
  await Promise.all([...many, add(other, "other")]);
  expect(done.indexOf("other")).toBeLessThan(100);
  expect(await unitsLeft(busy)).toBe(201 * 10);
});

test("a transaction that throws leaves nothing behind", async () => {
  const db = await testDatabase();
  await expect(
    db.transaction(async () => {
      await setUnits(db, 3);
      throw new Error("the shopper went away");
    }),
  ).rejects.toThrow("the shopper went away");
  expect(await unitsLeft(db)).toBeUndefined();
});

test("a nested transaction can fail alone, and the outer one goes on", async () => {
  const db = await testDatabase();
  await db.transaction(async () => {
    await setUnits(db, 3);
    await expect(
      db.transaction(async () => {
        await db.update(counters).set({ value: 99 });
        await db.insert(counters).values({ name: "units", value: 1 });
      }),
    ).rejects.toThrow();
    expect(await unitsLeft(db)).toBe(3);
    await db.transaction(async () => {
      await db.update(counters).set({ value: 4 });
    });
  });
  expect(await unitsLeft(db)).toBe(4);
});

test("an outer transaction that fails takes its nested ones with it", async () => {
  const db = await testDatabase();
  await expect(
    db.transaction(async () => {
      await db.transaction(() => setUnits(db, 7));
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await unitsLeft(db)).toBeUndefined();
});

test("nested transactions and statements started together do not get in each other's way", async () => {
  const db = await testDatabase();
  await db.transaction(async () => {
    const failing = db.transaction(async () => {
      await db.insert(counters).values({ name: "lost", value: 1 });
      throw new Error("alone");
    });
    const standing = db.insert(counters).values({ name: "kept", value: 1 });
    const alsoStanding = db.transaction(async () => {
      await db.insert(counters).values({ name: "kept too", value: 1 });
    });
    await expect(failing).rejects.toThrow("alone");
    await Promise.all([standing, alsoStanding]);
  });
  const names = (await db.select().from(counters)).map((row) => row.name).toSorted();
  expect(names).toEqual(["kept", "kept too"]);
});

test("a statement handed out without being awaited still runs inside its transaction", async () => {
  const db = await testDatabase();
  // A drizzle query runs only when it is awaited: returned as it is, that must not happen outside.
  await db.transaction(() => db.transaction(() => db.insert(counters).values({ name: "units", value: 6 })));
  expect(await unitsLeft(db)).toBe(6);
});

test("nobody outside sees a transaction before it is done", async () => {
  const db = await testDatabase();
  await setUnits(db, 1);
  let letItEnd = () => {};
  const mayEnd = new Promise<void>((resolve) => (letItEnd = resolve));
  let hasWritten = () => {};
  const written = new Promise<void>((resolve) => (hasWritten = resolve));
  const changing = db.transaction(async () => {
    await db.update(counters).set({ value: 2 });
    hasWritten();
    await mayEnd;
  });
  await written;
  expect(await unitsLeft(db)).toBe(1);
  letItEnd();
  await changing;
  expect(await unitsLeft(db)).toBe(2);
});

test("a statement that outlives its transaction is refused instead of being written outside", async () => {
  const db = await testDatabase();
  let late: Promise<unknown> | undefined;
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  await db.transaction(async () => {
    late = gate.then(() => setUnits(db, 5));
  });
  goOn();
  await expect(late).rejects.toMatchObject({ cause: { message: expect.stringContaining("has ended") } });
  expect(await unitsLeft(db)).toBeUndefined();
});

test("two openings of one database take turns, as two processes do", async () => {
  const db = await testDatabase();
  await setUnits(db, 0);
  const other = openDatabase(db.url);
  const addOne = (to: Database) =>
    to.transaction(async () => {
      await to
        .update(counters)
        .set({ value: sql`${counters.value} + 1` })
        .where(eq(counters.name, "units"));
    });
  await Promise.all(Array.from({ length: 60 }, (_, turn) => addOne(turn % 2 ? db : other)));
  expect(await unitsLeft(db)).toBe(60);
  await other.close();
});

test("instants, truths and JSON come back as they went in", async () => {
  const db = await testDatabase();
  const at = new Date("2017-02-01T00:00:00.123Z");
  await db
    .insert(channels)
    .values({ id: newId(at), slug: "shopify", name: "Shopify", opensAt: at, rolloutCountries: ["US", "FR"] });
  const [row] = await db.select().from(channels);
  expect(row?.opensAt).toEqual(at);
  expect(row?.rolloutCountries).toEqual(["US", "FR"]);
  expect(row?.salesEndAt).toBeNull();
});

test("a statement is written once, and filled in each time", async () => {
  const db = await testDatabase();
  let times = 0;
  type Channel = {
    id: string;
    slug: string;
    opensAt: Date | null;
    salesEndAt: Date | null;
    countries: string;
  };
  const open = statement((to, { countries, ...channel }: Blanks<Channel>) => {
    times++;
    return to.insert(channels).values({ ...channel, name: channel.slug, rolloutCountries: countries });
  });
  const openAmong = statement((of, { ids, by, most }: Blanks<{ ids: string[]; by: Date; most: number }>) =>
    of
      .select({ slug: channels.slug, countries: channels.rolloutCountries, opensAt: channels.opensAt })
      .from(channels)
      .where(and(among(channels.id, ids), lte(channels.opensAt, by)))
      .orderBy(channels.slug)
      .limit(most),
  );
  const at = new Date("2015-09-14T16:00:00.123Z");
  const later = new Date(at.getTime() + 1);
  const a = { id: newId(at), slug: "a", opensAt: at, salesEndAt: null, countries: '["US"]' };
  const b = { id: newId(at), slug: "b", opensAt: later, salesEndAt: at, countries: '["FR"]' };
  await Promise.all([open(db, a), open(db, b)]);
  expect(times).toBe(1);
  const ids = [a.id, b.id, 'nobody\'s, "even quoted"'];
  const [ofA, ofB] = [a, b].map(({ slug, opensAt, countries }) => ({
    slug,
    opensAt,
    countries: JSON.parse(countries) as unknown,
  }));
  expect(await openAmong(db, { ids, by: at, most: 9 })).toEqual([ofA]);
  expect(await openAmong(db, { ids, by: later, most: 9 })).toEqual([ofA, ofB]);
  expect(await openAmong(db, { ids, by: later, most: 1 })).toEqual([ofA]);
  expect(await openAmong(db, { ids: [b.id], by: later, most: 9 })).toEqual([ofB]);
  expect(await openAmong(db, { ids: [], by: later, most: 9 })).toEqual([]);
  const others = await testDatabase();
  expect(await openAmong(others, { ids, by: later, most: 9 })).toEqual([]);
  await expect(
    db.transaction(async () => {
      await open(db, { ...a, id: newId(at), slug: "c" });
      throw new Error("the shopper went away");
    }),
  ).rejects.toThrow("the shopper went away");
  expect((await db.select().from(channels)).map(({ slug }) => slug).toSorted()).toEqual(["a", "b"]);
});

test.runIf(env.engine === "postgres")("a connection keeps what is asked again and again", async () => {
  const db = await testDatabase();
  // Written twice, as where a process is bundled in parts, and another beside it.
  const [inOnePart, inAnother] = [1, 2].map(() =>
    statement((of, { name }: Blanks<{ name: string }>) =>
      of.select({ value: counters.value }).from(counters).where(eq(counters.name, name)),
    ),
  );
  const largest = statement((of, { most }: Blanks<{ most: number }>) =>
    of.select({ name: counters.name }).from(counters).orderBy(counters.value).limit(most),
  );
  await setUnits(db, 20);
  const kept = await db.transaction(async () => {
    for (const ask of [inOnePart, inAnother, inOnePart])
      expect(await ask?.(db, { name: "units" })).toEqual([{ value: 20 }]);
    expect(await largest(db, { most: 1 })).toEqual([{ name: "units" }]);
    return db
      .select({ asked: sql<string>`generic_plans + custom_plans`.as("asked") })
      .from(sql`pg_prepared_statements`)
      .orderBy(sql`asked`);
  });
  expect(kept.map(({ asked }) => Number(asked))).toEqual([1, 3]);
});

test("a statement that fails says why, and nothing of what was filled into it", async () => {
  const db = await testDatabase();
  const note = { name: "ada@private.example", value: 4_711_223 };
  await db.insert(counters).values(note);
  const add = statement((to, row: Blanks<typeof note>) => to.insert(counters).values(row));
  for (const again of [() => db.insert(counters).values(note), () => add(db, note)]) {
    const failure = await Promise.resolve(again()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message, stack, cause } = failure as Error;
    const words = [message, stack, cause instanceof Error ? [cause.message, cause.stack] : ""].join("\n");
    expect(words).toMatch(/unique/i);
    expect(words).not.toMatch(/private\.example|4711223/);
  }
});

test("rows are written together, however many they are", async () => {
  const db = await testDatabase();
  let times = 0;
  const count = statementOfRows<{ name: string; value: number }, unknown>((to, all) => {
    times++;
    return to.insert(counters).values(all);
  });
  await count(db, [{ name: "units", value: 5 }]);
  await count(db, [
    { name: "mugs", value: 1 },
    { value: 2, name: "jugs" },
  ]);
  await count(db, [
    { name: "lamps", value: 3 },
    { name: "rugs", value: 4 },
  ]);
  expect(times).toBe(2);
  const counted = await db.select().from(counters).orderBy(counters.value);
  expect(counted.map(({ name }) => name)).toEqual(["mugs", "jugs", "lamps", "rugs", "units"]);
});

test("ids sort by the time they are for, and ten thousand of one millisecond all differ and ascend", () => {
  const at = new Date("2026-05-01T12:00:00.000Z");
  const ids = Array.from({ length: 10_000 }, () => newId(at));
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.toSorted()).toEqual(ids);
  expect(newId(new Date(at.getTime() - 1)) < ids[0]!).toBe(true);
  expect(instantOfId(ids[0]!)).toEqual(at);
});

test("migrating again changes nothing, and a database newer than the code is refused", async () => {
  const db = await testDatabase();
  expect(await migrate(db)).toEqual([]);
  const now = db.engine === "sqlite" ? "0" : "now()";
  await db.migrationScript(`insert into migrations (name, applied_at) values ('9999_from_tomorrow', ${now})`);
  await expect(migrate(db)).rejects.toThrow(/newer than this code: it has 9999_from_tomorrow/);
});

test("a database that only lets itself be read is refused, though nothing is missing in it", async () => {
  const db = await testDatabase();
  let url = `${db.url}?options=-c%20default_transaction_read_only%3Don`;
  if (db.engine === "sqlite") {
    // As SQLite's file format has it (sqlite.org/fileformat.html, 1.3.3): who reads it may not write it.
    const file = db.url.slice("file:".length);
    copyFileSync(file, `${file}-read`);
    const bytes = readFileSync(`${file}-read`);
    bytes[18] = 3;
    writeFileSync(`${file}-read`, bytes);
    url = `${db.url}-read`;
  }
  const only = openDatabase(url);
  onTestFinished(() => only.close());
  const refusal: unknown = await migrate(only).catch((error: unknown) => error);
  expect(only.refusesToWrite(refusal), String(refusal)).toBe(true);
});

test.runIf(env.engine === "sqlite")(
  "who waits for the disk is told when it does not have what was written",
  async () => {
    const db = await testDatabase();
    await setUnits(db, 20);
    await db.onDisk();
    const written = `${db.url.slice("file:".length)}-wal`;
    rmSync(written);
    await db.onDisk(); // as where SQLite can keep no such file, and needs none
    mkdirSync(written);
    await expect(db.onDisk()).rejects.toThrow("EISDIR");
  },
);

test("an old database migrates without losing what it has", async () => {
  const db = await testDatabase({ isEmpty: true });
  const old = mkdtempSync(path.join(tmpdir(), "merle-old-"));
  onTestFinished(() => rmSync(old, { recursive: true, force: true }));
  const [first = ""] = await migrationNames(`db/migrations/${db.engine}`);
  mkdirSync(path.join(old, db.engine));
  copyFileSync(`db/migrations/${db.engine}/${first}.sql`, path.join(old, db.engine, `${first}.sql`));
  expect(await migrate(db, old)).toEqual([first]);
  const at = new Date("2026-01-02T03:04:05.678Z");
  // As it was written then: today's words for the table name columns that it did not have.
  const opensAt = db.engine === "sqlite" ? String(at.getTime()) : `'${at.toISOString()}'`;
  await db.migrationScript(
    `insert into channels (id, slug, name, opens_at) values ('old', 'direct', 'Direct', ${opensAt})`,
  );
  await setUnits(db, 41);

  const rest = (await migrationNames(`db/migrations/${db.engine}`)).slice(1);
  expect(await migrate(db)).toEqual(rest);
  expect(await unitsLeft(db)).toBe(41);
  expect(await db.select().from(channels)).toMatchObject([{ slug: "direct", opensAt: at }]);
});

test("both engines have the same migrations", async () => {
  expect(await migrationNames("db/migrations/sqlite")).toEqual(
    await migrationNames("db/migrations/postgres"),
  );
});

// A connection in use had no listener: its end was an exception that nobody caught.
test.runIf(env.engine === "postgres")(
  "a transaction whose connection PostgreSQL ends fails alone, and the next one is carried out",
  async () => {
    const db = await testDatabase();
    await setUnits(db, 20);
    const ended = db.transaction(async () => {
      await db.update(counters).set({ value: 0 });
      const [connection] = await db.select({ id: sql<number>`pg_backend_pid()`.as("id") }).from(counters);
      await administer(`select pg_terminate_backend(${connection?.id}, 5000)`);
      await db.update(counters).set({ value: 1 });
    });
    await expect(ended).rejects.toThrow(/update "counters"/);
    expect(await unitsLeft(db)).toBe(20);
    await db.transaction(async () => void (await db.update(counters).set({ value: 19 })));
    expect(await unitsLeft(db)).toBe(19);
  },
);

test.runIf(env.engine === "postgres")("what a frozen process has locked is free after a minute", async () => {
  const db = await testDatabase();
  const [longest] = await db.transaction(() =>
    db
      .select({ is: sql<string>`current_setting('idle_in_transaction_session_timeout')`.as("is") })
      .from(sql`(select 1) as one`),
  );
  expect(longest?.is).toBe("1min");
});
