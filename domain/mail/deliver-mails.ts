// Send the mails that wait, one after the other, each under a lease that is written before the mail server hears of it.
// If our process ends between the server's yes and our note of it, or the yes is lost on its way, the mail is sent
// again when the lease has run out: under the same Message-ID and Date, so that it is known for a repeat. Undo: none.
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import { type Blanks, statement } from "@/db/statement";
import { type Core, inTransaction, type Worker } from "@/domain/context";
import { dropLease } from "@/domain/leases/lease";
import { type Queue, type Worked, workThrough } from "@/domain/leases/work-through";
import type { Instant } from "@/domain/time";

export type WaitingMail = Pick<
  typeof mails.$inferSelect,
  "id" | "kind" | "to" | "locale" | "content" | "createdAt"
>;

export type Mailer = {
  /** Throws when the mail was not taken, or when that is not known. */
  send(mail: WaitingMail): Promise<void>;
  /** Whether what a mail says is kept when it has been sent. It may hold secret links. */
  keepsContent: boolean;
};

type MailContext = Core & { worker?: Worker | undefined; mailer: Mailer };

const waitingMail = statement((db, { id }: Blanks<{ id: string }>) =>
  db
    .select()
    .from(mails)
    .where(and(eq(mails.id, id), isNull(mails.sentAt))),
);

const noteSent = statement((db, { id, sentAt }: Blanks<{ id: string; sentAt: Instant }>) =>
  db.update(mails).set({ sentAt }).where(eq(mails.id, id)),
);

const noteSentAndForget = statement((db, { id, sentAt }: Blanks<{ id: string; sentAt: Instant }>) =>
  db.update(mails).set({ sentAt, content: {} }).where(eq(mails.id, id)),
);

export const mailsToSend: Queue<MailContext> = {
  kind: "mail",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: mails.id, since: mails.createdAt, requestId: mails.requestId })
      .from(mails)
      .where(and(isNull(mails.sentAt), isFree(mails.id)))
      // Somebody waits for most of them; what is told to thousands at once lets them pass.
      .orderBy(
        sql`case when ${mails.kind} = 'channel-end' then 1 else 0 end`,
        asc(mails.createdAt),
        asc(mails.id),
      )
      .limit(limit),
  async work({ mailer, ...ctx }, id) {
    const [mail] = await waitingMail(ctx.db, { id });
    if (!mail) return "nothing-left";
    await mailer.send(mail);
    // Noted even if the lease was lost meanwhile: the mail is out.
    await inTransaction(ctx, async (core) => {
      const note = mailer.keepsContent ? noteSent : noteSentAndForget;
      await note(core.db, { id, sentAt: ctx.clock.now() });
      await dropLease(core, "mail", id);
    });
    return "ended";
  },
};

/** Returns how many were sent, and those that were not. */
export function deliverMails(core: Core & { worker?: Worker | undefined }, mailer: Mailer): Promise<Worked> {
  return workThrough({ ...core, mailer }, mailsToSend);
}
