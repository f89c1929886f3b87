// The tokens hold for everybody's eyes: contrast in both themes, and nothing drawn beside the tokens.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { themes } from "./tailwind.config";

type Token = keyof typeof themes.light;

/** Relative luminance of #rrggbb, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds: Token[] = ["paper", "surface", "sunken"];
const texts: Token[] = ["ink", "ink-soft", "ink-faint", "link", "good", "warn", "bad"];

const textPairs: [text: Token, ground: Token][] = [
  ...texts.flatMap((text) => grounds.map((ground): [Token, Token] => [text, ground])),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["ink", "accent-wash"],
  ["ink-soft", "accent-wash"],
  ["good", "good-wash"],
  ["warn", "warn-wash"],
  ["bad", "bad-wash"],
  ["ink", "warn-wash"],
  ["paper", "ink"],
];

// What must be seen but is not read: the borders of controls, and the ring around what has the focus (WCAG 1.4.11).
const shapePairs: [shape: Token, ground: Token][] = (["control", "bad", "link"] as const).flatMap((shape) =>
  grounds.map((ground): [Token, Token] => [shape, ground]),
);

/** Strings of classes in components and pages. */
const classStrings = ["app", "components"].flatMap((folder) =>
  readdirSync(path.join(import.meta.dirname, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .flatMap((file) =>
      [
        ...readFileSync(path.join(import.meta.dirname, folder, file), "utf8").matchAll(/["`]([^"`\n]+)["`]/g),
      ].map(([, words = ""]) => ({ file: `${folder}/${file}`, classes: words.split(/\s+/) })),
    ),
);

const isToken = (name: string): name is Token => name in themes.light;
const tokensOf = (classes: string[], property: string): Token[] =>
  classes
    .filter((name) => name.startsWith(property))
    .map((name) => name.slice(property.length))
    .filter(isToken);

describe.each(["light", "dark"] as const)("in the %s", (theme) => {
  const colours = themes[theme];
  const tooLow = (pairs: [Token, Token][], least: number) =>
    pairs
      .map(([over, ground]) => ({ over, ground, ratio: contrast(colours[over], colours[ground]) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ over, ground, ratio }) => `${over} on ${ground}: ${ratio.toFixed(2)}`);

  test("every text can be read on every ground that it stands on", () => {
    expect(tooLow(textPairs, 4.5)).toEqual([]);
  });

  test("the edge of a field and the ring of the focus can be seen", () => {
    expect(tooLow(shapePairs, 3)).toEqual([]);
  });
});

test("the themes name the same colours, and each is #rrggbb where contrast is measured", () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
  const measured = [...textPairs, ...shapePairs].flat();
  for (const name of measured)
    expect([themes.light[name], themes.dark[name]]).toEqual([
      expect.stringMatching(/^#[0-9a-f]{6}$/),
      expect.stringMatching(/^#[0-9a-f]{6}$/),
    ]);
});

test("a text and its ground that are set together are a pair whose contrast is measured", () => {
  const measured = new Set(textPairs.map((pair) => pair.join(" on ")));
  const unmeasured = classStrings.flatMap(({ file, classes }) =>
    tokensOf(classes, "bg-").flatMap((ground) =>
      tokensOf(classes, "text-")
        .map((text) => `${text} on ${ground}`)
        .filter((pair) => !measured.has(pair))
        .map((pair) => `${file}: ${pair}`),
    ),
  );
  expect(unmeasured).toEqual([]);
});

test("no component draws a colour, a size of type, a radius or a distance that is no token", () => {
  const own =
    /^(.*:)?-?(text|bg|border(-[tblrxy])?|rounded(-\w+)?|shadow|leading|gap(-[xy])?|[pm][xytblr]?)-\[(?!env|max\(|var\()/;
  const found = classStrings.flatMap(({ file, classes }) =>
    classes
      .filter((name) => own.test(name) || /#[0-9a-f]{6}\b/i.test(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});
