import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { buttonLook } from "@/components/ui/button";
import { getTranslations } from "@/i18n/translations";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("notFoundTitle"), robots: { index: false } };
}

// Next draws it for every request, in case; so it is small and stands without the frame.
export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <Notice title={t("notFoundTitle")} text={t("notFoundText")}>
      <a href="/" className={buttonLook("strong")}>
        {t("notFoundHome")}
      </a>
    </Notice>
  );
}
