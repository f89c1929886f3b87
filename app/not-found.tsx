import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { buttonLook } from "@/components/ui/button";
import { getTranslations } from "@/i18n/translations";
import { PageShell } from "./shell";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("notFoundTitle"), robots: { index: false } };
}

export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <PageShell>
      <Notice title={t("notFoundTitle")} text={t("notFoundText")}>
        <a href="/" className={buttonLook("strong")}>
          {t("notFoundHome")}
        </a>
      </Notice>
    </PageShell>
  );
}
