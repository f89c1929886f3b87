// What happened to an order, when and by whom, and what comes next.
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/money";
import type { OrderEvent, OrderPage } from "@/domain/orders/queries";
import { dateFormat } from "@/domain/time";
import { Facts } from "./facts";

/** As the shopper reads it, with what comes next for them; or as the shop does. */
type OrderHistoryProps = { order: OrderPage; as?: "shopper" | "shop" };

export function OrderHistory({ order, as = "shopper" }: OrderHistoryProps) {
  const t = useTranslations("orders");
  const ofShop = useTranslations("dashboard");
  const locale = useLocale();
  const when = dateFormat(locale, {
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: order.timeZone,
  });
  const next = as === "shopper" ? nextStep(order) : undefined;
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency, locale);
  return (
    <ol className="ml-1.5">
      {order.events.map((event) => (
        <li
          key={event.id}
          className="relative border-l border-hairline pb-4 pl-5 last:border-transparent last:pb-0"
        >
          <Dot look="bg-ink" />
          <p className="font-semibold">
            {as === "shop" && event.kind === "dispute-lost"
              ? ofShop("disputeLost", { amount: money(event.amountMinor ?? 0) })
              : t(`event.${event.kind}`, {
                  amount: event.amountMinor === undefined ? "" : money(event.amountMinor),
                })}
          </p>
          <p className="text-small text-ink-soft">
            <Facts>
              <time dateTime={event.at.toISOString()}>{when.format(event.at)}</time>
              {isOwnDoing(event.kind)
                ? whoDid(event.by, as === "shop" ? (doer) => ofShop(`by.${doer}`) : (doer) => t(`by.${doer}`))
                : null}
            </Facts>
          </p>
        </li>
      ))}
      {next ? (
        <li className="relative border-l border-transparent pl-5 text-ink-soft">
          <Dot look="border border-control bg-paper" />
          <span className="font-semibold">{t("next")} </span>
          {t(`nextStep.${next}`, { seller: order.seller.name })}
        </li>
      ) : null}
    </ol>
  );
}

function Dot({ look }: { look: string }) {
  return (
    <span aria-hidden="true" className={`absolute top-1.5 -left-1.5 size-[11px] rounded-full ${look}`} />
  );
}

/** What somebody did, in contrast to what follows from it by itself. */
const isOwnDoing = (kind: OrderEvent["kind"]): boolean =>
  ![
    "payment-declined",
    "expired",
    "refund-started",
    "refunded",
    "refund-failed",
    "disputed",
    "dispute-won",
    "dispute-lost",
  ].includes(kind);

const doers = ["shopper", "merchant", "stripe", "schedule", "operator"] as const;

function whoDid(by: string, name: (doer: (typeof doers)[number]) => string): string {
  const doer = doers.find((one) => one === by);
  return doer ? name(doer) : by;
}

function nextStep({ status, totalMinor, refundedMinor, refundTrouble, events }: OrderPage) {
  if (refundTrouble) return refundTrouble;
  if (status === "pending" || status === "paid" || status === "packing" || status === "shipped")
    return status;
  const isRefunding = events.some(({ kind }) => kind === "refund-started") && refundedMinor <= totalMinor;
  return isRefunding ? "refunding" : undefined;
}
