// What the asker has bought, newest first.
import type { Metadata } from "next";
import { requestContext } from "@/app/request-context";
import { toTimeline } from "@/app/to-timeline";
import { OrderRow } from "@/components/orders/order-row";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { personOf } from "@/domain/context";
import { ordersOf } from "@/domain/orders/queries";
import { getTranslations } from "@/i18n/translations";
import { firstOf, type Query } from "@/app/query";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("title"), robots: { index: false } };
}

export default async function OrdersPage({ searchParams }: Props) {
  const t = await getTranslations("orders");
  const ctx = await requestContext();
  const page = await ordersOf(ctx, firstOf((await searchParams)["before"]));
  return (
    <>
      <PageHead title={t("title")} />
      {page.orders.length === 0 ? (
        <EmptyState title={t("empty")} wayOn={await toTimeline()}>
          <p>{t("emptyText")}</p>
          {personOf(ctx) ? null : <p>{t("emptyGuest")}</p>}
        </EmptyState>
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
