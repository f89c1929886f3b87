// Confirm an e-mail by the link of a mail. Only its own person can, signed in: somebody may have opened an account
// with another's address, and that other must not confirm it for them by a click. Undo: none.
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { people } from "@/db/schema/accounts";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { findMailLink, takeMailLink } from "./mail-links";

export type ConfirmEmailRefusal = "link-gone" | "not-signed-in" | "belongs-to-another";

/** Refuses "not-signed-in" also to anybody but the link's own person. */
export async function confirmEmail(
  ctx: Core,
  { secret }: { secret: string },
): Promise<Outcome<undefined, ConfirmEmailRefusal>> {
  const person = personOf(ctx);
  return inTransaction(ctx, async (core) => {
    const link = await findMailLink(core, "confirm-email", secret);
    if (!link?.personId) return refuse("link-gone");
    if (link.personId !== person?.personId) return refuse("not-signed-in");
    if (!(await claimEmail(core, link.personId, link.email))) return refuse("belongs-to-another");
    await takeMailLink(core, link.id);
    return ok(undefined);
  });
}

/** Notes that this person reads this address. False when somebody else has confirmed it. */
export async function claimEmail(core: Core, personId: string, email: string): Promise<boolean> {
  try {
    // Nested, so that the unique index of confirmed addresses undoes this statement alone.
    await core.db.transaction(async () => {
      await core.db
        .update(people)
        .set({ emailConfirmedAt: core.clock.now() })
        .where(and(eq(people.id, personId), eq(people.email, email), isNull(people.emailConfirmedAt)));
    });
    return true;
  } catch (error) {
    const [owner] = await core.db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.email, email), isNotNull(people.emailConfirmedAt)));
    if (!owner || owner.id === personId) throw error;
    return false;
  }
}
