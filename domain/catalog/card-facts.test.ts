import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { variants } from "@/db/schema/catalog";
import { world } from "@/domain/testing";
import { productCards } from "./card-facts";

test("a card promises delivery of what is sent, and none of what is not", async () => {
  const { db, guest, listing, merchant } = await world();
  const seller = await merchant("atelier");
  const [mug, pattern] = [await listing(seller), await listing(seller)];
  await db.update(variants).set({ requiresShipping: false }).where(eq(variants.id, pattern.variantId));
  const cards = await productCards(guest(), [mug.listingId, pattern.listingId]);
  expect(cards.get(mug.listingId)?.promise).toEqual({ kind: "standard", minDays: 2, maxDays: 4 });
  expect(cards.get(pattern.listingId)).toMatchObject({ promise: undefined, notForSale: undefined });
});
