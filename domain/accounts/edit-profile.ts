// Edit one's profile: what others see, and the language and country one is served in.
// Undo: edit it back, as long as nobody has taken the old handle.
import { eq } from "drizzle-orm";
import { accounts, people } from "@/db/schema/accounts";
import { type Core, inTransaction, type Locale, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { isReservedHandle, type Picture } from "./rules";
import { takeHandle } from "./take-handle";

/** Already checked by the words of rules.ts. */
export type EditProfile = {
  name: string;
  handle: string;
  bio: string;
  picture: Picture;
  locale: Locale;
  country: string;
};
export type EditProfileRefusal = "not-signed-in" | "handle-taken" | "handle-reserved";

/** Refuses "handle-reserved" for a new handle that the site needs itself, "handle-taken" for somebody else's. */
export async function editProfile(
  ctx: Core,
  { name, handle, bio, picture, locale, country }: EditProfile,
): Promise<Outcome<undefined, EditProfileRefusal>> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  if (handle !== person.handle && isReservedHandle(handle)) return refuse("handle-reserved");
  return inTransaction(ctx, async (core) => {
    if (!(await takeHandle(core, person.accountId, handle))) return refuse("handle-taken");
    const avatarUrl = picture === "initials" ? null : `/avatars/${picture}.svg`;
    await core.db
      .update(accounts)
      .set({ name, bio, ...(picture === "current" ? {} : { avatarUrl }) })
      .where(eq(accounts.id, person.accountId));
    await core.db.update(people).set({ locale, country }).where(eq(people.id, person.personId));
    return ok(undefined);
  });
}
