import { Notice } from "@/components/shell/notice";
import { buttonLook } from "@/components/ui/button";
import { getTranslations } from "@/i18n/translations";

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
