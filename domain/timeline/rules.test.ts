import { expect, test } from "vitest";
import twitterText from "twitter-text";
import { weightedLength } from "./rules";

const weighed = (text: string) => twitterText.parseTweet(text).weightedLength;

test.each([
  "",
  "Clear tonight. If you can, go outside.",
  "« Est-ce que le mug va au lave-vaisselle ? » Oui, il est assis, il y fait chaud…",
  "お茶の時間です。急須と湯呑み。",
  "🏺 🫖☕️ 👩‍🎨 👨‍👩‍👧‍👦 🇫🇷 🇬🇧 👍🏽 ❤️ 1️⃣",
  "© 2026 ™ ® → ∞ € £ ¥ — “quoted”",
  "e\u0301te\u0301 composed or not",
  "Straße, Łódź, Ñandú, Ελλάδα, Київ",
  "Look: https://example.com/a/very/long/path?with=query and http://example.org",
  "@camille #grès $EUR",
])("%j counts while it is written what twitter-text counts when it is posted", (text) => {
  expect(weightedLength(text)).toBe(weighed(text));
});

test("any mixture of letters, scripts and emoji counts the same", () => {
  const pieces = [
    "a",
    "é",
    "茶",
    " ",
    "\n",
    "🏺",
    "👍🏽",
    "🇫🇷",
    "ß",
    "—",
    "’",
    "…",
    "한",
    "א",
    "ا",
    "#tag ",
    "7",
  ];
  let seed = 5;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join("");
    expect([text, weightedLength(text)]).toEqual([text, weighed(text)]);
  }
});
