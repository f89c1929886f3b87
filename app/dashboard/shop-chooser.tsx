// For those who work for several shops: which of them the dashboard shows.
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { MyShop } from "@/domain/shops/queries";
import { getTranslations } from "@/i18n/translations";
import { choose } from "./actions";

export async function ShopChooser({ shops, current }: { shops: MyShop[]; current: string }) {
  const t = await getTranslations("shops");
  return (
    <form
      action={choose}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline px-4 py-2 print:hidden"
    >
      <label htmlFor="shop" className="text-ink-soft">
        {t("chosen")}
      </label>
      <div className="min-w-0 flex-1 sm:max-w-80">
        <Select
          key={current}
          id="shop"
          name="shop"
          defaultValue={current}
          className="min-h-touch w-full rounded-control border border-control bg-surface px-3 text-input font-semibold text-ink"
        >
          {shops.map(({ accountId, name, handle }) => (
            <option key={accountId} value={accountId}>
              {name} (@{handle})
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit">{t("choose")}</Button>
    </form>
  );
}
