// Choose a new password by the link of a mail. Having read the mail also confirms its address, and sessions begun
// before are over. Undo: ask for another link.
import { and, eq, isNull } from "drizzle-orm";
import { mailLinks, people } from "@/db/schema/accounts";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { realNow } from "@/domain/time";
import { claimEmail } from "./confirm-email";
import { findMailLink, takeMailLink } from "./mail-links";
import { hashPassword } from "./passwords";

/** `secret` is that of the mail; `password` is checked already: NewPassword of rules.ts. */
export type ResetPassword = { secret: string; password: string };

/** Refuses "link-gone" for a link that is used, too old or unknown. */
export async function resetPassword(
  ctx: Core,
  { secret, password }: ResetPassword,
): Promise<Outcome<{ personId: string }, "link-gone">> {
  // Looked at first: hashing is slow on purpose, and whoever makes links up must not have it done.
  if (!(await findMailLink(ctx, "reset-password", secret))) return refuse("link-gone");
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (core) => {
    const link = await findMailLink(core, "reset-password", secret);
    if (!link?.personId || !(await takeMailLink(core, link.id))) return refuse("link-gone");
    const now = core.clock.now();
    await core.db
      .update(people)
      .set({ passwordHash, passwordChangedAt: realNow(core.clock) })
      .where(eq(people.id, link.personId));
    // Links asked for before must not change the new password.
    await core.db
      .update(mailLinks)
      .set({ usedAt: now })
      .where(
        and(
          eq(mailLinks.personId, link.personId),
          eq(mailLinks.kind, "reset-password"),
          isNull(mailLinks.usedAt),
        ),
      );
    await claimEmail(core, link.personId, link.email);
    return ok({ personId: link.personId });
  });
}
