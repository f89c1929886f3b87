// How an order stands, in a word; the colour only repeats it.
import { useTranslations } from "next-intl";
import type { OrderStatus } from "@/domain/orders/rules";

const looks: Record<OrderStatus, string> = {
  pending: "bg-warn-wash text-warn",
  paid: "bg-good-wash text-good",
  packing: "bg-good-wash text-good",
  shipped: "bg-good-wash text-good",
  delivered: "bg-good-wash text-good",
  expired: "bg-sunken text-ink-soft",
  cancelled: "bg-sunken text-ink-soft",
  refunded: "bg-sunken text-ink-soft",
  disputed: "bg-warn-wash text-warn",
  returned: "bg-sunken text-ink-soft",
  withdrawn: "bg-sunken text-ink-soft",
};

export function StatusWord({ status }: { status: OrderStatus }) {
  const t = useTranslations("orders");
  return (
    <span className={`rounded-full px-2 py-0.5 text-small font-semibold ${looks[status]}`}>
      {t(`status.${status}`)}
    </span>
  );
}
