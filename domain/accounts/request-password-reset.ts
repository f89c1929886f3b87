// Ask for a link to choose a new password. It goes to whoever reads that address, and who asks learns nothing.
// Undo: the link ends by itself after an hour.
import { desc, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts, people } from "@/db/schema/accounts";
import { type Core, inTransaction } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { minutesAfter } from "@/domain/time";
import { createMailLink } from "./mail-links";

const resetMinutes = 60;

/** @param input its `email` as Email of rules.ts writes it; one that nobody has is mailed nothing. Counts no tries. */
export async function requestPasswordReset(ctx: Core, { email }: { email: string }): Promise<void> {
  await inTransaction(ctx, async (core) => {
    // Who confirmed the address, else who claimed it last: the same two whom check-password looks at.
    const [person] = await core.db
      .select({ id: people.id, name: accounts.name, locale: people.locale })
      .from(people)
      .innerJoin(accounts, eq(accounts.id, people.accountId))
      .where(eq(people.email, email))
      .orderBy(sql`case when ${people.emailConfirmedAt} is null then 1 else 0 end`, desc(people.createdAt))
      .limit(1);
    if (!person) return;
    const now = core.clock.now();
    const secret = await createMailLink(core, {
      kind: "reset-password",
      email,
      personId: person.id,
      expiresAt: minutesAfter(now, resetMinutes),
    });
    await queueMail(core, {
      kind: "reset-password",
      to: email,
      locale: person.locale,
      content: { name: person.name, url: `/reset-password?token=${secret}` },
      eventKey: `reset-password:${person.id}:${newId(now)}`,
    });
  });
}
