import { SheetWaiting } from "@/components/checkout/sheet-waiting";
import { getTranslations } from "@/i18n/translations";

export default async function BuyLoading() {
  const t = await getTranslations("checkout");
  return (
    <SheetWaiting label={t("loading")}>
      <div className="grid gap-4">
        <div className="h-6 w-1/4 rounded-control bg-sunken" />
        <div className="flex gap-3">
          <div className="h-16.5 w-22 rounded-control bg-sunken" />
          <div className="h-5 w-1/2 rounded-control bg-sunken" />
        </div>
        <div className="grid gap-1">
          <div className="h-5 w-1/4 rounded-control bg-sunken" />
          <div className="h-touch rounded-control bg-sunken" />
        </div>
      </div>
    </SheetWaiting>
  );
}
