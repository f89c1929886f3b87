import type { Locale } from "@/domain/context";

export const localesOffered: readonly Locale[] = ["en", "fr"];

const offered = (tag: string | undefined): Locale | undefined =>
  localesOffered.find((locale) => locale === tag?.toLowerCase().split("-")[0]);

/** The chosen language, else the best of an Accept-Language header, else English. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.find((p) => p.trim().startsWith("q="));
      return { tag, quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter((w) => w.quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return offered(chosen) ?? wanted.map((w) => offered(w.tag)).find((locale) => locale !== undefined) ?? "en";
}
