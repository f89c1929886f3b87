// One order in the list: what, from whom, when, how much, and how it stands.
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/money";
import type { OrderRow as Row } from "@/domain/orders/queries";
import { dateFormat } from "@/domain/time";
import { Facts } from "./facts";
import { LinePicture } from "./line-picture";
import { StatusWord } from "./status-word";

export function OrderRow({ order }: { order: Row }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const day = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <li className="border-b border-hairline">
      <a
        href={`/orders/${order.id}`}
        className="flex gap-4 p-4 -outline-offset-2 transition-colors hover:bg-sunken"
      >
        <LinePicture url={order.imageUrl} />
        <div className="grid min-w-0 flex-1 content-start gap-0.5">
          <p className="line-clamp-2 font-semibold">{order.title}</p>
          <p className="text-small text-ink-soft">
            <Facts>
              {t("soldBy", { seller: order.sellerName })}
              {order.units > 1 ? t("units", { count: order.units }) : null}
            </Facts>
          </p>
          <p className="text-small text-ink-soft">
            <Facts>
              {order.number ? t("order", { number: order.number }) : null}
              <time dateTime={order.createdAt.toISOString()}>{day.format(order.createdAt)}</time>
            </Facts>
          </p>
          <OrderState order={order} />
        </div>
      </a>
    </li>
  );
}

type OrderStateProps = { order: Pick<Row, "status" | "totalMinor" | "currency">; className?: string };

/** How it stands, and the total. */
export function OrderState({ order, className = "" }: OrderStateProps) {
  const locale = useLocale();
  return (
    <p className={`mt-1 flex flex-wrap items-baseline justify-between gap-x-4 ${className}`}>
      <StatusWord status={order.status} />
      <span className="ml-auto font-semibold tabular-nums">
        {formatMoney(order.totalMinor, order.currency, locale)}
      </span>
    </p>
  );
}
