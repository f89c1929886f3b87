import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { buttonLook } from "@/components/ui/button";
import { getTranslations } from "@/i18n/translations";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("notFoundTitle"), robots: { index: false } };
}

/** What is said, wherever it is said. */
export async function NothingHere() {
  const t = await getTranslations("shell");
  return (
    <Notice title={t("notFoundTitle")} text={t("notFoundText")}>
      <a href="/" className={buttonLook("strong")}>
        {t("toTimeline")}
      </a>
    </Notice>
  );
}

// Next draws it for every request, in case; so it is small and stands without the frame.
export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}
