import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { openDatabase } from "@/db/open";
import { tries as triesTable } from "@/db/schema/leases";
import { messages } from "@/messages";
import { countTry, forgetOldTries, forgetTries, forgiveTry } from "./rate-limits";

const email = (name = "ada") => ({ limit: "sign-in-by-email", key: `${name}@merle.test` }) as const;

test("after ten tries of a hundred at once, in two processes, the others are told how long to wait", async () => {
  const db = await testDatabase();
  const other = openDatabase(db.url);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => countTry({ db: i % 2 ? db : other }, email())),
  );
  await other.close();
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(10);
  const t = createTranslator({ locale: "en", messages: messages.en, namespace: "accounts" });
  expect(t("tooManyTries", { minutes: answers.find(Boolean)?.waitMinutes ?? 0 })).toBe(
    "Too many tries. Wait 15 minutes.",
  );
});

test("one person's tries do not count for another", async () => {
  const db = await testDatabase();
  for (let i = 0; i < 10; i++) await countTry({ db }, email());
  expect(await countTry({ db }, email())).toBeDefined();
  expect(await countTry({ db }, email("grace"))).toBeUndefined();
});

test("what one person may not try any more is not counted against those behind the same address", async () => {
  const db = await testDatabase();
  const address = { limit: "sign-in-by-address", key: "192.0.2.1" } as const;
  for (let i = 0; i < 100; i++) await countTry({ db }, address, email());
  expect(await countTry({ db }, address, email("grace"))).toBeUndefined();
});

test("only failures count", async () => {
  const db = await testDatabase();
  for (let i = 0; i < 30; i++) {
    expect(await countTry({ db }, email())).toBeUndefined();
    await forgiveTry({ db }, email());
  }
  for (let i = 0; i < 10; i++) await countTry({ db }, email());
  await forgetTries({ db }, email());
  expect(await countTry({ db }, email())).toBeUndefined();
});

test("nobody can read in the table who was here, and what has run out is forgotten", async () => {
  const db = await testDatabase();
  await countTry({ db }, email());
  const kept = await db.select().from(triesTable);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain("ada");
  const clock = { now: () => new Date(Date.now() + 20 * 60_000) };
  await forgetOldTries({ db, clock });
  expect(await db.select().from(triesTable)).toEqual([]);
});
