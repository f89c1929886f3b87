// What the asker has bought, newest first.
import type { Metadata } from "next";
import { requestContext } from "@/app/request-context";
import { OrderRow } from "@/components/orders/order-row";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { personOf } from "@/domain/context";
import { ordersOf } from "@/domain/orders/queries";
import { getTranslations } from "@/i18n/translations";

type Props = { searchParams: Promise<{ before?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("title"), robots: { index: false } };
}

export default async function OrdersPage({ searchParams }: Props) {
  const t = await getTranslations("orders");
  const ctx = await requestContext();
  const { before } = await searchParams;
  const page = await ordersOf(ctx, typeof before === "string" ? before : undefined);
  return (
    <>
      <PageHead title={t("title")} />
      {page.orders.length === 0 ? (
        <div className="grid justify-items-start gap-3 p-4 py-8">
          <h2 className="text-title font-semibold">{t("empty")}</h2>
          <p className="text-ink-soft">{t("emptyText")}</p>
          {personOf(ctx) ? null : <p className="text-ink-soft">{t("emptyGuest")}</p>}
          <a href="/" className={buttonLook("quiet")}>
            {t("toTimeline")}
          </a>
        </div>
      ) : (
        <ul>
          {page.orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      {page.before ? (
        <p className="p-4">
          <a href={`/orders?before=${page.before}`} className={buttonLook("quiet", "w-full")}>
            {t("showMore")}
          </a>
        </p>
      ) : null}
    </>
  );
}
