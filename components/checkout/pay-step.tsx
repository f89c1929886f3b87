"use client";
// A held order is paid: what it is and costs, the card in Stripe's frame or one that is kept, one button.
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useCallback, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { envelopeLines } from "@/domain/orders/address-rules";
import { CardChoice } from "./card-choice";
import type { CardForm } from "./card-form";
import type { StepProps } from "./checkout";
import { Foot, Group } from "./group";
import { HoldCountdown } from "./hold-countdown";
import { useHasScript } from "./script-mark";
import { Summary } from "./summary";

export function PayStep(step: StepProps) {
  const { sheet, state, isBusy, submit, send, notice, stripe, keeps, setKeeps } = step;
  const t = useTranslations("checkout");
  const locale = useLocale();
  const buttons = useTranslations("buttons");
  const hasScript = useHasScript();
  const cards = sheet.person?.cards ?? [];
  const [cardId, setCardId] = useState(state.values?.["cardId"] ?? cards[0]?.id ?? "new");
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const [hasEnded, setHasEnded] = useState(state.order?.status === "expired");
  const card = useRef<CardForm>(null);
  const sideId = useId();
  const end = useCallback(() => setHasEnded(true), []);
  const { order } = state;
  if (!order) return null;
  const line = order.lines[0];
  const isPaying = isBusy || isAsking;

  const pay = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPaying) return;
    const form = new FormData(event.currentTarget);
    form.set("do", "pay");
    form.set("inPlace", "yes");
    setProblem(undefined);
    if (cardId === "new") {
      setIsAsking(true);
      const answer = await card.current?.card().catch(() => undefined);
      setIsAsking(false);
      if (!answer || "problem" in answer) return setProblem(answer?.problem ?? t("cardFormFailed"));
      form.set("confirmationToken", answer.token);
    }
    send(form);
  };

  if (hasEnded || order.status !== "pending") {
    return (
      <form action={submit} className="grid gap-4">
        <input type="hidden" name="orderId" value={order.id} />
        <Notice tone="bad">{t("holdEnded")}</Notice>
        <Button look="strong" type="submit" name="do" value="hold-again" onClick={() => setHasEnded(false)}>
          {isBusy ? t("placing") : t("holdAgain")}
        </Button>
      </form>
    );
  }
  return (
    <>
      {/* A form of their own, so that Enter never means one of its buttons. */}
      <form id={sideId} action={submit}>
        <input type="hidden" name="orderId" value={order.id} />
      </form>
      <form action={submit} onSubmit={(event) => void pay(event)} className="grid gap-6">
        <input type="hidden" name="orderId" value={order.id} />
        <input type="hidden" name="seenTotalMinor" value={order.totalMinor} />
        <input type="hidden" name="seenCurrency" value={order.currency} />
        <Group
          title={t("what")}
          aside={
            <button
              type="submit"
              form={sideId}
              name="do"
              value="details"
              className="-mx-2 -my-2.5 min-h-touch px-2 text-link underline"
            >
              {t("change")}
            </button>
          }
        >
          <div className="grid gap-1">
            {line ? (
              <p className="font-semibold">
                {t("line", { quantity: String(line.quantity), title: line.title })}
                {line.optionValues.length > 0 ? (
                  <span className="font-normal text-ink-soft"> · {line.optionValues.join(" / ")}</span>
                ) : null}
              </p>
            ) : null}
            {order.address ? (
              <p className="text-ink-soft">{envelopeLines(order.address, locale).join(", ")}</p>
            ) : null}
            <p className="text-ink-soft">{order.email}</p>
          </div>
          <div className="flex min-h-touch flex-wrap items-center justify-between gap-2">
            <HoldCountdown until={order.holdExpiresAt} onEnd={end} />
            {order.isHoldExtended ? null : (
              <button
                type="submit"
                form={sideId}
                name="do"
                value="extend"
                className="-mx-2 min-h-touch px-2 text-small text-link underline"
              >
                {t("moreTime")}
              </button>
            )}
          </div>
        </Group>
        {notice}
        <Group title={t("how")}>
          <p className="flex flex-wrap gap-x-4 empty:hidden">
            {order.otherTotals.map(({ currency, totalMinor }) => (
              <button
                key={currency}
                type="submit"
                form={sideId}
                name="do"
                value={`in-${currency}`}
                className="min-h-touch text-left text-link underline"
              >
                {t("payInInstead", { currency, total: formatMoney(totalMinor, currency, locale) })}
              </button>
            ))}
          </p>
          <CardChoice
            cards={cards}
            cardId={cardId}
            onChoose={setCardId}
            keeps={sheet.person ? keeps : undefined}
            onKeep={setKeeps}
            keepLabel={t("keep")}
            needsScript={t("cardNeedsScript")}
            stripe={stripe}
            amountMinor={order.totalMinor}
            currency={order.currency}
            cardForm={card}
          />
          <div role="alert" className="empty:hidden">
            {problem ? <Notice tone="bad">{problem}</Notice> : null}
          </div>
        </Group>
        {step.sellerLine}
        <Foot>
          <Summary amounts={order} />
          <Button
            look="primary"
            type="submit"
            name="do"
            value="pay"
            aria-disabled={isPaying}
            disabled={!hasScript && cardId === "new"}
            className="w-full"
          >
            {isPaying ? t("paying") : buttons("buyNow")}
            {isPaying || order.otherTotals.length === 0
              ? null
              : ` · ${formatMoney(order.totalMinor, order.currency, locale)}`}
          </Button>
        </Foot>
      </form>
    </>
  );
}
