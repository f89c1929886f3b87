// What the outbox of the demo world shows. Only for that: mails hold secret links.
import { desc, eq, lt } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import type { Core } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";

export type Mail = typeof mails.$inferSelect;

const mailsShown = 100;

/** The latest mails until the moment that is shown, newest first. */
export async function latestMails(ctx: Core): Promise<Mail[]> {
  return ctx.db
    .select()
    .from(mails)
    .where(lt(mails.id, firstIdToCome(ctx)))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(mailsShown);
}

export async function mailById(ctx: Core, mailId: string): Promise<Mail | undefined> {
  const [mail] = await ctx.db.select().from(mails).where(eq(mails.id, mailId));
  return mail;
}
