// The dialog opens at once; what is in it follows.
import type { ReactNode } from "react";
import { RouteSheet } from "@/components/shell/route-sheet";
import { getTranslations } from "@/i18n/translations";

export default async function DonateLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("donations");
  const common = await getTranslations("common");
  return (
    <RouteSheet title={t("sheetTitle")} closeLabel={common("close")}>
      {children}
    </RouteSheet>
  );
}
