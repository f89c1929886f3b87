// The part of an order that is also its receipt: what, how much, where to, from whom.
import { useLocale, useTranslations } from "next-intl";
import { Summary } from "@/components/checkout/summary";
import { formatMoney } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { OrderPage } from "@/domain/orders/queries";
import { isAwaited } from "@/domain/orders/rules";
import { dateFormat } from "@/domain/time";
import { LinePicture } from "./line-picture";
import { PostalLines } from "./postal-lines";
import { Section } from "./section";
import { SellerFacts } from "./seller-facts";
import { StatusWord } from "./status-word";

export function OrderReceipt({ order }: { order: OrderPage }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const day = dateFormat(locale, { dateStyle: "long", timeZone: order.timeZone });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
        <p className="text-ink-soft">{t("placedOn", { day: day.format(order.createdAt) })}</p>
        <StatusWord status={order.status} />
      </div>
      <OrderLines order={order} />
      <OrderAmounts order={order} />
      <OrderDelivery order={order} />
      <Section title={t("seller")}>
        <p>{t("sellerText", { seller: order.seller.name })}</p>
        <SellerFacts seller={order.seller} />
      </Section>
    </>
  );
}

export function OrderLines({ order, title }: { order: OrderPage; title?: string }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency, locale);
  return (
    <Section title={title ?? t("what")}>
      <ul className="grid gap-4">
        {order.lines.map((line) => (
          <li key={line.id} className="flex gap-4">
            <LinePicture url={line.imageUrl} />
            <div className="grid min-w-0 flex-1 content-start gap-0.5">
              <p className="font-semibold">{line.title}</p>
              {line.optionValues.length > 0 ? (
                <p className="text-small text-ink-soft">{line.optionValues.join(" / ")}</p>
              ) : null}
              <p className="tabular-nums">
                {t("quantity", { quantity: String(line.quantity), price: money(line.unitPriceMinor) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function OrderAmounts({ order }: { order: OrderPage }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency, locale);
  return (
    <Section title={t("amounts")}>
      <div className="max-w-column">
        <Summary amounts={order} />
      </div>
      {order.refundedMinor > 0 ? (
        <p className="flex max-w-column justify-between gap-4 font-semibold tabular-nums">
          <span>{t("refunded")}</span>
          <span>{money(order.refundedMinor)}</span>
        </p>
      ) : null}
    </Section>
  );
}

/** Where it goes, by when, and how far it has come; nothing for what is not sent. */
export function OrderDelivery({ order }: { order: OrderPage }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const { address, shipment } = order;
  if (!address) return null;
  return (
    <Section title={t("arrives")}>
      {isAwaited(order.status) ? <p className="font-semibold">{promise(order, locale, t)}</p> : null}
      {shipment ? (
        <p>
          {t("sentWith", { carrier: shipment.carrier })}{" "}
          {shipment.trackingUrl ? (
            <TextLink href={shipment.trackingUrl}>
              {t("follow", { number: shipment.trackingNumber ?? "" })}
            </TextLink>
          ) : (
            shipment.trackingNumber
          )}
        </p>
      ) : null}
      <div>
        <p className="text-small text-ink-soft">{t("address")}</p>
        <PostalLines address={address} />
      </div>
    </Section>
  );
}

function promise(
  { deliverBy, deliveryKind, timeZone }: OrderPage,
  locale: string,
  t: ReturnType<typeof useTranslations<"orders">>,
): string {
  const day = dateFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
  const time = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  return deliveryKind === "same-day"
    ? t("arrivesToday", { day: day.format(deliverBy), time: time.format(deliverBy) })
    : t("arrivesBy", { day: day.format(deliverBy) });
}
