// npm run audit: do Stripe, the ledger, the orders and the stock say the same? Also on a database that is in use.
// Ends with 0 when they do, with 1 and a table of the differences when they do not.
import "./run-by-hand";
import { setTimeout } from "node:timers/promises";
import { database } from "@/db";
import type { Difference } from "@/db/schema/ledger";
import { auditBooks } from "@/domain/audit/audit-books";
import { clockOffset } from "@/domain/clock/queries";
import { movedClock } from "@/domain/time";
import { env } from "@/env";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { CannotRun } from "./run-by-hand";

const secondLookAfterMilliseconds = 3000;
const db = database();

async function look(): Promise<Difference[]> {
  const clock = movedClock(env.isDemoWorld ? await clockOffset(db) : 0);
  const ctx = { db, clock, actor: { kind: "schedule" }, locale: "en" } as const;
  try {
    return await auditBooks({ ...ctx, payments: payments(), media: media() });
  } catch (error) {
    if (error instanceof Error && "type" in error && String(error.type).startsWith("Stripe"))
      throw new CannotRun(
        env.stripe.mode === "local" && error.type === "StripeConnectionError"
          ? "The local Stripe does not answer: it is there while Merle runs, so `npm start` first."
          : `Stripe cannot be asked: ${error.message}`,
      );
    throw error;
  }
}

/** What was under way at the first look has gone by the second; what is wrong is still there, word for word. */
async function differences(): Promise<Difference[]> {
  const first = await look();
  if (first.length === 0) return [];
  await setTimeout(secondLookAfterMilliseconds);
  const second = new Set((await look()).map((one) => JSON.stringify(one)));
  return first.filter((one) => second.has(JSON.stringify(one)));
}

try {
  const found = await differences();
  if (found.length > 0) console.table(found);
  console.log(
    found.length === 0
      ? "Stripe, the ledger, the orders and the stock say the same."
      : `${found.length} ${found.length === 1 ? "difference" : "differences"}.`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await db.close();
}
