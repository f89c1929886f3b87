"use client";
// Done: thanks, the number of the receipt, sharing that keeps the amount to oneself, and the way back.
import { useLocale, useTranslations } from "next-intl";
import { Tick } from "@/components/checkout/tick";
import { useCloseSheet } from "@/components/shell/route-sheet";
import { buttonLook } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { formatDay } from "@/domain/time";
import type { StepProps } from "./donate";
import { Share } from "./share";

export function DoneStep({ state, sheet, causeUrl }: StepProps) {
  const t = useTranslations("donations");
  const locale = useLocale();
  const close = useCloseSheet();
  const { given, monthlyGiftId, renewsAt } = state;
  if (!given) return null;
  return (
    <div className="grid justify-items-start gap-4 py-2">
      <Tick />
      <output className="grid gap-1">
        <h2 className="text-headline font-bold">{t("doneTitle", { charity: given.charityName })}</h2>
        <p className="text-lead font-semibold tabular-nums">
          {t("receipt", { number: given.receiptNumber })}
        </p>
      </output>
      <p className="text-ink-soft">{t("doneMail", { email: given.email })}</p>
      {monthlyGiftId && renewsAt ? (
        <p>
          {t("doneMonthly", { date: formatDay(new Date(renewsAt), locale) })}{" "}
          <TextLink href={`/donations/monthly/${monthlyGiftId}`}>{t("seeMonthly")}</TextLink>
        </p>
      ) : null}
      <Share gift={given} causeUrl={causeUrl} mayPost={sheet.person !== undefined} />
      <div className="grid w-full gap-2 sm:grid-cols-2">
        <a href={`/donations/${given.id}`} className={buttonLook("quiet")}>
          {t("seeReceipt")}
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
