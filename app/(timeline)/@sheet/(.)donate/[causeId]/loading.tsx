// As tall as what follows, so that nothing jumps.
import { Waiting } from "@/components/ui/waiting";
import { getTranslations } from "@/i18n/translations";

export default async function DonateLoading() {
  const t = await getTranslations("donations");
  return (
    <div className="min-h-[min(70dvh,600px)]">
      <output className="sr-only">{t("loading")}</output>
      <Waiting lines={12} />
    </div>
  );
}
