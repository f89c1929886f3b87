// Ask the reader of an address to confirm that it is theirs, or, when somebody else has confirmed it already, tell
// that somebody. Who asked sees no difference.
import { and, eq, isNotNull } from "drizzle-orm";
import { accounts, people } from "@/db/schema/accounts";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { daysAfter } from "@/domain/time";
import { newId } from "@/db/id";
import { createMailLink } from "./mail-links";

const confirmDays = 7;

export type Newcomer = { personId: string; name: string; email: string };

/** Writes the mail, in the caller's transaction. */
export async function mailConfirmation(core: Core, { personId, name, email }: Newcomer): Promise<void> {
  const now = core.clock.now();
  const [owner] = await core.db
    .select({ name: accounts.name, locale: people.locale })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(and(eq(people.email, email), isNotNull(people.emailConfirmedAt)));
  if (owner) {
    await queueMail(core, {
      kind: "address-already-known",
      to: email,
      locale: owner.locale,
      content: { name: owner.name, signInUrl: "/sign-in", resetUrl: "/forgot-password" },
      eventKey: `address-already-known:${personId}:${newId(now)}`,
    });
    return;
  }
  const secret = await createMailLink(core, {
    kind: "confirm-email",
    email,
    personId,
    expiresAt: daysAfter(now, confirmDays),
  });
  await queueMail(core, {
    kind: "confirm-email",
    to: email,
    locale: core.locale,
    content: { name, url: `/confirm-email?token=${secret}` },
    eventKey: `confirm-email:${personId}:${newId(now)}`,
  });
}

/** Sends it again. Refuses guests, and who has confirmed already. */
export async function sendConfirmationAgain(
  ctx: Core,
): Promise<Outcome<undefined, "not-signed-in" | "already-confirmed">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const [row] = await core.db
      .select({ name: accounts.name, email: people.email, confirmedAt: people.emailConfirmedAt })
      .from(people)
      .innerJoin(accounts, eq(accounts.id, people.accountId))
      .where(eq(people.id, person.personId));
    if (!row || row.confirmedAt) return refuse("already-confirmed");
    await mailConfirmation(core, { personId: person.personId, name: row.name, email: row.email });
    return ok(undefined);
  });
}
