// A mail is a row, written in the transaction of what it tells of; a job sends it. So it is sent if and only if that
// happened, and once. Undo: none.
import { newId } from "@/db/id";
import { mails } from "@/db/schema/mail";
import type { Core, Locale } from "@/domain/context";
import type { MailContents, MailKind } from "./kinds";

export type QueueMail<K extends MailKind> = {
  kind: K;
  to: string;
  locale: Locale;
  content: MailContents[K];
  /** Names the event that the mail tells of: `order-paid:ID`. The same event never mails twice. */
  eventKey: string;
};

export async function queueMail<K extends MailKind>(core: Core, mail: QueueMail<K>): Promise<void> {
  const now = core.clock.now();
  await core.db
    .insert(mails)
    .values({ id: newId(now), ...mail, createdAt: now })
    .onConflictDoNothing();
}

const rowsAtOnce = 200;

/** As queueMail, for one event that is told to many. */
export async function queueMails<K extends MailKind>(core: Core, all: QueueMail<K>[]): Promise<void> {
  const now = core.clock.now();
  for (let start = 0; start < all.length; start += rowsAtOnce) {
    const some = all.slice(start, start + rowsAtOnce);
    await core.db
      .insert(mails)
      .values(some.map((mail) => ({ id: newId(now), ...mail, createdAt: now })))
      .onConflictDoNothing();
  }
}
