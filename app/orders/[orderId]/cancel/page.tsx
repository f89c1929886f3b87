// Cancelling, second step: what will happen, and one button.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { requestContext } from "@/app/request-context";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { orderPage } from "@/domain/orders/queries";
import { getTranslations } from "@/i18n/translations";
import { cancel } from "./actions";

type Props = { params: Promise<{ orderId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("cancelTitle"), robots: { index: false } };
}

export default async function CancelPage({ params }: Props) {
  const order = await orderPage(await requestContext(), (await params).orderId);
  if (!order) notFound();
  if (order.status === "cancelled") redirect(`/orders/${order.id}`);
  const t = await getTranslations("orders");
  const locale = await getLocale();
  const back = `/orders/${order.id}`;
  const number = order.number ?? "";
  const { name: seller, supportEmail: email } = order.seller;
  const amount = formatMoney(order.totalMinor - order.refundedMinor, order.currency, locale);
  return (
    <>
      <PageHead
        title={order.mayCancel ? t("cancelTitle") : t("order", { number })}
        back={{ href: back, label: t("order", { number }) }}
      />
      <div className="mx-auto grid max-w-sheet gap-4 p-4">
        {order.mayCancel ? (
          <>
            <p>{t("cancelText", { number, seller, amount })}</p>
            <ActionForm
              id="cancel"
              action={cancel}
              hidden={{ orderId: order.id }}
              submit={t("cancelSubmit", { amount })}
            />
          </>
        ) : (
          <Notice>
            {t("cannotCancel", { status: t(`status.${order.status}`).toLowerCase(), seller, email })}
          </Notice>
        )}
        <a href={back} className={buttonLook("quiet")}>
          {t(order.mayCancel ? "keepIt" : "backToOrder")}
        </a>
      </div>
    </>
  );
}
