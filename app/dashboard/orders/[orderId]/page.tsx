// One order of a shop: what comes next, what to send where, money back, and what happened.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { OrderHistory } from "@/components/orders/order-history";
import { OrderAmounts, OrderDelivery, OrderLines } from "@/components/orders/order-receipt";
import { Section } from "@/components/orders/section";
import { StatusWord } from "@/components/orders/status-word";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { DoneNotice } from "@/components/ui/done-notice";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { carrierName, carriers, usualCarrier } from "@/domain/orders/carrier-rules";
import { type ShopOrderPage, shopOrderPage } from "@/domain/orders/shop-queries";
import { plainAmount } from "@/domain/money";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { closedWords, dayThere } from "../../closed-words";
import { memberContext } from "../../member-context";
import { deliver, pack, refund, ship } from "./actions";
import type { Query } from "@/app/query";

type Props = { params: Promise<{ orderId: string }>; searchParams: Promise<Query> };

const pageOf = cache(async (orderId: string) =>
  shopOrderPage(await memberContext(`/dashboard/orders/${orderId}`), orderId),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await pageOf((await params).orderId);
  const t = await getTranslations("dashboard");
  return { title: t("number", { number: order?.number ?? "" }), robots: { index: false } };
}

const done = ["packing", "shipped", "delivered", "refunded"] as const;

export default async function ShopOrder({ params, searchParams }: Props) {
  const order = await pageOf((await params).orderId);
  if (!order) notFound();
  const t = await getTranslations("dashboard");
  const asked = (await searchParams)["done"];
  const justDone = done.find((one) => one === asked);
  const day = dateFormat(await getLocale(), { dateStyle: "medium", timeZone: order.timeZone });
  return (
    <>
      <PageHead
        title={t("number", { number: order.number ?? "" })}
        back={{ href: "/dashboard/orders", label: t("back") }}
      />
      {justDone ? (
        <div className="px-4 pt-4">
          <DoneNotice>{t(`done.${justDone}`)}</DoneNotice>
        </div>
      ) : null}
      <div className="flex items-center justify-between gap-3 px-4 py-4">
        <div className="grid min-w-0 justify-items-start gap-1">
          <StatusWord status={order.status} />
          <p className="text-small text-ink-soft">{t("orderedOn", { day: day.format(order.createdAt) })}</p>
        </div>
        <a href={`/dashboard/orders/${order.id}/slip`} className={buttonLook("quiet", "shrink-0")}>
          {t("slip")}
        </a>
      </div>
      {order.lateSince && !order.shopClosedSince ? (
        <div className="px-4 pb-4">
          <Notice tone="bad">{t("lateText", { day: await dayThere(order.lateSince) })}</Notice>
        </div>
      ) : null}
      <NextStep order={order} />
      <OrderLines order={order} title={t("what")} />
      <OrderDelivery order={order} />
      <Section title={t("shopper")}>
        <p>
          <TextLink href={`mailto:${order.email}`}>{order.email}</TextLink>
        </p>
      </Section>
      <OrderAmounts order={order} />
      {order.mayRefund ? <Refund order={order} /> : <RefundsOver order={order} />}
      <Section title={t("history")}>
        <OrderHistory order={order} as="shop" />
      </Section>
    </>
  );
}

/** The one thing that can be done next; or why there is none. */
async function NextStep({ order }: { order: ShopOrderPage }) {
  const t = await getTranslations("dashboard");
  const which = { orderId: order.id };
  return (
    <Section title={t("next")}>
      {order.mayPack ? (
        <>
          <p className="text-ink-soft">{t("packText")}</p>
          <ActionForm id="pack" action={pack} hidden={which} submit={t("pack")} />
        </>
      ) : order.mayShip ? (
        <ActionForm
          id="ship"
          action={ship}
          hidden={which}
          fields={[
            {
              name: "carrier",
              label: t("carrier"),
              type: "select",
              defaultValue: usualCarrier(order.seller.address.country),
              options: [
                ...carriers.map((carrier) => ({ value: carrier, label: carrierName(carrier) })),
                { value: "other", label: t("otherCarrier") },
              ],
            },
            { name: "carrierName", label: t("carrierName"), hint: t("carrierNameHint"), maxLength: 60 },
            { name: "trackingNumber", label: t("tracking"), hint: t("trackingHint"), maxLength: 60 },
          ]}
          submit={t("ship")}
        />
      ) : order.mayDeliver ? (
        <>
          <p className="text-ink-soft">{t("deliverText")}</p>
          <ActionForm id="deliver" action={deliver} hidden={which} submit={t("deliver")} />
        </>
      ) : (
        <p className="text-ink-soft">
          {order.shopClosedSince && isUnderWay(order)
            ? await closedWords(order.shopClosedSince)
            : t(`nothingNext.${whyNothing(order)}`)}
        </p>
      )}
    </Section>
  );
}

const isUnderWay = ({ status }: ShopOrderPage): boolean =>
  status === "paid" || status === "packing" || status === "shipped";

function whyNothing(order: ShopOrderPage) {
  const { status, leftMinor } = order;
  if (isUnderWay(order)) return leftMinor === 0 ? "refunding" : "not-yours";
  return status === "disputed" ? "disputed" : "over";
}

/** Why nothing can be given back here any more, while there is something left to give back. */
async function RefundsOver({ order }: { order: ShopOrderPage }) {
  if (!order.refundsOverSince || order.leftMinor === 0) return null;
  const t = await getTranslations("dashboard");
  return (
    <Section title={t("refundTitle")}>
      <p className="text-ink-soft">{t("refundsOver", { day: await dayThere(order.refundsOverSince) })}</p>
    </Section>
  );
}

async function Refund({ order }: { order: ShopOrderPage }) {
  const t = await getTranslations("dashboard");
  const locale = await getLocale();
  const left = formatMoney(order.leftMinor, order.currency, locale);
  return (
    <Section title={t("refundTitle")}>
      <p className="text-ink-soft">{t("refundText", { left })}</p>
      <ActionForm
        id="refund"
        action={refund}
        look="quiet"
        hidden={{ orderId: order.id, seenRefundedMinor: String(order.seenRefundedMinor) }}
        fields={[
          {
            name: "amount",
            label: t("amount", { currency: order.currency }),
            hint: t("amountHint", { left }),
            defaultValue: plainAmount(order.leftMinor, order.currency, locale),
            autoComplete: "off",
          },
        ]}
        submit={t("refund")}
      />
    </Section>
  );
}
