// The mails that wait, to wherever the settings say that mails go.
import type { Context } from "@/domain/context";
import type { Worked } from "@/domain/leases/work-through";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { mailer, whyNotTaken } from "@/integrations/mail/mailer";

export async function deliverQueuedMails(ctx: Context): Promise<Worked> {
  const post = mailer();
  if (!post) return { done: 0, failed: [] };
  const worked = await deliverMails(ctx, post).finally(() => post.close());
  const failed = worked.failed.map(({ error, ...one }) => ({
    ...one,
    error: new Error(`The mail was not taken (${whyNotTaken(error)})`),
  }));
  return { ...worked, failed };
}
