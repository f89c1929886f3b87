// Never show this advertiser's promotions to me again. Undo: show-advertiser.
import { hiddenAdvertisers } from "@/db/schema/promotions";
import { accountIdOf } from "@/domain/accounts/queries";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function hideAdvertiser(
  ctx: Core,
  input: { handle: string },
): Promise<Outcome<undefined, "not-signed-in" | "not-found">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const advertiserId = await accountIdOf(ctx, input.handle);
  if (!advertiserId) return refuse("not-found");
  await ctx.db
    .insert(hiddenAdvertisers)
    .values({ accountId: person.accountId, advertiserId, createdAt: ctx.clock.now() })
    .onConflictDoNothing();
  return ok(undefined);
}
