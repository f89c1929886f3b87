// Forget an address that was kept for next time. Orders keep theirs: that is where their parcels went.
// Undo: tick the box again when buying.
import { and, eq } from "drizzle-orm";
import { keptAddresses } from "@/db/schema/accounts";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function removeKeptAddress(
  ctx: Core,
  { addressId }: { addressId: string },
): Promise<Outcome<undefined, "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-found");
  const removed = await ctx.db
    .delete(keptAddresses)
    .where(and(eq(keptAddresses.id, addressId), eq(keptAddresses.personId, person.personId)))
    .returning({ id: keptAddresses.id });
  return removed.length > 0 ? ok(undefined) : refuse("not-found");
}
