// Sign in: which person an e-mail and a password belong to. Several people may claim one address (see sign-up), so
// two are looked at: who confirmed it, and who claimed it last. Always two comparisons: the time tells nothing.
import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { people } from "@/db/schema/accounts";
import type { Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { isPasswordOf } from "./passwords";

/** `email` as Email of rules.ts writes it. */
export type CheckPassword = { email: string; password: string };

/** Refuses in the same words, after the same time, whether it was the address or the password. Counts no tries. */
export async function checkPassword(
  core: Core,
  { email, password }: CheckPassword,
): Promise<Outcome<{ personId: string }, "wrong-email-or-password">> {
  const columns = { personId: people.id, passwordHash: people.passwordHash };
  const [owner] = await core.db
    .select(columns)
    .from(people)
    .where(and(eq(people.email, email), isNotNull(people.emailConfirmedAt)));
  const [claimant] = await core.db
    .select(columns)
    .from(people)
    .where(and(eq(people.email, email), isNull(people.emailConfirmedAt)))
    .orderBy(desc(people.createdAt))
    .limit(1);
  const [isOwner, isClaimant] = await Promise.all([
    isPasswordOf(owner?.passwordHash, password),
    isPasswordOf(claimant?.passwordHash, password),
  ]);
  if (owner && isOwner) return ok({ personId: owner.personId });
  if (claimant && isClaimant) return ok({ personId: claimant.personId });
  return refuse("wrong-email-or-password");
}
