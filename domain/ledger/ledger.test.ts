import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { inTransaction } from "@/domain/context";
import { world } from "@/domain/testing";
import { postEntry } from "./post-entry";
import { commissionToReturn, paymentLines, refundLines } from "./rules";

const gift = {
  kind: "payment" as const,
  sourceId: "attempt_1",
  attemptId: "attempt_1",
  currency: "EUR",
  lines: paymentLines(1000, { kind: "donation", nonprofitId: "rivers" }),
};

test("a fact is written once, however often it is told and by however many at once", async () => {
  const { db, schedule } = await world();
  const told = await Promise.all(
    [1, 2, 3, 4].map(() => inTransaction(schedule(), (core) => postEntry(core, gift))),
  );
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await db.select().from(ledgerEntries)).toHaveLength(1);
  expect(await db.select().from(ledgerLines)).toHaveLength(2);
});

test("what does not add up to nought is refused, and nothing of it is kept", async () => {
  const { db, schedule } = await world();
  const wrong = { ...gift, lines: [...gift.lines, { account: "fees" as const, amountMinor: 1 }] };
  await expect(postEntry(schedule(), wrong)).rejects.toThrow("out by 1 EUR");
  expect(await db.select().from(ledgerEntries)).toEqual([]);
});

test("nothing in the ledger can be changed or taken out", async () => {
  const { db, schedule } = await world();
  await postEntry(schedule(), gift);
  await expect(db.update(ledgerLines).set({ amountMinor: 1 })).rejects.toThrow();
  await expect(db.delete(ledgerLines)).rejects.toThrow();
  await expect(db.update(ledgerEntries).set({ kind: "refund" })).rejects.toThrow();
  await expect(db.delete(ledgerEntries).where(eq(ledgerEntries.sourceId, "attempt_1"))).rejects.toThrow();
  const [sum] = await db
    .select({ minor: sql`sum(abs(${ledgerLines.amountMinor}))`.mapWith(Number) })
    .from(ledgerLines);
  expect(sum?.minor).toBe(2000);
});

test("31: on every amount from 1 to 10,000, in any parts, a commission goes back to the last cent with the last refund", () => {
  const wrong: number[] = [];
  for (let totalMinor = 1; totalMinor <= 10_000; totalMinor++) {
    const commissionMinor = Math.round((totalMinor * 7) / 93);
    const purpose = { kind: "order" as const, merchantId: "atelier", commissionMinor };
    const paid = { totalMinor, refundedMinor: 0, commissionReturnedMinor: 0 };
    for (const part of [Math.ceil(totalMinor / 3), Math.floor(totalMinor / 7), totalMinor]) {
      const amountMinor = Math.min(part, totalMinor - paid.refundedMinor);
      const lines = refundLines(amountMinor, purpose, paid);
      if (lines.reduce((sum, line) => sum + line.amountMinor, 0) !== 0) wrong.push(totalMinor);
      paid.commissionReturnedMinor += lines.find(({ account }) => account === "commission")?.amountMinor ?? 0;
      paid.refundedMinor += amountMinor;
      if (
        paid.commissionReturnedMinor !== commissionToReturn(commissionMinor, totalMinor, paid.refundedMinor)
      )
        wrong.push(totalMinor);
    }
    if (paid.commissionReturnedMinor !== commissionMinor) wrong.push(totalMinor);
  }
  expect(wrong).toEqual([]);
});
