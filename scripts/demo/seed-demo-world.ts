// Put the demo world into an empty database: all of it or nothing. Undo: delete the database.
import { accounts } from "@/db/schema/accounts";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { demoFile } from "./demo-files";
import { seedEras, seedFormerListings, seedFormerTweets } from "./seed-history";
import { seedAccounts, seedMerchants, seedNonprofits, seedPeople, seedTaxRates } from "./seed-people";
import { seedCatalogues, seedConnections, seedListingTerms } from "./seed-shops";
import { countForAccounts, seedFollows, seedLikes, seedPromotions, seedTweets } from "./seed-timeline";

export type DemoFigures = { accounts: number; tweets: number };

/** All but its history is dated from `ctx.clock`. Throws when the files of the demo world contradict each other. */
export async function seedDemoWorld(ctx: Core): Promise<Outcome<DemoFigures, "not-empty">> {
  return inTransaction({ ...ctx, actor: { kind: "schedule" } }, async (core) => {
    const somebody = await core.db.select({ id: accounts.id }).from(accounts).limit(1);
    if (somebody.length > 0) return refuse("not-empty");
    const known = await seedAccounts(core);
    const personIds = await seedPeople(core, known);
    await seedMerchants(core, known, personIds);
    const causeIds = await seedNonprofits(core, known);
    await seedTaxRates(core);
    await seedEras(core);
    await seedConnections(core, known);
    await seedCatalogues(core, known);
    await seedListingTerms(core, known);
    await seedFormerListings(core, known);
    await seedFormerTweets(core, known, causeIds);
    const told = await seedTweets(core, known, causeIds);
    await seedLikes(core, known, told);
    await seedFollows(core, known);
    await countForAccounts(core, known);
    await seedPromotions(core, known, told);
    return ok({
      accounts: demoFile("people.json").length,
      tweets: told.size + demoFile("history.json").tweets.length,
    });
  });
}
