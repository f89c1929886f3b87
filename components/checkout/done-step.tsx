"use client";
// Done: the number, what happens next and when, and the way back to exactly where one was.
import { useLocale, useTranslations } from "next-intl";
import { useCloseSheet } from "@/components/shell/route-sheet";
import { buttonLook } from "@/components/ui/button";
import { dateFormat } from "@/domain/time";
import type { StepProps } from "./checkout";
import { Tick } from "./tick";

export function DoneStep({ sheet, state }: StepProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const close = useCloseSheet();
  const { order } = state;
  if (!order) return null;
  const { timeZone, deliverBy } = order;
  const arrives =
    order.deliveryKind === "same-day"
      ? t("doneArrivesToday", {
          time: dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(deliverBy),
        })
      : t("doneArrives", {
          day: dateFormat(locale, {
            weekday: "long",
            day: "numeric",
            month: "long",
            timeZone,
          }).format(deliverBy),
        });
  return (
    <div className="grid justify-items-start gap-4 py-2">
      <Tick />
      <output className="grid gap-1">
        <h2 className="text-headline font-bold">{t("doneTitle")}</h2>
        <p className="text-lead font-semibold tabular-nums">
          {t("doneNumber", { number: order.number ?? "" })}
        </p>
      </output>
      <ul className="grid gap-1 text-ink-soft">
        {order.address ? <li>{arrives}</li> : null}
        <li>{t("doneMail", { email: order.email })}</li>
        <li>{t("doneCancel", { seller: sheet.seller.name })}</li>
      </ul>
      <div className="grid w-full gap-2 sm:grid-cols-2">
        <a href={`/orders/${order.id}`} className={buttonLook("quiet")}>
          {t("seeOrder")}
        </a>
        {close ? (
          <button type="button" className={buttonLook("strong")} onClick={close}>
            {t("backToTimeline")}
          </button>
        ) : (
          <a href="/" className={buttonLook("strong")}>
            {t("backToTimeline")}
          </a>
        )}
      </div>
    </div>
  );
}
