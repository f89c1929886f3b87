// A mail is a row, written in the transaction of what it tells of; a job sends it. So it is sent if and only if that
// happened, and once. Undo: none.
import { newId } from "@/db/id";
import { mails } from "@/db/schema/mail";
import { type Blanks, type FilledIn, statement } from "@/db/statement";
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

const writeMail = statement((db, mail: Blanks<Omit<FilledIn<typeof mails.$inferSelect>, "sentAt">>) =>
  db.insert(mails).values(mail).onConflictDoNothing(),
);

/** In the transaction of what it tells of. A second mail of the same event is none. */
export async function queueMail<K extends MailKind>(core: Core, mail: QueueMail<K>): Promise<void> {
  const now = core.clock.now();
  const content = JSON.stringify(mail.content);
  const requestId = core.requestId ?? null;
  await writeMail(core.db, { id: newId(now), ...mail, content, requestId, createdAt: now });
}

const rowsAtOnce = 200;

/** As queueMail, for one event that is told to many. */
export async function queueMails<K extends MailKind>(core: Core, all: QueueMail<K>[]): Promise<void> {
  const now = core.clock.now();
  for (let start = 0; start < all.length; start += rowsAtOnce) {
    const some = all.slice(start, start + rowsAtOnce);
    await core.db
      .insert(mails)
      .values(
        some.map((mail) => ({ id: newId(now), ...mail, requestId: core.requestId ?? null, createdAt: now })),
      )
      .onConflictDoNothing();
  }
}
