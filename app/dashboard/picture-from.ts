// The picture of a form's field, kept: see components/ui/picture-field.tsx for what the field sends.
import { type Context, personOf } from "@/domain/context";
import { keepPicture, type KeptPicture, keptPicture } from "@/domain/shops/keep-picture";
import { pictureLimits, pictureTypes } from "@/domain/shops/media-rules";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";

/**
 * `picture` is the one that is kept now: null when it shall go, undefined when nothing was said. `values` is what the
 * form has to show again, also when another field was wrong; `error` are the words to show beside the field.
 */
export type SentPicture = {
  picture: KeptPicture | null | undefined;
  values: Record<string, string>;
  error?: string;
};

export async function pictureFrom(
  ctx: Context,
  accountId: string,
  form: FormData,
  name: string,
): Promise<SentPicture> {
  const file = form.get(name);
  const before = form.get(`${name}Url`);
  const url = typeof before === "string" ? before : "";
  const values: Record<string, string> = url ? { [`${name}Url`]: url } : {};
  if (file instanceof File && file.size > 0) {
    const kept = await keep(ctx, accountId, file);
    if (typeof kept === "string") return { picture: undefined, values, error: kept };
    return { picture: kept, values: { [`${name}Url`]: kept.url } };
  }
  if (form.get(`${name}Removed`)) return { picture: null, values: { [`${name}Url`]: "" } };
  return { picture: await keptPicture(ctx, accountId, url), values };
}

/** The picture, or why there is none. */
async function keep(ctx: Context, accountId: string, file: File): Promise<KeptPicture | string> {
  const t = await getTranslations("shops");
  const limit = { limit: "picture-by-person", key: personOf(ctx)?.personId ?? "" } as const;
  if (file.size > pictureLimits.bytes) return t("picture.refused.too-large");
  if (await countTry(ctx, limit)) return t("picture.tooMany");
  const outcome = await keepPicture(ctx, { accountId, picture: new Uint8Array(await file.arrayBuffer()) });
  return outcome.ok ? outcome.value : t(`picture.refused.${outcome.reason}`);
}

/** What every picture field needs beside its own words. */
export async function pictureFieldProps() {
  const t = await getTranslations("shops");
  return {
    types: pictureTypes,
    maxBytes: pictureLimits.bytes,
    words: {
      remove: t("picture.remove"),
      tooLarge: t("picture.refused.too-large"),
      chosen: t("picture.chosen"),
    },
  };
}
