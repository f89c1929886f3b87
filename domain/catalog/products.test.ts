// A member makes and changes products: what is written, what is refused, and what two people at once do to each other.
// What was taken out to see each fail stands above it.
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { channels } from "@/db/schema/channels";
import { auditEntries } from "@/db/schema/shops";
import type { Context, Role } from "@/domain/context";
import { world } from "@/domain/testing";
import { bought, placed } from "@/domain/testing-purchases";
import { stockDifferences } from "@/domain/audit/stock";
import { daysAfter, minutesAfter } from "@/domain/time";
import { productCards } from "./card-facts";
import { createProduct, type CreateProduct } from "./create-product";
import { editProduct } from "./edit-product";
import type { SeenVariant } from "./save-variants";
import { setStock } from "./set-stock";
import { priceHistories, shopProduct } from "./shop-product";

async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier");
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  const mona = await member("mona", "manager");
  const cup = (more: Partial<CreateProduct["product"]> = {}): CreateProduct => ({
    accountId: seller.accountId,
    connectionId: seller.connectionId,
    productId: newId(w.clock.now()),
    product: {
      title: "Tasse à café",
      description: "<p>Thrown by hand.</p><script>x()</script>",
      summary: "",
      vendor: "",
      productType: "",
      tags: ["kitchen"],
      status: "active",
      options: [{ name: "Colour", values: ["Moss", "Slate"] }],
      images: [{ url: "/media/cup.webp", alt: "A cup" }],
      variants: [variant(["Moss"]), variant(["Slate"], { priceMinor: 2600, unitsInStock: 3 })],
      ...more,
    },
    terms: { checkout: "here", merchantUrl: "", opensAt: w.clock.now(), endsAt: null, unitsPerBuyer: 5 },
  });
  const made = async (more: Partial<CreateProduct["product"]> = {}) => {
    const outcome = await createProduct(mona, cup(more));
    if (!outcome.ok) throw new Error(outcome.reason);
    return asMade(outcome.value.productId);
  };
  const asMade = async (productId: string) => {
    const page = await shopProduct(mona, productId);
    const listing = page?.listings[0];
    if (!page || !listing) throw new Error("It is not there");
    const seen: SeenVariant[] = page.variants.map(({ id, unitsInStock, ...facts }) => ({
      ...variant(facts.optionValues),
      id,
      sku: facts.sku,
      priceMinor: facts.priceMinor,
      unitsInStock,
      unitsSeen: unitsInStock,
      sellsWithoutStock: facts.sellsWithoutStock,
    }));
    return { ...page, productId, seenAt: page.product.updatedAt, listingId: listing.id, seen };
  };
  const rowsOf = (productId: string) =>
    w.db.select().from(variants).where(eq(variants.productId, productId)).orderBy(asc(variants.position));
  const log = async () =>
    (await w.db.select().from(auditEntries).orderBy(asc(auditEntries.id))).map(({ action, detail }) => ({
      action,
      detail,
    }));
  return { ...w, seller, member, mona, cup, made, asMade, rowsOf, log };
}

const variant = (optionValues: string[], more: Partial<SeenVariant> = {}): SeenVariant => ({
  sku: "",
  barcode: "",
  optionValues,
  priceMinor: 2400,
  unitsInStock: 5,
  sellsWithoutStock: false,
  requiresShipping: true,
  isTaxable: true,
  weightGrams: 300,
  imageUrl: null,
  ...more,
});

test("a product with an option is made, stands in the timeline's card, and is in the shop's log", async () => {
  const w = await shop();
  const { productId, product, listings: offered } = await w.made();
  expect(product).toMatchObject({
    slug: "tasse-a-cafe",
    descriptionHtml: "<p>Thrown by hand.</p>",
    summary: "Thrown by hand.",
    merchantId: w.seller.accountId,
  });
  expect(offered).toMatchObject([
    {
      state: "for-sale",
      merchantUrl: "https://atelier.example/products/tasse-a-cafe",
      channelName: "Direct",
    },
  ]);
  const cards = await productCards(w.guest(), [offered[0]!.id]);
  expect(cards.get(offered[0]!.id)).toMatchObject({
    title: "Tasse à café",
    priceMinor: 2400,
    isFrom: true,
    picture: { url: "/media/cup.webp", alt: "A cup" },
  });
  expect(await w.rowsOf(productId)).toMatchObject([
    { optionValues: ["Moss"], unitsReceived: 5 },
    { optionValues: ["Slate"], unitsReceived: 3 },
  ]);
  expect((await w.db.select().from(priceChanges)).map(({ priceMinor }) => priceMinor)).toEqual([2400, 2600]);
  expect(await w.log()).toMatchObject([{ action: "product-created", detail: { title: "Tasse à café" } }]);
});

// Out: the look for the id in create-product. Then: two products.
test("two presses make one product; two products of one title have two addresses", async () => {
  const w = await shop();
  const form = w.cup();
  const outcomes = await Promise.all([createProduct(w.mona, form), createProduct(w.mona, form)]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await w.db.select().from(products)).toHaveLength(1);
  expect(await w.db.select().from(listings)).toHaveLength(1);
  await Promise.all([w.made(), w.made()]);
  const slugs = (await w.db.select().from(products)).map(({ slug }) => slug);
  expect(slugs.toSorted()).toEqual(["tasse-a-cafe", "tasse-a-cafe-2", "tasse-a-cafe-3"]);
});

test("nothing is listed on a channel that takes nothing new, and it is said since when", async () => {
  const w = await shop();
  const last = minutesAfter(w.clock.now(), 10);
  await w.db.update(channels).set({ lastNewListingAt: last });
  await w.made();
  w.passMinutes(10);
  expect(await createProduct(w.mona, w.cup())).toMatchObject({
    reason: "no-new-listings",
    detail: { at: last },
  });
  await w.db.update(channels).set({ lastNewListingAt: null, opensAt: daysAfter(last, 1) });
  expect(await createProduct(w.mona, w.cup())).toMatchObject({ reason: "not-open" });
  expect(await w.db.select().from(products)).toHaveLength(1);
});

// Out: the memberships of create, edit and stock. Then: the fulfiller changes the price.
test("only owners and managers of the shop change it; another shop's product does not exist", async () => {
  const w = await shop();
  const {
    productId,
    seenAt,
    listingId,
    variants: [first],
  } = await w.made();
  const rival = await w.merchant("rival");
  const person = await w.person("rick");
  const rick: Context = {
    ...person,
    actor: { ...person.actor, memberships: [{ accountId: rival.accountId, role: "owner" }] },
  };
  const edit = { productId, seenAt, product: { title: "Mine" }, terms: [] };
  for (const nobody of [
    w.guest(),
    rick,
    await w.member("fred", "fulfilment"),
    await w.member("ann", "analyst"),
  ]) {
    expect(await createProduct(nobody, w.cup())).toMatchObject({ reason: "not-found" });
    expect(await editProduct(nobody, edit)).toMatchObject({ reason: "not-found" });
    expect(await setStock(nobody, { variantId: first!.id, by: 1 })).toMatchObject({ reason: "not-found" });
  }
  expect(await shopProduct(rick, productId)).toBeUndefined();
  expect(await createProduct(w.mona, { ...w.cup(), connectionId: rival.connectionId })).toMatchObject({
    reason: "not-found",
  });
  const theirs = await w.listing(rival);
  expect(
    await editProduct(w.mona, { ...edit, terms: [{ listingId: theirs.listingId, unitsPerBuyer: 1 }] }),
  ).toMatchObject({ reason: "not-found" });
  expect((await w.asMade(productId)).product.title, "nothing is half written").toBe("Tasse à café");
  expect(listingId).not.toBe(theirs.listingId);
});

// Out: the version in the update of edit-product. Then: the second title wins, and nobody knows.
test("of two members who save at once one is told that it was changed meanwhile", async () => {
  const w = await shop();
  const { productId, seenAt } = await w.made();
  const otto = await w.member("otto", "owner");
  const outcomes = await Promise.all(
    [w.mona, otto].map((ctx, at) =>
      editProduct(ctx, { productId, seenAt, product: { title: `Title ${at}` }, terms: [] }),
    ),
  );
  expect(outcomes.map((outcome) => (outcome.ok ? "saved" : outcome.reason)).toSorted()).toEqual([
    "changed-meanwhile",
    "saved",
  ]);
  const { product, seenAt: next } = await w.asMade(productId);
  expect(product.title).toBe(`Title ${outcomes.findIndex(({ ok }) => ok)}`);
  expect(next > seenAt, "the version grows though the clock stood still").toBe(true);
  expect(
    await editProduct(otto, { productId, seenAt: next, product: { title: "Third" }, terms: [] }),
  ).toMatchObject({ ok: true });
});

// Out: what was seen (units as they are typed). Then: the unit that was sold comes back.
test("stock is changed by what was counted: what is sold while the form is open stays sold", async () => {
  const w = await shop();
  const { productId, seenAt, listingId, seen } = await w.made();
  const moss = { listingId, variantId: seen[0]!.id! };
  await bought(w, w.guest(), moss, { quantity: 2 });
  const typed = seen.map((one, at) => (at === 0 ? { ...one, unitsInStock: 5 + 10 } : one));
  expect(
    await editProduct(w.mona, { productId, seenAt, product: { variants: typed }, terms: [] }),
  ).toMatchObject({ ok: true });
  expect(await w.rowsOf(productId)).toMatchObject([
    { unitsInStock: 13, unitsSold: 2, unitsReceived: 15 },
    { unitsInStock: 3, unitsSold: 0, unitsReceived: 3 },
  ]);
  expect(await stockDifferences(w.schedule())).toEqual([]);
});

// Out: the condition on the update of stock. Then: the database refuses, and the member sees an error page.
test("stock never falls below what checkouts hold, and it is said how many", async () => {
  const w = await shop();
  const { productId, seenAt, listingId, seen } = await w.made();
  await placed(w.guest(), { listingId, variantId: seen[0]!.id! }, { quantity: 4 });
  const typed = seen.map((one, at) => (at === 0 ? { ...one, unitsInStock: 3 } : one));
  const edit = { productId, seenAt, product: { title: "Cup", variants: typed }, terms: [] };
  expect(await editProduct(w.mona, edit)).toMatchObject({
    reason: "fewer-than-held",
    detail: { optionValues: ["Moss"], unitsHeld: 4 },
  });
  expect((await w.asMade(productId)).product.title, "nothing is half written").toBe("Tasse à café");
  const variantId = seen[0]!.id!;
  expect(await setStock(w.mona, { variantId, to: 3 })).toMatchObject({
    reason: "fewer-than-held",
    detail: { unitsHeld: 4 },
  });
  expect(await setStock(w.mona, { variantId, by: -2 })).toMatchObject({ reason: "fewer-than-held" });
  expect(await setStock(w.mona, { variantId, by: -1 })).toMatchObject({
    ok: true,
    value: { unitsInStock: 4 },
  });
  expect(await setStock(w.mona, { variantId, to: 20 })).toMatchObject({ ok: true });
  expect(await setStock(w.mona, { variantId, to: 1.5 })).toMatchObject({ reason: "not-right" });
  expect(await setStock(w.mona, { variantId, to: -1 })).toMatchObject({ reason: "not-right" });
  expect(await w.rowsOf(productId)).toMatchObject([
    { unitsInStock: 20, unitsHeld: 4, unitsReceived: 20 },
    {},
  ]);
  expect((await w.log()).slice(1)).toMatchObject([
    { action: "stock-changed", detail: { before: { unitsInStock: 5 }, after: { unitsInStock: 4 } } },
    { action: "stock-changed", detail: { after: { unitsInStock: 20 } } },
  ]);
});

test("a variant that sold on without stock can only be tied to its stock again once the stock has what is held", async () => {
  const w = await shop();
  const { productId, seenAt, listingId, seen } = await w.made({
    variants: [variant(["Moss"], { sellsWithoutStock: true, unitsInStock: 0 }), variant(["Slate"])],
  });
  await placed(w.guest(), { listingId, variantId: seen[0]!.id! }, { quantity: 2 });
  const tied = (unitsInStock: number) =>
    seen.map((one, at) => (at === 0 ? { ...one, sellsWithoutStock: false, unitsInStock } : one));
  const edit = { productId, seenAt, terms: [] };
  expect(await editProduct(w.mona, { ...edit, product: { variants: tied(0) } })).toMatchObject({
    reason: "fewer-than-held",
  });
  expect(await editProduct(w.mona, { ...edit, product: { variants: tied(2) } })).toMatchObject({ ok: true });
});

test("two members bring stock in at once, and a shopper buys meanwhile: all of it counts", async () => {
  const w = await shop();
  const { listingId, seen } = await w.made();
  const variantId = seen[0]!.id!;
  const otto = await w.member("otto", "owner");
  await Promise.all([
    setStock(w.mona, { variantId, by: 7 }),
    bought(w, w.guest(), { listingId, variantId }),
    setStock(otto, { variantId, by: 3 }),
  ]);
  expect(await w.units(variantId)).toEqual({ inStock: 14, held: 0, sold: 1 });
  expect(await stockDifferences(w.schedule())).toEqual([]);
});

test("a price goes into the history only when it differs, and the lowest of the 30 days before stands struck out", async () => {
  const w = await shop();
  const { productId, seenAt, seen, listingId } = await w.made({
    options: [],
    variants: [variant([], { priceMinor: 3000 })],
  });
  const save = (at: Date, priceMinor: number) =>
    editProduct(w.mona, {
      productId,
      seenAt: at,
      product: { variants: [{ ...seen[0]!, priceMinor }] },
      terms: [],
    });
  w.passMinutes(60);
  await save(seenAt, 3000);
  expect(await w.db.select().from(priceChanges)).toHaveLength(1);
  await save((await w.asMade(productId)).seenAt, 2500);
  const page = await w.asMade(productId);
  expect(page.card).toMatchObject({ priceMinor: 2500, wasMinor: 3000 });
  expect(await priceHistories(w.mona, page.variants, 20)).toMatchObject([
    {
      references: [{ currency: "EUR", referenceMinor: 3000 }],
      changes: [{ priceMinor: 2500 }, { priceMinor: 3000 }],
    },
  ]);
  expect((await w.log()).at(-1)).toMatchObject({
    action: "product-changed",
    detail: { variants: [{ priceMinor: { from: 3000, to: 2500 } }] },
  });
  expect((await w.rowsOf(productId))[0]?.priceCheckedAt).toEqual(w.clock.now());
  expect(listingId).toBe(page.listingId);
});

test("a value that is renamed keeps its variant; one that goes leaves the catalogue and comes back as the same", async () => {
  const w = await shop();
  const { productId, seenAt, seen } = await w.made();
  const [moss, slate] = seen;
  const renamed = { ...moss!, optionValues: ["Forest"] };
  const options = [{ name: "Colour", values: ["Forest"] }];
  await editProduct(w.mona, { productId, seenAt, product: { options, variants: [renamed] }, terms: [] });
  const page = await w.asMade(productId);
  expect(page.variants.map(({ id, optionValues }) => [id, optionValues])).toEqual([[moss!.id, ["Forest"]]]);
  await editProduct(w.mona, {
    productId,
    seenAt: page.seenAt,
    product: {
      options: [{ name: "Colour", values: ["Forest", "Slate"] }],
      variants: [...page.seen, variant(["Slate"], { priceMinor: 2600, unitsInStock: 3 })],
    },
    terms: [],
  });
  expect((await w.asMade(productId)).variants.map(({ id }) => id)).toEqual([moss!.id, slate!.id]);
});

test("the switch to the merchant's site keeps the listing, its card and its link; archiving is undone", async () => {
  const w = await shop();
  const { productId, seenAt, listingId } = await w.made();
  await editProduct(w.mona, {
    productId,
    seenAt,
    product: {},
    terms: [{ listingId, checkout: "merchant-site", merchantUrl: "https://atelier.example/cup" }],
  });
  const away = await w.asMade(productId);
  expect(away.listings).toMatchObject([{ id: listingId, state: "at-merchant-site" }]);
  expect(away.card).toMatchObject({
    listingId,
    notForSale: "at-merchant-site",
    merchantUrl: "https://atelier.example/cup",
  });
  const status = async (wanted: "archived" | "active") =>
    editProduct(w.mona, {
      productId,
      seenAt: (await w.asMade(productId)).seenAt,
      product: { status: wanted },
      terms: [{ listingId, checkout: "here" }],
    });
  await status("archived");
  expect((await w.asMade(productId)).listings).toMatchObject([{ state: "archived" }]);
  await status("active");
  expect((await w.asMade(productId)).listings).toMatchObject([
    { id: listingId, state: "for-sale", merchantUrl: "https://atelier.example/cup" },
  ]);
  expect((await w.log()).at(-1)).toMatchObject({
    detail: { before: { status: "archived" }, after: { status: "active" } },
  });
});

test("a summary of one's own stays, an empty one is made of the description; what did not change is not in the log", async () => {
  const w = await shop();
  const { productId, seenAt } = await w.made();
  const edit = (at: Date, product: Partial<CreateProduct["product"]>) =>
    editProduct(w.mona, { productId, seenAt: at, product, terms: [] });
  await edit(seenAt, { summary: "My own words" });
  const own = await w.asMade(productId);
  await edit(own.seenAt, { description: "<p>Other words.</p>" });
  expect((await w.asMade(productId)).product).toMatchObject({ summary: "My own words" });
  await edit((await w.asMade(productId)).seenAt, { summary: "" });
  const after = await w.asMade(productId);
  expect(after.product).toMatchObject({ summary: "Other words." });
  const entries = (await w.log()).length;
  await edit(after.seenAt, { title: after.product.title });
  expect(await w.log()).toHaveLength(entries);
});

test("everything that is not right is said at once, and nothing is written", async () => {
  const w = await shop();
  const form = w.cup({
    title: " ",
    options: [
      { name: "Colour", values: ["Moss", "Moss"] },
      { name: "", values: [] },
    ],
    variants: [
      variant(["Moss", "S"], { priceMinor: Number.NaN }),
      variant(["Moss", "S"], { weightGrams: -1 }),
    ],
  });
  const terms = {
    ...form.terms,
    merchantUrl: "javascript:x()",
    endsAt: form.terms.opensAt,
    unitsPerBuyer: 0,
  };
  const outcome = await createProduct(w.mona, { ...form, terms });
  expect(outcome.ok || outcome.detail).toEqual({
    problems: [
      { field: "title", reason: "missing" },
      { field: "option.0.values", reason: "twice" },
      { field: "option.1.name", reason: "missing" },
      { field: "option.1.values", reason: "missing" },
      { field: "variant.0.optionValues", reason: "not-an-option" },
      { field: "variant.0.priceMinor", reason: "bad-number" },
      { field: "variant.1.optionValues", reason: "twice" },
      { field: "variant.1.weightGrams", reason: "bad-number" },
      { field: "merchantUrl", reason: "not-a-web-address" },
      { field: "endsAt", reason: "ends-before-it-opens" },
      { field: "unitsPerBuyer", reason: "bad-number" },
    ],
  });
  expect(await w.db.select().from(products)).toEqual([]);
  const { productId, seenAt, listingId } = await w.made();
  expect(
    await editProduct(w.mona, { productId, seenAt, product: {}, terms: [{ listingId, unitsPerBuyer: 1.5 }] }),
  ).toMatchObject({
    reason: "not-right",
    detail: { problems: [{ field: "terms.0.unitsPerBuyer", reason: "bad-number" }] },
  });
  expect(
    await editProduct(w.mona, { productId, seenAt, product: { variants: [] }, terms: [] }),
  ).toMatchObject({ reason: "not-right", detail: { problems: [{ field: "variants", reason: "missing" }] } });
});
