// Never show this advertiser's promotions to me again. Undo: show-advertiser.
import { eq } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { hiddenAdvertisers } from "@/db/schema/promotions";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export async function hideAdvertiser(
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
    .insert(hiddenAdvertisers)
    .values({ accountId: person.accountId, advertiserId: advertiser.id, createdAt: ctx.clock.now() })
    .onConflictDoNothing();
  return ok(undefined);
}
