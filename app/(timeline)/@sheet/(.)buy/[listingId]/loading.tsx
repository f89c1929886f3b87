import { getTranslations } from "@/i18n/translations";
// As tall as what follows, so that nothing jumps.

export default async function BuyLoading() {
  const t = await getTranslations("checkout");
  return (
    <div className="grid min-h-[min(70dvh,600px)] content-start gap-4">
      <output className="sr-only">{t("loading")}</output>
      <div className="h-6 w-1/4 rounded-control bg-sunken" aria-hidden="true" />
      <div className="flex gap-3" aria-hidden="true">
        <div className="h-16.5 w-22 rounded-control bg-sunken" />
        <div className="h-5 w-1/2 rounded-control bg-sunken" />
      </div>
      <div className="grid gap-1" aria-hidden="true">
        <div className="h-5 w-1/4 rounded-control bg-sunken" />
        <div className="h-touch rounded-control bg-sunken" />
      </div>
    </div>
  );
}
