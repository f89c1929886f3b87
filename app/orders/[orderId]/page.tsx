// One order: its receipt, who answers for it, what happened and what comes next.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { requestContext } from "@/app/request-context";
import { OrderHistory } from "@/components/orders/order-history";
import { OrderReceipt } from "@/components/orders/order-receipt";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { Reread } from "@/components/ui/reread";
import { Section } from "@/components/orders/section";
import { learnPayment } from "@/domain/checkout/learn-payment";
import { type OrderPage as Order, orderPage } from "@/domain/orders/queries";
import { dateFormat, formatBoundary } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import type { Query } from "@/app/query";

type Props = {
  params: Promise<{ orderId: string }>;
  searchParams: Promise<Query>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await orderPage(await requestContext(), (await params).orderId);
  const t = await getTranslations("orders");
  const title = order?.number ? t("order", { number: order.number }) : t("title");
  return { title, robots: { index: false } };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { order, isAsking } = await currentOrder((await params).orderId);
  if (!order) notFound();
  const t = await getTranslations("orders");
  const asked = await searchParams;
  const title = order.number ? t("order", { number: order.number }) : t("unpaidOrder");
  return (
    <>
      <PageHead title={title} back={{ href: "/orders", label: t("back") }} />
      <OrderNotice
        order={order}
        isAsking={isAsking}
        isNew={asked["thanks"] === "1" && order.status === "paid"}
        isJustCancelled={asked["cancelled"] === "1" && order.status === "cancelled"}
      />
      <RefundsOver order={order} />
      <OrderReceipt order={order} />
      <div className="flex flex-wrap gap-3 border-t border-hairline p-4 print:hidden">
        <PrintButton>{t("print")}</PrintButton>
        {order.mayCancel ? (
          <a href={`/orders/${order.id}/cancel`} className={buttonLook("quiet")}>
            {t("cancelLink")}
          </a>
        ) : null}
      </div>
      <div className="print:hidden">
        <Section title={t("history")}>
          <OrderHistory order={order} />
        </Section>
      </div>
    </>
  );
}

/** The order as it is now: while it is being paid, Stripe is asked first. */
async function currentOrder(orderId: string): Promise<{ order: Order | undefined; isAsking: boolean }> {
  const ctx = await requestContext();
  const order = await orderPage(ctx, orderId);
  if (!order?.isBeingPaid) return { order, isAsking: false };
  const step = await learnPayment(ctx, order.id);
  return { order: await orderPage(ctx, orderId), isAsking: step?.state === "requires-action" };
}

type OrderNoticeProps = { order: Order; isAsking: boolean; isNew: boolean; isJustCancelled: boolean };

async function OrderNotice({ order, isAsking, isNew, isJustCancelled }: OrderNoticeProps) {
  const t = await getTranslations("orders");
  const locale = await getLocale();
  if (order.status === "pending") return <PendingNotice order={order} isAsking={isAsking} />;
  if (order.refundTrouble)
    return (
      <div className="p-4 print:hidden">
        <Notice>{t(`refundTrouble.${order.refundTrouble}`)}</Notice>
      </div>
    );
  if (!isNew && !isJustCancelled) return null;
  const amount = formatMoney(order.totalMinor, order.currency, locale);
  return (
    <div className="p-4 print:hidden">
      <Notice tone="good">
        {isNew ? t("thanks", { email: order.email }) : t("cancelledNow", { amount })}
      </Notice>
    </div>
  );
}

/** After the last day of refunds of the seller's channel: whom to write to. Nothing where all has gone back. */
async function RefundsOver({ order }: { order: Order }) {
  const { refundsOverSince: since, seller } = order;
  const isPaid = order.number !== undefined && order.refundedMinor < order.totalMinor;
  if (!since || !isPaid) return null;
  const t = await getTranslations("orders");
  const day = formatBoundary(since, await getLocale(), order.timeZone);
  return (
    <div className="p-4">
      <Notice>{t("refundsOver", { day, seller: seller.name, email: seller.supportEmail })}</Notice>
    </div>
  );
}

async function PendingNotice({ order, isAsking }: { order: Order; isAsking: boolean }) {
  const t = await getTranslations("orders");
  const locale = await getLocale();
  const isConfirming = order.isBeingPaid && !isAsking;
  const until = dateFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: order.timeZone,
  });
  return (
    <div className="grid justify-items-start gap-3 p-4 print:hidden">
      <Notice>
        {isConfirming
          ? t("confirming", { email: order.email })
          : isAsking
            ? t("bankAsks")
            : t("unpaidHeld", { time: until.format(order.holdExpiresAt) })}
      </Notice>
      {isConfirming ? (
        <>
          <Reread />
          <a href={`/orders/${order.id}`} className={buttonLook("quiet")}>
            {t("lookAgain")}
          </a>
        </>
      ) : (
        <a href={`/buy/${order.listingId}`} className={buttonLook("strong")}>
          {t("finishPaying")}
        </a>
      )}
    </div>
  );
}
