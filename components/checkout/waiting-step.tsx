"use client";
// The outcome is not known yet, or the bank asks. Never "failed": the order stays, the answer will come.
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { StepProps } from "./checkout";
import { onlyOnce } from "./only-once";
import { ScriptMark } from "./script-mark";
import { useOutcome } from "./use-outcome";

export function WaitingStep({ state, isBusy, submit, send, stripe }: StepProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const { order, clientSecret, isAsked } = state;
  const orderId = order?.id;
  useOutcome({
    clientSecret,
    isWaiting: orderId !== undefined && !isAsked,
    stripe,
    locale,
    turn: state.turn,
    look() {
      const form = new FormData();
      form.set("do", "check");
      form.set("orderId", orderId ?? "");
      send(form);
    },
  });

  if (isAsked) {
    return (
      <form action={submit} onSubmit={onlyOnce(isBusy)} className="grid justify-items-start gap-4 py-4">
        <input type="hidden" name="orderId" value={orderId ?? ""} />
        <ScriptMark />
        <h2 className="text-title font-semibold">{t("askedTitle")}</h2>
        <output className="text-ink-soft">{t("asked")}</output>
        <div className="flex flex-wrap gap-2">
          <Button look="strong" type="submit" name="do" value="answer" aria-disabled={isBusy}>
            {isBusy ? t("placing") : t("answerBank")}
          </Button>
          <Button type="submit" name="do" value="another-way" aria-disabled={isBusy}>
            {t("anotherWay")}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <form action={submit} onSubmit={onlyOnce(isBusy)} className="grid justify-items-start gap-4 py-4">
      <input type="hidden" name="orderId" value={orderId ?? ""} />
      <h2 className="text-title font-semibold">{clientSecret ? t("asking") : t("waitingTitle")}</h2>
      <output className="text-ink-soft">{t("waiting", { email: order?.email ?? "" })}</output>
      <Button type="submit" name="do" value="check" aria-disabled={isBusy}>
        {isBusy ? t("placing") : t("checkAgain")}
      </Button>
    </form>
  );
}
