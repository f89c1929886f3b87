// The page of long work stays with the shop whose work it is, whichever was chosen meanwhile in another tab.
import { notFound } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import type { Context } from "@/domain/context";
import type { MyShop } from "@/domain/shops/queries";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../../request-context";
import { currentShop, drawnShopContext, shopContext } from "../shop-context";

/** @param folder the path of such pages. */
export async function taskContext<Task extends { accountId: string }>(
  read: (ctx: Context, taskId: string) => Promise<Task | undefined>,
  folder: string,
  taskId: string,
): Promise<{ ctx: Context; shop: MyShop; task: Task }> {
  const path = `${folder}/${taskId}`;
  const task = await read(await requestContext(), taskId);
  if (!task) {
    // Whoever is not signed in does so first.
    await shopContext(path, "edit-listings");
    notFound();
  }
  return { ...(await drawnShopContext(task.accountId, path, "edit-listings")), task };
}

/** For those who work for several: that it is not the one chosen. */
export async function OfAnotherShop({ shop }: { shop: MyShop }) {
  if ((await currentShop())?.accountId === shop.accountId) return null;
  const t = await getTranslations("shops");
  return (
    <div className="px-4 pt-4">
      <Notice>{t("ofAnother", { shop: shop.name })}</Notice>
    </div>
  );
}
