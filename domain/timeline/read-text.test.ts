import { expect, test } from "vitest";
import { readText } from "./read-text";

test("links, mentions and hashtags are found where they stand", () => {
  const { text, entities } = readText(
    "Fresh from the kiln @ateliersorbier #stoneware https://ateliersorbier.example/x",
  );
  expect(entities.map((e) => [e.kind, text.slice(e.start, e.end)])).toEqual([
    ["mention", "@ateliersorbier"],
    ["hashtag", "#stoneware"],
    ["link", "https://ateliersorbier.example/x"],
  ]);
  expect(entities[2]).toMatchObject({ shown: "ateliersorbier.example/x" });
});

test("a mention after an emoji keeps its place, counted in UTF-16 units", () => {
  const { text, entities } = readText("🏺 par @camille");
  expect(text.slice(entities[0]!.start, entities[0]!.end)).toBe("@camille");
});

test("a handle of thirty letters is one mention, one of thirty-one is none", () => {
  expect(readText(`hi @${"a".repeat(30)}!`).entities).toMatchObject([{ handle: "a".repeat(30), end: 34 }]);
  expect(readText(`hi @${"a".repeat(31)}`).entities).toEqual([]);
});

test("an address without a scheme leads to its secure page", () => {
  expect(readText("see example.com/a").entities).toMatchObject([
    { kind: "link", url: "https://example.com/a", shown: "example.com/a" },
  ]);
});

test("280 letters fit, 281 do not; an ideograph counts two and a link always 23", () => {
  expect(readText("a".repeat(280)).isTooLong).toBe(false);
  expect(readText("a".repeat(281)).isTooLong).toBe(true);
  expect(readText("茶".repeat(140)).weight).toBe(280);
  expect(readText(`https://example.com/${"long".repeat(60)}`).weight).toBe(23);
});

test("what is far too long is not even looked at", () => {
  expect(readText("see example.com ".repeat(200))).toMatchObject({ isTooLong: true, entities: [] });
  expect(readText(`https://example.com/${"long".repeat(450)}`)).toMatchObject({
    weight: 23,
    isTooLong: false,
  });
});

test("line ends and outer space are put in order, inner lines stay", () => {
  expect(readText("  one\r\n\r\ntwo \n").text).toBe("one\n\ntwo");
});
