// Makers of rows for tests and stories: people, merchants, products, causes. Every test makes its own.
import { eq } from "drizzle-orm";
import type { Database } from "@/db";
import { newId } from "@/db/id";
import { accounts, merchants, nonprofits, people, type PostalAddress } from "@/db/schema/accounts";
import { deliveryMethods, listings, products, taxRates, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { causes } from "@/db/schema/donations";
import { tweets } from "@/db/schema/timeline";
import { commerceProgrammeId } from "./catalog/offers";
import type { Person } from "./context";
import { type Instant, minutesAfter } from "./time";

export const lyonAddress: PostalAddress = {
  fullName: "Grace Okafor",
  line1: "3 rue du Bât-d’Argent",
  city: "Lyon",
  postalCode: "69001",
  country: "FR",
};

/** @param clock tells when the rows are made · offers open at the moment of the call. */
export function rows(db: Database, clock: () => Instant) {
  const start = clock();
  async function account(kind: "person" | "merchant" | "nonprofit", handle: string) {
    const id = newId(clock());
    await db.insert(accounts).values({
      id,
      kind,
      handle,
      name: handle,
      createdAt: clock(),
      verifiedAt: kind === "person" ? null : clock(),
    });
    return id;
  }

  /** A person with a context of their own. */
  async function person(handle: string, country = "FR") {
    const accountId = await account("person", handle);
    const personId = newId(clock());
    const email = `${handle}@merle.test`;
    await db.insert(people).values({
      id: personId,
      accountId,
      email,
      emailConfirmedAt: clock(),
      passwordHash: "",
      passwordChangedAt: clock(),
      locale: "en",
      country,
      createdAt: clock(),
    });
    const actor: Person = {
      kind: "person",
      personId,
      accountId,
      handle,
      email,
      country,
      isOperator: false,
      memberships: [],
    };
    return { actor, personId, accountId, email };
  }

  /**
   * A merchant that sells in euros from Lyon, prices with VAT, on a channel of its own without an end. A delivery costs
   * as many minor units in each of its currencies.
   */
  async function merchant(handle = "atelier", facts: Partial<typeof merchants.$inferInsert> = {}) {
    const accountId = await account("merchant", handle);
    await db.insert(merchants).values({
      accountId,
      legalName: handle,
      address: lyonAddress,
      country: "FR",
      currency: "EUR",
      pricesIncludeTax: true,
      supportEmail: `${handle}@merle.test`,
      website: `https://${handle}.example`,
      returnPolicy: { en: "30 days", fr: "30 jours" },
      timeZone: "Europe/Paris",
      canBePaid: true,
      commissionBasisPoints: 500,
      createdAt: clock(),
      ...facts,
    });
    await db
      .insert(programmes)
      .values({ id: commerceProgrammeId, name: "Buy now", opensAt: minutesAfter(start, -1000) })
      .onConflictDoNothing();
    const channelId = newId(clock());
    await db.insert(channels).values({
      id: channelId,
      slug: `direct-${handle}`,
      name: "Direct",
      opensAt: minutesAfter(start, -1000),
    });
    const connectionId = newId(clock());
    await db
      .insert(connections)
      .values({ id: connectionId, channelId, merchantId: accountId, opensAt: minutesAfter(start, -1000) });
    await db.insert(deliveryMethods).values({
      id: newId(clock()),
      merchantId: accountId,
      kind: "standard",
      feeMinor: 500,
      currency: facts.currency ?? "EUR",
      otherFees: Object.fromEntries(
        (facts.otherCurrencies ?? []).map((code) => [code, { feeMinor: 500, freeFromMinor: null }]),
      ),
      minDays: 2,
      maxDays: 4,
    });
    await db
      .insert(taxRates)
      .values({
        id: newId(clock()),
        country: "FR",
        name: "TVA",
        rateBasisPoints: 2000,
        appliesToShipping: true,
      })
      .onConflictDoNothing();
    return { accountId, channelId, connectionId, currency: facts.currency ?? "EUR" };
  }

  /** A product with one variant and its listing. Prices in minor units, the others by currency. */
  async function listing(
    seller: Awaited<ReturnType<typeof merchant>>,
    facts: {
      priceMinor?: number;
      otherPrices?: Record<string, number>;
      unitsInStock?: number;
      slug?: string;
      title?: string;
      listing?: Partial<typeof listings.$inferInsert>;
    } = {},
  ) {
    const productId = newId(clock());
    const slug = facts.slug ?? `mug-${productId.toLowerCase()}`;
    await db.insert(products).values({
      id: productId,
      merchantId: seller.accountId,
      slug,
      title: facts.title ?? "Everyday mug",
      tags: [],
      options: [],
      status: "active",
      createdAt: clock(),
      updatedAt: clock(),
    });
    const variantId = newId(clock());
    await db.insert(variants).values({
      id: variantId,
      productId,
      position: 1,
      sku: slug,
      optionValues: [],
      priceMinor: facts.priceMinor ?? 2400,
      currency: seller.currency,
      otherPrices: facts.otherPrices ?? {},
      priceCheckedAt: clock(),
      unitsInStock: facts.unitsInStock ?? 5,
      unitsReceived: facts.unitsInStock ?? 5,
    });
    const listingId = newId(clock());
    await db.insert(listings).values({
      id: listingId,
      productId,
      merchantId: seller.accountId,
      connectionId: seller.connectionId,
      checkout: "here",
      merchantUrl: `https://atelier.example/${slug}`,
      opensAt: start,
      unitsPerBuyer: 5,
      createdAt: clock(),
      ...facts.listing,
    });
    return { listingId, productId, variantId };
  }

  /** A verified charity with one cause in euros, from 2 euros. */
  async function cause() {
    const accountId = await account("nonprofit", `rivers${newId(clock()).slice(-6).toLowerCase()}`);
    await db.insert(nonprofits).values({
      accountId,
      legalName: "Rivières Vivantes",
      registration: "W000000000",
      country: "FR",
      verifiedAt: start,
      createdAt: clock(),
    });
    const causeId = newId(clock());
    await db.insert(causes).values({
      id: causeId,
      nonprofitId: accountId,
      slug: `clean-${causeId.toLowerCase()}`,
      title: "Clean the Saône",
      description: "Gloves, boats, patience.",
      imageUrl: "/demo/causes/clean-the-saone.webp",
      currency: "EUR",
      minimumMinor: 200,
      suggestions: [],
      createdAt: clock(),
    });
    return { causeId, accountId };
  }

  /** A tweet of an account that carries a listing or a cause. */
  async function cardTweet(authorId: string, text: string, card: { listingId?: string; causeId?: string }) {
    const at = clock();
    const id = newId(at);
    await db.insert(tweets).values({
      id,
      authorId,
      text,
      language: "en",
      entities: [],
      pictures: [],
      conversationId: id,
      cardKind: card.listingId ? "product" : "donation",
      listingId: card.listingId ?? null,
      causeId: card.causeId ?? null,
      createdAt: at,
    });
    return id;
  }

  async function units(variantId: string) {
    const [row] = await db
      .select({ inStock: variants.unitsInStock, held: variants.unitsHeld, sold: variants.unitsSold })
      .from(variants)
      .where(eq(variants.id, variantId));
    return row;
  }

  return { account, person, merchant, listing, cause, cardTweet, units };
}
