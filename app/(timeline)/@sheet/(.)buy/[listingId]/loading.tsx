import { getTranslations } from "@/i18n/translations";
// As tall as what follows, so that nothing jumps.

export default async function BuyLoading() {
  const t = await getTranslations("checkout");
  return (
    <div className="grid min-h-[min(70dvh,600px)] content-start gap-4">
      <output className="sr-only">{t("loading")}</output>
      <div className="flex gap-3" aria-hidden="true">
        <div className="size-22 rounded-control bg-sunken" />
        <div className="grid flex-1 content-start gap-2">
          <div className="h-5 w-3/4 rounded-control bg-sunken" />
          <div className="h-4 w-1/2 rounded-control bg-sunken" />
        </div>
      </div>
      <div className="h-touch rounded-control bg-sunken" aria-hidden="true" />
      <div className="h-touch rounded-control bg-sunken" aria-hidden="true" />
    </div>
  );
}
