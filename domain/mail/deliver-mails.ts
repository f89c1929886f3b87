// Send the mails that wait, one after the other. A mail is claimed before it is sent, so that two processes do not
// both send it; if ours ends in between, it is tried again later under the same Message-ID. Undo: none.
import { and, asc, eq, isNull, lt, lte, or } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import type { Core } from "@/domain/context";
import { minutesAfter } from "@/domain/time";

export type WaitingMail = Pick<typeof mails.$inferSelect, "id" | "kind" | "to" | "locale" | "content">;

export type Mailer = {
  /** Throws when the mail was not taken. */
  send(mail: WaitingMail): Promise<void>;
  /** Whether what a mail says is kept when it has been sent. It may hold secret links. */
  keepsContent: boolean;
};

const mailsAtOnce = 50;
const attemptLimit = 12;
const longestPauseMinutes = 6 * 60;

/** Minutes until the next try: 1, 4, 16, 64, then every six hours. */
const pauseAfter = (attempts: number) => Math.min(4 ** (attempts - 1), longestPauseMinutes);

/** Returns how many were sent, and the ids of those that were not. */
export async function deliverMails(
  core: Core,
  mailer: Mailer,
): Promise<{ sent: number; failed: { id: string; error: unknown }[] }> {
  const now = core.clock.now();
  const waiting = await core.db
    .select()
    .from(mails)
    .where(
      and(
        isNull(mails.sentAt),
        lt(mails.attempts, attemptLimit),
        or(isNull(mails.nextAttemptAt), lte(mails.nextAttemptAt, now)),
      ),
    )
    .orderBy(asc(mails.createdAt), asc(mails.id))
    .limit(mailsAtOnce);
  const failed: { id: string; error: unknown }[] = [];
  let sent = 0;
  for (const mail of waiting) {
    const attempts = mail.attempts + 1;
    const claimed = await core.db
      .update(mails)
      .set({ attempts, nextAttemptAt: minutesAfter(now, pauseAfter(attempts)) })
      .where(and(eq(mails.id, mail.id), eq(mails.attempts, mail.attempts), isNull(mails.sentAt)))
      .returning({ id: mails.id });
    if (claimed.length === 0) continue;
    try {
      await mailer.send(mail);
    } catch (error) {
      failed.push({ id: mail.id, error });
      await core.db
        .update(mails)
        .set({ lastError: String(error) })
        .where(eq(mails.id, mail.id));
      continue;
    }
    sent += 1;
    await core.db
      .update(mails)
      .set({
        sentAt: core.clock.now(),
        nextAttemptAt: null,
        lastError: null,
        ...(mailer.keepsContent ? {} : { content: {} }),
      })
      .where(eq(mails.id, mail.id));
  }
  return { sent, failed };
}
