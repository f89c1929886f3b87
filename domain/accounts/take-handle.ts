// Give an account another handle. Undo: give it the old one back, as long as nobody has taken it.
import { eq } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import type { Core } from "@/domain/context";

/** False when another account has it: the unique index settles it, so that two cannot take it at once. */
export async function takeHandle(core: Core, accountId: string, handle: string): Promise<boolean> {
  try {
    await core.db.transaction(async () => {
      await core.db.update(accounts).set({ handle }).where(eq(accounts.id, accountId));
    });
    return true;
  } catch (error) {
    const [owner] = await core.db
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.handle, handle));
    if (!owner || owner.id === accountId) throw error;
    return false;
  }
}
