// The way on from a page that has nothing to show yet.
import { getTranslations } from "@/i18n/translations";

export async function toTimeline(): Promise<{ href: string; label: string }> {
  const t = await getTranslations("shell");
  return { href: "/", label: t("toTimeline") };
}
