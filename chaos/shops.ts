// What can be bought and given in the walk: shops in several currencies with little stock, charities, a few people.
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { listings, variants } from "@/db/schema/catalog";
import type { Person } from "@/domain/context";
import { rows } from "@/domain/testing-rows";
import type { Clock } from "@/domain/time";

export type Ware = {
  name: string;
  listingId: string;
  variantId: string;
  priceMinor: number;
  /** In which it is sold, the shop's own first. */
  currencies: string[];
  isWithdrawn: boolean;
};
export type Cause = { name: string; causeId: string; currency: string };
export type Member = { name: string; actor: Person };
/** A shop or a charity that is to have an account of its own at Stripe, so that its money goes on to it. */
export type Owner = { name: string; accountId: string };
export type Shops = {
  wares: [Ware, ...Ware[]];
  causes: [Cause, ...Cause[]];
  members: [Member, ...Member[]];
  owners: [Owner, ...Owner[]];
};

const shops = [
  {
    handle: "atelier",
    currency: "EUR",
    others: ["GBP", "JPY"],
    wares: [
      ["mug", 2400, 3],
      ["bowl", 3950, 12],
      ["last plate", 990, 1],
    ],
  },
  {
    handle: "roaster",
    currency: "USD",
    others: ["CAD"],
    wares: [
      ["coffee", 1850, 8],
      ["grinder", 24_999, 2],
    ],
  },
  {
    handle: "papier",
    currency: "JPY",
    others: [],
    wares: [
      ["notebook", 480, 5],
      ["scroll", 120_000, 1],
    ],
  },
] as const;

const names = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald"] as const;

export async function openShops(db: Database, clock: Clock): Promise<Shops> {
  const make = rows(db, clock.now);
  const wares: Ware[] = [];
  const owners: Owner[] = [];
  for (const shop of shops) {
    const { currency, others } = shop;
    const seller = await make.merchant(shop.handle, { currency, otherCurrencies: [...others] });
    if (shop.handle !== "roaster") owners.push({ name: shop.handle, accountId: seller.accountId });
    for (const [name, priceMinor, unitsInStock] of shop.wares) {
      const listing = { unitsPerBuyer: name === "coffee" ? 3 : 100_000 };
      // As many minor units of each: whoever takes one currency for another is not saved by the figures.
      const otherPrices = Object.fromEntries(others.map((code) => [code, priceMinor]));
      const made = await make.listing(seller, { priceMinor, otherPrices, unitsInStock, listing });
      wares.push({ name, priceMinor, currencies: [currency, ...others], isWithdrawn: false, ...made });
    }
  }
  const causes: Cause[] = [];
  for (const name of ["the rivers", "the forest"]) {
    const { causeId, accountId } = await make.cause();
    causes.push({ name, currency: "EUR", causeId });
    if (name === "the forest") owners.push({ name, accountId });
  }
  const members: Member[] = [];
  for (const name of names) members.push({ name, actor: (await make.person(name.toLowerCase())).actor });
  return { wares, causes, members, owners } as Shops;
}

/** More comes in. */
export async function receiveUnits(db: Database, ware: Ware, units: number): Promise<void> {
  await db
    .update(variants)
    .set({
      unitsInStock: sql`${variants.unitsInStock} + ${units}`,
      unitsReceived: sql`${variants.unitsReceived} + ${units}`,
    })
    .where(eq(variants.id, ware.variantId));
}

export async function changePrice(db: Database, ware: Ware, priceMinor: number): Promise<void> {
  ware.priceMinor = priceMinor;
  await db.update(variants).set({ priceMinor }).where(eq(variants.id, ware.variantId));
}

/** Takes it out of the shop, or back in. */
export async function withdrawOrOffer(db: Database, clock: Clock, ware: Ware): Promise<void> {
  ware.isWithdrawn = !ware.isWithdrawn;
  await db
    .update(listings)
    .set({ withdrawnAt: ware.isWithdrawn ? clock.now() : null })
    .where(eq(listings.id, ware.listingId));
}
