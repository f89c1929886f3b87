// One order in a shop's list: what, for whom, by when, how much, and how it stands; on a desk in columns.
import { useLocale, useTranslations } from "next-intl";
import { LinePicture } from "@/components/orders/line-picture";
import { OrderState } from "@/components/orders/order-row";
import type { ShopOrderRow as Row } from "@/domain/orders/shop-queries";
import { isAwaited } from "@/domain/orders/rules";
import { dateFormat } from "@/domain/time";

export function ShopOrderRow({ order }: { order: Row }) {
  const t = useTranslations("dashboard");
  const locale = useLocale();
  const day = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <li className="border-b border-hairline">
      <a
        href={`/dashboard/orders/${order.id}`}
        className="flex gap-4 p-4 -outline-offset-2 transition-colors hover:bg-sunken lg:items-center lg:py-2"
      >
        <LinePicture url={order.imageUrl} />
        <div className="grid min-w-0 flex-1 content-start gap-0.5 lg:grid-cols-[minmax(0,1fr)_12rem_8rem_7.5rem] lg:items-center lg:gap-x-4">
          <div className="grid min-w-0 gap-0.5">
            <p className="line-clamp-2 font-semibold">
              {order.units > 1
                ? t("unitsOf", { units: String(order.units), title: order.title })
                : order.title}
            </p>
            <p className="truncate text-small text-ink-soft">
              {[t("number", { number: order.number ?? "" }), order.buyer, order.country]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
          <p className="text-small text-ink-soft">
            {order.isLate ? <strong className="mr-2 font-semibold text-bad">{t("late")}</strong> : null}
            {isAwaited(order.status)
              ? t("dueBy", { day: day.format(order.deliverBy) })
              : t("orderedOn", { day: day.format(order.createdAt) })}
          </p>
          <OrderState
            order={order}
            className="lg:col-span-2 lg:mt-0 lg:grid lg:grid-cols-subgrid lg:justify-items-start"
          />
        </div>
      </a>
    </li>
  );
}
