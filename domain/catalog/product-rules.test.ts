import { expect, test } from "vitest";
import {
  combinationCount,
  combinations,
  mostVariantsMade,
  pageAtSite,
  problemsOfProduct,
  slugOf,
  variantsOfOptions,
  versionAfter,
  wayOn,
} from "./product-rules";

const option = (name: string, ...values: string[]) => ({ name, values });
const size = option("Size", "S", "L");
const colour = option("Colour", "Moss", "Slate");

type Variant = { optionValues: string[]; id: string };
const variant = (id: string, ...optionValues: string[]): Variant => ({ id, optionValues });
const grown = (variants: Variant[], before: (typeof size)[], now: (typeof size)[]) =>
  variantsOfOptions(variants, before, now, (optionValues) => ({ id: "new", optionValues })).map(
    ({ id, optionValues }) => `${id}: ${optionValues.join(" / ")}`,
  );

test("options make every combination, the last one changing fastest; none make one", () => {
  expect(combinations([size, colour])).toEqual([
    ["S", "Moss"],
    ["S", "Slate"],
    ["L", "Moss"],
    ["L", "Slate"],
  ]);
  expect(combinations([])).toEqual([[]]);
  expect([combinationCount([]), combinationCount([size, colour])]).toEqual([1, 4]);
});

test("a value more makes new variants and keeps the others", () => {
  const now = [option("Size", "S", "M", "L")];
  expect(grown([variant("1", "S"), variant("2", "L")], [size], now)).toEqual(["1: S", "new: M", "2: L"]);
});

// Out: movedValue's place. Then: two new variants, without the stock and the past of those that were renamed.
test("a value that is renamed in its place keeps its variants", () => {
  const now = [option("Size", "Small", "L")];
  expect(grown([variant("1", "S"), variant("2", "L")], [size], now)).toEqual(["1: Small", "2: L"]);
});

test("two values that change places are not renamed", () => {
  expect(grown([variant("1", "S"), variant("2", "L")], [size], [option("Size", "L", "S")])).toEqual([
    "2: L",
    "1: S",
  ]);
});

test("an option more gives those there its first value, one that goes leaves one of each", () => {
  const before = [variant("1", "S"), variant("2", "L")];
  expect(grown(before, [size], [size, colour])).toEqual([
    "1: S / Moss",
    "new: S / Slate",
    "2: L / Moss",
    "new: L / Slate",
  ]);
  const both = [variant("1", "S", "Moss"), variant("2", "S", "Slate"), variant("3", "L", "Moss")];
  expect(grown(both, [size, colour], [size])).toEqual(["1: S", "3: L"]);
  expect(grown([variant("1")], [], [size])).toEqual(["1: S", "new: L"]);
  expect(grown(both, [size, colour], [])).toEqual(["1: "]);
});

test("nothing is made beyond what a form can show", () => {
  const many = option("N", ...Array.from({ length: 300 }, (_, at) => String(at)));
  expect(grown([], [], [many])).toHaveLength(mostVariantsMade);
});

test.each([
  ["Thé vert, 100 g", "the-vert-100-g"],
  ["  Ça & Là!  ", "ca-la"],
  ["ÆØÅ ß", "a"],
  ["茶", "product"],
  ["x".repeat(100), "x".repeat(80)],
  [`${"x".repeat(79)} y`, "x".repeat(79)],
])("%j is called %s in addresses", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test("a version is later than the one before, also when the clock stands still or was wrong", () => {
  const now = new Date(1000);
  expect(versionAfter(new Date(1000), now)).toEqual(new Date(1001));
  expect(versionAfter(new Date(5000), now)).toEqual(new Date(5001));
  expect(versionAfter(new Date(1), now)).toEqual(now);
});

test("what is not given is not looked at, and texts are counted as people count them", () => {
  expect(problemsOfProduct({})).toEqual([]);
  expect(problemsOfProduct({ summary: "🐦".repeat(200) })).toEqual([]);
  expect(problemsOfProduct({ summary: "🐦".repeat(201) })).toEqual([
    { field: "summary", reason: "too-long" },
  ]);
});

// Out: the question in wayOn. Then: "See it at /products/bowl", a page that Merle does not have.
test("the way on leads to the merchant's own page, and without one to their shop here", () => {
  expect(pageAtSite("https://kiln.example/", "bowl")).toBe("https://kiln.example/products/bowl");
  expect(pageAtSite("", "bowl")).toBe("");
  expect(wayOn("https://kiln.example/bowl", "kiln")).toBe("https://kiln.example/bowl");
  for (const none of ["", "/products/bowl"]) expect(wayOn(none, "kiln")).toBe("/kiln/shop");
});
