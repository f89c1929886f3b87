// What goes into the parcel: to print.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { PostalLines } from "@/components/orders/postal-lines";
import { PageHead } from "@/components/shell/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { shopOrderPage } from "@/domain/orders/shop-queries";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { memberContext } from "../../../member-context";

type Props = { params: Promise<{ orderId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("slip"), robots: { index: false } };
}

export default async function PackingSlip({ params }: Props) {
  const { orderId } = await params;
  const order = await shopOrderPage(await memberContext(`/dashboard/orders/${orderId}/slip`), orderId);
  if (!order) notFound();
  const t = await getTranslations("dashboard");
  const day = dateFormat(await getLocale(), { dateStyle: "long", timeZone: order.timeZone });
  const number = t("number", { number: order.number ?? "" });
  return (
    <>
      <PageHead title={t("slip")} back={{ href: `/dashboard/orders/${order.id}`, label: number }} />
      <div className="grid max-w-column gap-6 p-4 print:max-w-none">
        <div className="flex flex-wrap justify-between gap-6">
          <div>
            <p className="text-small text-ink-soft">{t("from")}</p>
            <PostalLines address={order.seller.address} name={order.seller.legalName} />
          </div>
          {order.address ? (
            <div>
              <p className="text-small text-ink-soft">{t("to")}</p>
              <PostalLines address={order.address} />
            </div>
          ) : null}
        </div>
        <p>
          <strong className="font-semibold">{number}</strong> ·{" "}
          {t("orderedOn", { day: day.format(order.createdAt) })} ·{" "}
          {t("dueBy", { day: day.format(order.deliverBy) })}
        </p>
        <table className="w-full text-left">
          <thead className="border-b border-hairline text-small text-ink-soft">
            <tr>
              <th className="py-2 pr-3 font-semibold whitespace-nowrap">{t("units")}</th>
              <th className="w-full py-2 pr-3 font-semibold">{t("item")}</th>
              <th className="min-w-24 py-2 font-semibold whitespace-nowrap">{t("sku")}</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.id} className="border-b border-hairline align-top">
                <td className="py-3 pr-3 tabular-nums">{line.quantity}</td>
                <td className="py-3 pr-3">
                  {line.title}
                  {line.optionValues.length > 0 ? (
                    <span className="block text-small text-ink-soft">{line.optionValues.join(" / ")}</span>
                  ) : null}
                </td>
                <td className="py-3 font-mono text-small break-all">{line.sku}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="text-small text-ink-soft">{t("slipHelp", { email: order.seller.supportEmail })}</p>
        <p className="print:hidden">
          <PrintButton>{t("printSlip")}</PrintButton>
        </p>
      </div>
    </>
  );
}
