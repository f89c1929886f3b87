// Who works on what, and how it went: one row beside the subject (a mail, a refund, a job ...) from the moment a process
// takes it until it is done. What is to be done is told by the subject's own row; no row here means nobody tried yet.
import { sql } from "drizzle-orm";
import { index, instant, integer, primaryKey, table, text } from "../columns";

/** mail: to send · stripe-event: to act upon · payment, refund: to settle · hold, gift: to release · lost-dispute: its money to take back from an account at Stripe ·
 * shop-task: long work to do · notice: what is to be told on a date · job: a turn of it. */
export const leaseKinds = [
  "mail",
  "stripe-event",
  "payment",
  "refund",
  "hold",
  "gift",
  "monthly-gift",
  "lost-dispute",
  "shop-task",
  "notice",
  "job",
] as const;

export const leases = table(
  "leases",
  {
    kind: text({ enum: leaseKinds }).notNull(),
    /** The id of the mail, event, attempt, refund, order or donation; the name of the job. */
    subjectId: text().notNull(),
    /** The process that works on it; null while it waits for its next try. */
    heldBy: text(),
    /** Until then nobody takes it. A process that died loses it then. */
    freeAt: instant().notNull(),
    /** Counted when it is taken, so that a subject that ends its process counts too. */
    tries: integer().notNull(),
    lastError: text(),
    /** After too many tries: from then on it waits for the operator. */
    givenUpAt: instant(),
    /** Of jobs: when the last turn began that came to its end. */
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subjectId] }),
    index("leases_held")
      .on(t.heldBy)
      .where(sql`held_by is not null`),
    index("leases_given_up")
      .on(t.givenUpAt)
      .where(sql`given_up_at is not null`),
    index("leases_by_age").on(t.freeAt),
  ],
);

// How often something was tried of late, in points that expire: see integrations/rate-limits.ts.
export const tries = table(
  "tries",
  {
    /** The limit and a digest of whom it counts. */
    key: text().primaryKey(),
    points: integer().notNull(),
    expire: instant(),
  },
  (t) => [index("tries_by_age").on(t.expire)],
);
