// What the outbox of the demo world shows. Only for that: mails hold secret links.
import { desc, eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import type { Core } from "@/domain/context";

export type Mail = typeof mails.$inferSelect;

const mailsShown = 100;

/** The latest mails, newest first. */
export async function latestMails(ctx: Core): Promise<Mail[]> {
  return ctx.db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(mailsShown);
}

export async function mailById(ctx: Core, mailId: string): Promise<Mail | undefined> {
  const [mail] = await ctx.db.select().from(mails).where(eq(mails.id, mailId));
  return mail;
}
