// Rows of a story's own, in the database of the Merle that it plays against. What a verb can make, a verb makes.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { database } from "@/db";
import { accounts, members, people } from "@/db/schema/accounts";
import { signUp } from "@/domain/accounts/sign-up";
import type { Core, Role } from "@/domain/context";
import { rows } from "@/domain/testing-rows";
import { systemClock } from "@/domain/time";

export const password = "a sentence is fine";

export const core: Core = { db: database(), clock: systemClock, actor: { kind: "schedule" }, locale: "en" };

/** Makers of merchants, products and causes, as the unit tests use them. */
export const making = rows(core.db, core.clock.now);

/** Letters and digits that no other story uses, fit for a handle. */
export const unique = (word: string) => `${word}_${randomUUID().replaceAll("-", "").slice(0, 10)}`;

/** Somebody who has just signed up, with an address that is confirmed. */
export async function newPerson(name = "Robin Marsh") {
  const handle = unique("robin");
  const email = `${handle}@merle.test`;
  const outcome = await signUp(core, { name, handle, email, password, country: "FR" });
  if (!outcome.ok) throw new Error(`Nobody could sign up as ${handle}: ${outcome.reason}`);
  const { personId } = outcome.value;
  await core.db.update(people).set({ emailConfirmedAt: core.clock.now() }).where(eq(people.id, personId));
  return { personId, handle, email, name };
}

/** Somebody who works for a shop. */
export async function newMember(accountId: string, role: Role, name?: string) {
  const person = await newPerson(name);
  await core.db
    .insert(members)
    .values({ accountId, personId: person.personId, role, createdAt: core.clock.now() });
  return person;
}

export async function personIdOf(handle: string): Promise<string> {
  const [row] = await core.db
    .select({ personId: people.id })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(accounts.handle, handle));
  if (!row) throw new Error(`Nobody here is called ${handle}`);
  return row.personId;
}

/**
 * A product of a new merchant in Lyon, for sale in euros with one variant, and a tweet of theirs that carries it.
 * @param facts.priceMinor cents, tax included
 */
export async function newProduct(facts: { priceMinor?: number; unitsInStock?: number } = {}) {
  const handle = unique("shop");
  const seller = await making.merchant(handle);
  const { listingId, productId, variantId } = await making.listing(seller, { unitsInStock: 20, ...facts });
  const tweetId = await making.cardTweet(seller.accountId, "Out of the kiln this morning.", { listingId });
  return {
    seller: handle,
    sellerId: seller.accountId,
    productId,
    variantId,
    listingId,
    tweetId,
    buyPath: `/buy/${listingId}`,
    tweetPath: `/${handle}/status/${tweetId}`,
  };
}
