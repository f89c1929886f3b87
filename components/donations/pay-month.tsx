"use client";
// A month that could not be collected is paid with another card, which then pays the months to come.
import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useActionState, useRef, useState } from "react";
import { CardChoice } from "@/components/checkout/card-choice";
import type { CardForm } from "@/components/checkout/card-form";
import { useHasScript } from "@/components/checkout/script-mark";
import type { StripeSettings } from "@/components/checkout/stripe-script";
import type { ActionFormState } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type PayMonthProps = {
  giftId: string;
  token: string;
  /** Minor units. */
  amountMinor: number;
  currency: string;
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  stripe: StripeSettings;
};

export function PayMonth({ giftId, token, amountMinor, currency, action, stripe }: PayMonthProps) {
  const t = useTranslations("donations");
  const hasScript = useHasScript();
  const [state, act, isPending] = useActionState(action, {});
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const card = useRef<CardForm>(null);
  const isBusy = isPending || isAsking;
  const said = problem ?? state.message;

  const pay = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    setProblem(undefined);
    setIsAsking(true);
    const answer = await card.current?.card().catch(() => undefined);
    setIsAsking(false);
    if (!answer || "problem" in answer) return setProblem(answer?.problem ?? t("cardFormFailed"));
    form.set("confirmationToken", answer.token);
    startTransition(() => act(form));
  };

  return (
    <form action={act} onSubmit={(event) => void pay(event)} className="grid gap-4">
      <input type="hidden" name="giftId" value={giftId} />
      <input type="hidden" name="token" value={token} />
      <CardChoice
        cards={[]}
        cardId="new"
        onChoose={() => {}}
        keeps={undefined}
        onKeep={() => {}}
        keepLabel=""
        needsScript={t("cardNeedsScript")}
        stripe={stripe}
        amountMinor={amountMinor}
        currency={currency}
        cardForm={card}
      />
      <div role="alert" className="empty:hidden">
        {said ? <Notice tone="bad">{said}</Notice> : null}
      </div>
      <Button look="strong" type="submit" aria-disabled={isBusy} disabled={!hasScript} className="w-full">
        {isBusy ? t("everyMonth.paying") : t("everyMonth.payMonth")}
      </Button>
    </form>
  );
}
