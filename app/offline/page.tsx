// What the browser keeps for when there is no network (public/sw.js). It is the same for everybody.
import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { buttonLook } from "@/components/ui/button";
import { getTranslations } from "@/i18n/translations";

// The address of whatever page it is shown in place of, with its query.
const itself = "";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("offlineTitle"), robots: { index: false } };
}

export default async function Offline() {
  const t = await getTranslations("shell");
  const common = await getTranslations("common");
  return (
    <main>
      <Notice title={t("offlineTitle")} text={t("offlineText")}>
        <a href={itself} className={buttonLook("strong")}>
          {common("retry")}
        </a>
      </Notice>
    </main>
  );
}
