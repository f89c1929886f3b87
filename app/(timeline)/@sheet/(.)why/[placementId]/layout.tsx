// The frame of the dialog, which a link's prefetch already brings: it opens before its answer is there.
import type { ReactNode } from "react";
import { RouteSheet } from "@/components/shell/route-sheet";
import { getTranslations } from "@/i18n/translations";

export default async function WhySheet({ children }: { children: ReactNode }) {
  const t = await getTranslations("timeline");
  const common = await getTranslations("common");
  return (
    <RouteSheet title={t("whyTitle")} closeLabel={common("close")}>
      {children}
    </RouteSheet>
  );
}
