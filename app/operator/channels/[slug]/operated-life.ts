// The programme or channel that an operator's page is about, read once per request.
import { cache } from "react";
import { requestContext } from "@/app/request-context";
import { type OperatedLife, operatedLife, programmeSlug } from "@/domain/channels/queries";
import { getTranslations } from "@/i18n/translations";

export const operatedLifeOf = cache(async (slug: string) => operatedLife(await requestContext(), slug));

/** The programme is called by what it is to the operator, a channel by its own name. */
export async function operatedName({ slug, name }: OperatedLife): Promise<string> {
  const t = await getTranslations("channels.operator");
  return slug === programmeSlug ? t("programme") : name;
}
