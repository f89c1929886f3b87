// Let this advertiser's promotions be shown to me again. Undo: hide-advertiser.
import { and, eq } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { hiddenAdvertisers } from "@/db/schema/promotions";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function showAdvertiser(
  ctx: Core,
  input: { handle: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const [advertiser] = await ctx.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.handle, input.handle.toLowerCase()));
  if (!advertiser) return refuse("not-found");
  await ctx.db
    .delete(hiddenAdvertisers)
    .where(
      and(
        eq(hiddenAdvertisers.accountId, person.accountId),
        eq(hiddenAdvertisers.advertiserId, advertiser.id),
      ),
    );
  return ok(undefined);
}
