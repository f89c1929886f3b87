import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { locales } from "@/db/schema/accounts";
import type { Locale } from "@/domain/context";
import { messages } from "./index";

/** Every sentence of a language, by its path. */
function sentences(words: object, above = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, word]: [string, string | object]) =>
    typeof word === "string" ? [[above + key, word]] : sentences(word, `${above}${key}.`),
  );
}

/** Whatever stands in braces or in a tag: more than a sentence takes, because branches of a plural look alike. */
const namesIn = (sentence: string): string[] => [
  ...new Set([...sentence.matchAll(/[{<](\w+)/g)].map((match) => match[1] ?? "")),
];

/** Where no word changes with the number, or there are always many. */
const besideACount = [
  "channels.end.moreThan",
  "listings.form.counted",
  "listings.form.tooManyVariants",
  "mail.channelEnd.more",
  "operator.health.queueWaits",
  "posting.foundMore",
];

/** Throws when the sentence is not well formed, or takes something that it is not given. */
function say(locale: Locale, sentence: string, given: string[]): unknown {
  const onError = (error: Error) => {
    throw error;
  };
  const t = createTranslator({ locale, messages: { sentence }, onError });
  const valueOf = (name: string) => (sentence.includes(`<${name}>`) ? (inside: unknown) => inside : 1);
  return t.rich("sentence" as never, Object.fromEntries(given.map((name) => [name, valueOf(name)])) as never);
}

function takes(locale: Locale, sentence: string): string[] {
  const names = namesIn(sentence);
  say(locale, sentence, names);
  return names
    .filter((name) => {
      try {
        say(
          locale,
          sentence,
          names.filter((other) => other !== name),
        );
        return false;
      } catch {
        return true;
      }
    })
    .toSorted();
}

test.each(locales)("every sentence in %s can be said, and takes what it takes in English", (locale) => {
  const english = new Map(sentences(messages.en));
  for (const [path, sentence] of sentences(messages[locale])) {
    expect(() => say(locale, sentence, namesIn(sentence)), path).not.toThrow();
    expect(takes(locale, sentence), path).toEqual(takes("en", english.get(path) ?? ""));
  }
});

test("what is counted is told by its number, so that one is not several", () => {
  const untold = locales.flatMap((locale) =>
    sentences(messages[locale]).filter(([, said]) => said.includes("{count}")),
  );
  expect([...new Set(untold.map(([path]) => path))].toSorted()).toEqual(besideACount);
});

test("in French no line begins with a mark or a unit that belongs to what is before it, nor ends with an opening one", () => {
  const units = "jours?|minutes?|heures?|secondes?|semaines?|mois|Mo";
  const loose = sentences(messages.fr).filter(([, sentence]) =>
    new RegExp(` [?!:;»]|« |[0-9}#] (${units})\\b`).test(sentence),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});
