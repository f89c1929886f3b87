import { randomUUID } from "node:crypto";
import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { messages } from "@/messages";
import { countTry, forgetTries, forgiveTry } from "./rate-limits";

const email = () => ({ limit: "sign-in-by-email", key: `${randomUUID()}@merle.test` }) as const;

test("after ten tries of a hundred at once, the others are told how long to wait", async () => {
  const tries = email();
  const answers = await Promise.all(Array.from({ length: 100 }, () => countTry(tries)));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(10);
  const t = createTranslator({ locale: "en", messages: messages.en, namespace: "accounts" });
  expect(t("tooManyTries", { minutes: answers.at(-1)?.waitMinutes ?? 0 })).toBe(
    "Too many tries. Wait 15 minutes.",
  );
});

test("one person's tries do not count for another", async () => {
  const tries = email();
  for (let i = 0; i < 10; i++) await countTry(tries);
  expect(await countTry(tries)).toBeDefined();
  expect(await countTry(email())).toBeUndefined();
});

test("only failures count", async () => {
  const tries = email();
  for (let i = 0; i < 30; i++) {
    expect(await countTry(tries)).toBeUndefined();
    await forgiveTry(tries);
  }
  for (let i = 0; i < 10; i++) await countTry(tries);
  await forgetTries(tries);
  expect(await countTry(tries)).toBeUndefined();
});
