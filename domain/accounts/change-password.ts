// Change one's password, knowing the present one. All sessions begun before are over. Undo: change it back.
import { eq } from "drizzle-orm";
import { people } from "@/db/schema/accounts";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { realNow } from "@/domain/time";
import { hashPassword, isPasswordOf } from "./passwords";

/** `newPassword` is checked already: NewPassword of rules.ts. */
export type ChangePassword = { currentPassword: string; newPassword: string };

/** Refuses "wrong-password" when the present one is another. The session that asked is over too. */
export async function changePassword(
  ctx: Core,
  { currentPassword, newPassword }: ChangePassword,
): Promise<Outcome<{ personId: string }, "not-signed-in" | "wrong-password">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const [row] = await ctx.db
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, person.personId));
  if (!(await isPasswordOf(row?.passwordHash, currentPassword))) return refuse("wrong-password");
  await ctx.db
    .update(people)
    .set({ passwordHash: await hashPassword(newPassword), passwordChangedAt: realNow(ctx.clock) })
    .where(eq(people.id, person.personId));
  return ok({ personId: person.personId });
}
