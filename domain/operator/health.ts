// How the platform is, for whoever runs it: what waits, what runs by itself, what was compared with Stripe.
import { desc, eq } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import { type Difference, reconciliations } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { counters } from "@/db/schema/payments";
import { type Context, personOf } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { within } from "@/domain/within";
import { type QueueState, queueStates } from "./queue-states";

export type JobState = { name: string; doneAt: Instant | undefined; lastError: string | undefined };

export type HealthView = {
  database: { version: string; sizeBytes: number; isWritable: boolean };
  /** How long Stripe took to answer a question asked just now; undefined when it did not. */
  stripeMilliseconds: number | undefined;
  queues: QueueState[];
  /** Of every job that has run or failed, by name. */
  jobs: Map<string, JobState>;
  lastMailAt: Instant | undefined;
  comparison: { at: Instant; movements: number; differences: Difference[] } | undefined;
};

const mailsLookedAt = 50;

/** Undefined for everybody but the operator. Throws when the database does not answer. */
export async function healthView(ctx: Context): Promise<HealthView | undefined> {
  if (!personOf(ctx)?.isOperator) return undefined;
  const turns = await ctx.db.select().from(leases).where(eq(leases.kind, "job"));
  const sent = await ctx.db
    .select({ at: mails.sentAt })
    .from(mails)
    .orderBy(desc(mails.id))
    .limit(mailsLookedAt);
  const [comparison] = await ctx.db.select().from(reconciliations).orderBy(desc(reconciliations.id)).limit(1);
  return {
    database: { ...(await ctx.db.describe()), isWritable: await isWritable(ctx) },
    stripeMilliseconds: await askStripe(ctx),
    queues: await queueStates(ctx),
    jobs: new Map(
      turns.map(({ subjectId: name, doneAt, lastError }) => [
        name,
        { name, doneAt: doneAt ?? undefined, lastError: lastError ?? undefined },
      ]),
    ),
    lastMailAt: sent
      .flatMap(({ at }) => at ?? [])
      .toSorted((a, b) => b.getTime() - a.getTime())
      .at(0),
    comparison,
  };
}

/** By a change of nothing: a file without its rights and a server that only follows another one refuse that too. */
async function isWritable({ db }: Context): Promise<boolean> {
  try {
    await db.update(counters).set({ value: 0 }).where(eq(counters.name, ""));
    return true;
  } catch (error) {
    if (!db.refusesToWrite(error)) throw error;
    return false;
  }
}

const patienceMilliseconds = 3_000;

/** Its balance, because every account has one and the question changes nothing. */
async function askStripe({ payments }: Context): Promise<number | undefined> {
  const beganAt = performance.now();
  return within(patienceMilliseconds, payments.balance()).then(
    () => Math.round(performance.now() - beganAt),
    () => undefined,
  );
}
