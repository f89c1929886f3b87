"use client";
// The outcome is not known yet, or the bank asks. Never "failed": the answer will come.
import { useLocale, useTranslations } from "next-intl";
import { onlyOnce } from "@/components/checkout/only-once";
import { ScriptMark } from "@/components/checkout/script-mark";
import { useOutcome } from "@/components/checkout/use-outcome";
import { Button } from "@/components/ui/button";
import type { StepProps } from "./donate";

export function WaitingStep({ sheet, state, isBusy, submit, send, stripe }: StepProps) {
  const t = useTranslations("donations");
  const locale = useLocale();
  const { donationId, monthlyGiftId, clientSecret, isAsked } = state;
  const { causeId } = sheet;
  useOutcome({
    clientSecret,
    isWaiting: (donationId ?? monthlyGiftId) !== undefined && !isAsked,
    stripe,
    locale,
    turn: state.turn,
    look() {
      const form = new FormData();
      form.set("do", "check");
      form.set("causeId", causeId);
      form.set("donationId", donationId ?? "");
      form.set("monthlyGiftId", monthlyGiftId ?? "");
      send(form);
    },
  });

  return (
    <form action={submit} onSubmit={onlyOnce(isBusy)} className="grid justify-items-start gap-4 py-4">
      <input type="hidden" name="causeId" value={causeId} />
      <input type="hidden" name="donationId" value={donationId ?? ""} />
      <input type="hidden" name="monthlyGiftId" value={monthlyGiftId ?? ""} />
      <ScriptMark />
      <h2 className="text-title font-semibold">
        {isAsked ? t("askedTitle") : clientSecret ? t("asking") : t("waitingTitle")}
      </h2>
      <output className="text-ink-soft">{isAsked ? t("asked") : t("waiting")}</output>
      <div className="flex flex-wrap gap-2">
        {isAsked ? (
          <>
            <Button look="strong" type="submit" name="do" value="answer" aria-disabled={isBusy}>
              {isBusy ? t("oneMoment") : t("answerBank")}
            </Button>
            <Button type="submit" name="do" value="another-way" aria-disabled={isBusy}>
              {t("anotherWay")}
            </Button>
          </>
        ) : (
          <Button type="submit" name="do" value="check" aria-disabled={isBusy}>
            {isBusy ? t("oneMoment") : t("checkAgain")}
          </Button>
        )}
      </div>
    </form>
  );
}
