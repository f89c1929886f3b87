// The table of a shop's listings: what it finds, in which order, and that the state that it filters by is the state
// that the one function says.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchants } from "@/db/schema/accounts";
import { listings, products, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import type { Context } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import { minutesAfter } from "@/domain/time";
import { type ListingSort, listingSorts, listingStates, type ListingView } from "./listing-rules";
import { type ListingRow, listingTable } from "./listing-table";

async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier");
  const person = await w.person("mona");
  const mona: Context = {
    ...person,
    actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role: "analyst" }] },
  };
  const table = async (
    view: ListingView = "all",
    sort: ListingSort = "newest",
    search = "",
    after?: string,
  ) => {
    const found = await listingTable(mona, { accountId: seller.accountId, view, sort, search, after });
    if (!found) throw new Error("The table is not shown");
    return found;
  };
  const titles = async (...asked: Parameters<typeof table>) =>
    (await table(...asked)).rows.map(({ title }) => title);
  const named = async (title: string, facts: Parameters<World["listing"]>[1] = {}) => {
    const made = await w.listing(seller, { slug: title.toLowerCase(), ...facts });
    await w.db.update(products).set({ title }).where(eq(products.id, made.productId));
    return made;
  };
  return { ...w, seller, mona, table, titles, named };
}

test("listings are sorted by title, price and stock, and by when they were made", async () => {
  const w = await shop();
  await w.named("bowl", { priceMinor: 900, unitsInStock: 7 });
  w.passMinutes(1);
  await w.named("Cup", { priceMinor: 2400, unitsInStock: 0 });
  w.passMinutes(1);
  await w.named("Apron", { priceMinor: 1500, unitsInStock: 40 });
  expect(await w.titles()).toEqual(["Apron", "Cup", "bowl"]);
  expect(await w.titles("all", "title")).toEqual(["Apron", "bowl", "Cup"]);
  expect(await w.titles("all", "price")).toEqual(["bowl", "Apron", "Cup"]);
  expect(await w.titles("all", "price-down")).toEqual(["Cup", "Apron", "bowl"]);
  expect(await w.titles("all", "stock")).toEqual(["Cup", "bowl", "Apron"]);
  expect(await w.titles("all", "stock-down")).toEqual(["Apron", "bowl", "Cup"]);
  expect(await w.titles("low-stock")).toEqual(["Cup", "bowl"]);
  expect((await w.table()).rows[0]).toMatchObject({
    price: { fromMinor: 1500, toMinor: 1500, currency: "EUR" },
    unitsInStock: 40,
    unitsHeld: 0,
    state: "for-sale",
    channelName: "Direct",
  });
});

test("a listing is found by its title, with or without accents, and by a part of its SKU", async () => {
  const w = await shop();
  const { productId } = await w.named("Thé vert 100%", { slug: "the-vert-100" });
  await w.named("Under_score");
  await w.db.update(variants).set({ sku: "TEA-77" }).where(eq(variants.productId, productId));
  for (const words of ["Thé", "the VERT", "100%", "tea-7", "77"])
    expect(await w.titles("all", "newest", words), words).toEqual(["Thé vert 100%"]);
  expect(await w.titles("all", "newest", "r_s")).toEqual(["Under_score"]);
  for (const words of ["n_t", "%%", "zebra"])
    expect(await w.titles("all", "newest", words), words).toEqual([]);
});

// Out: the second half of what is behind. Then: of those that are equal some are left out.
test("every order is read on from where it stopped, and nothing is left out or comes twice", async () => {
  const w = await shop();
  for (let at = 0; at < 55; at++)
    await w.named(`Mug ${at % 7}`, { slug: `mug-${at}`, priceMinor: 1000 + (at % 3), unitsInStock: at % 4 });
  for (const sort of listingSorts) {
    const first = await w.table("all", sort);
    const second = await w.table("all", sort, "", first.after);
    const third = await w.table("all", sort, "", second.after);
    const all = [first, second, third].flatMap(({ rows }) => rows);
    expect(all.map(({ listingId }) => listingId).toSorted(), sort).toHaveLength(55);
    expect(new Set(all.map(({ listingId }) => listingId)).size, sort).toBe(55);
    expect([first.rows.length, second.rows.length, third.after], sort).toEqual([25, 25, undefined]);
    const neighbours = all.slice(1).map((row, at) => [all[at]!, row] as const);
    const isInOrder: Partial<Record<ListingSort, (a: ListingRow, b: ListingRow) => boolean>> = {
      title: (a, b) => a.title <= b.title,
      price: (a, b) => a.price!.fromMinor <= b.price!.fromMinor,
      "price-down": (a, b) => a.price!.fromMinor >= b.price!.fromMinor,
      stock: (a, b) => a.unitsInStock <= b.unitsInStock,
      "stock-down": (a, b) => a.unitsInStock >= b.unitsInStock,
    };
    expect(
      neighbours.every(([a, b]) => isInOrder[sort]?.(a, b) ?? true),
      sort,
    ).toBe(true);
  }
  expect((await w.table("all", "title", "", "gone")).rows, "begins anew").toHaveLength(25);
  expect((await w.table("all", "title", "mug 6")).rows).toHaveLength(7);
});

test("whoever does not work for the shop sees no table, and no listing of another shop is in it", async () => {
  const w = await shop();
  await w.named("Cup");
  const rival = await w.merchant("rival");
  await w.listing(rival);
  expect((await w.table()).rows).toHaveLength(1);
  const asked = { view: "all", sort: "newest", search: "" } as const;
  expect(await listingTable(w.mona, { accountId: rival.accountId, ...asked })).toBeUndefined();
  expect(await listingTable(w.guest(), { accountId: w.seller.accountId, ...asked })).toBeUndefined();
});

// Out: any one line of the steps in listing-table.ts, or any two of them changed places. Then: a listing is in a view
// whose word is not its own.
test("every listing is in the view of its own state, whatever its dates, its shop and its variants are", async () => {
  const w = await shop();
  const now = w.clock.now();
  const dates = [minutesAfter(now, -10), now, minutesAfter(now, 1)];
  const pick = chance(20_260_504);
  const ids: string[] = [];
  for (let at = 0; at < 24; at++) {
    const { listingId, productId } = await w.named(`Mug ${String(at).padStart(2, "0")}`, {
      listing: {
        opensAt: pick(dates),
        endsAt: pick([null, null, ...dates]),
        withdrawnAt: pick([null, null, null, ...dates]),
        checkout: pick(["here", "here", "merchant-site"]),
      },
    });
    ids.push(listingId);
    await w.db
      .update(products)
      .set({ status: pick(["active", "active", "active", "draft", "archived"]) })
      .where(eq(products.id, productId));
    const [first] = await w.db.select().from(variants).where(eq(variants.productId, productId));
    await w.db.insert(variants).values({ ...first!, id: `${first!.id}B`, position: 2 });
    for (const id of [first!.id, `${first!.id}B`])
      await w.db
        .update(variants)
        .set({
          priceMinor: pick([0, 2400, 2400]),
          priceCheckedAt: pick([minutesAfter(now, -60), minutesAfter(now, -30), now]),
          unitsHeld: 2,
          unitsInStock: pick([2, 3]),
          sellsWithoutStock: pick([false, false, false, true]),
          removedAt: pick([null, null, now]),
        })
        .where(eq(variants.id, id));
  }
  const seen = new Set<string>();
  const compare = async (why: string) => {
    const { rows } = await w.table("all", "title");
    expect(rows).toHaveLength(24);
    for (const state of listingStates) {
      const expected = rows.filter((row) => row.state === state).map(({ title }) => title);
      expect(await w.titles(state, "title"), `${state}, ${why}`).toEqual(expected);
      if (expected.length > 0) seen.add(state);
    }
  };
  await compare("as they are");
  await w.db.update(channels).set({ priceFreshMinutes: 30 });
  await compare("with prices that age");
  await w.db.update(listings).set({ opensAt: now, endsAt: null, withdrawnAt: null, checkout: "here" });
  await compare("with everything open");
  await w.db.update(merchants).set({ canBePaid: false });
  await compare("with a merchant who cannot be paid");
  await w.connect(w.seller.accountId);
  await compare("with an account at Stripe");
  await w.db.update(connections).set({ openToAllAt: dates[2]! });
  await compare("while the channel is rolled out");
  await w.db.update(channels).set({ opensAt: dates[2]! });
  await compare("before the channel opens");
  await w.db.update(programmes).set({ salesEndAt: now });
  await compare("after the sales have ended");
  expect([...seen].toSorted()).toEqual([...listingStates].toSorted());
});

/** Picks at random, the same for the same seed. */
function chance(seed: number) {
  let state = seed;
  return <T>(from: T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return from[Math.floor((state / 2_147_483_648) * from.length)]!;
  };
}
