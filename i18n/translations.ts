// The words of a language, made ready once for a process: next-intl makes them anew for each request, and reads each
// sentence with a name or a number in it again, at a third of a millisecond each.
import { getLocale, type getTranslations as getTranslationsAnew } from "next-intl/server";
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Locale } from "@/domain/context";
import { type Messages, messages } from "@/messages";

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** One for each language and part of the words: as many as messages/ has. */
const kept = new Map<string, unknown>();

/** The words of a part of the product, in the language that the request is answered in, or in the one named. */
export const getTranslations = (async (asked: Namespace | { locale: Locale; namespace: Namespace }) => {
  const { locale, namespace } =
    typeof asked === "string" ? { locale: await getLocale(), namespace: asked } : asked;
  const key = `${locale} ${namespace}`;
  const known = kept.get(key);
  if (known) return known;
  const made = createTranslator({ locale, messages: messages[locale], namespace, timeZone: "UTC" });
  kept.set(key, made);
  return made;
}) as typeof getTranslationsAnew;
