import { SheetWaiting } from "@/components/checkout/sheet-waiting";
import { Waiting } from "@/components/ui/waiting";
import { getTranslations } from "@/i18n/translations";

export default async function DonateLoading() {
  const t = await getTranslations("donations");
  return (
    <SheetWaiting label={t("loading")}>
      <Waiting lines={12} />
    </SheetWaiting>
  );
}
