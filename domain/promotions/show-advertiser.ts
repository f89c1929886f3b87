// Let this advertiser's promotions be shown to me again. Undo: hide-advertiser.
import { and, eq } from "drizzle-orm";
import { hiddenAdvertisers } from "@/db/schema/promotions";
import { accountIdOf } from "@/domain/accounts/queries";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function showAdvertiser(
  ctx: Core,
  input: { handle: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const advertiserId = await accountIdOf(ctx, input.handle);
  if (!advertiserId) return refuse("not-found");
  await ctx.db
    .delete(hiddenAdvertisers)
    .where(
      and(
        eq(hiddenAdvertisers.accountId, person.accountId),
        eq(hiddenAdvertisers.advertiserId, advertiserId),
      ),
    );
  return ok(undefined);
}
