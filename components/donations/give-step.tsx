"use client";
// How much, from whom, with which card: the total follows and stands directly above the one button.
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { CardChoice } from "@/components/checkout/card-choice";
import type { CardForm } from "@/components/checkout/card-form";
import { Foot, Group } from "@/components/checkout/group";
import { ScriptMark, useHasScript } from "@/components/checkout/script-mark";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Field } from "@/components/ui/field";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { chargeFor, chosenGift } from "./amount";
import type { StepProps } from "./donate";
import { rhythms } from "./state";

export function GiveStep({ sheet, state, isBusy, submit, send, stripe, tweetId }: StepProps) {
  const t = useTranslations("donations");
  const buttons = useTranslations("buttons");
  const locale = useLocale();
  const hasScript = useHasScript();
  const { currency, charity, person } = sheet;
  const values = state.values;
  const cards = person?.cards ?? [];
  const [rhythm, setRhythm] = useState(values?.rhythm ?? "once");
  const [amount, setAmount] = useState(values?.amount ?? "");
  const [suggestion, setSuggestion] = useState(values?.suggestion ?? "");
  const [coversFee, setCoversFee] = useState(values?.coversFee ?? false);
  const [isAnonymous, setIsAnonymous] = useState(values?.isAnonymous ?? false);
  const [cardId, setCardId] = useState(values?.cardId || (cards[0]?.id ?? "new"));
  const [keeps, setKeeps] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const card = useRef<CardForm>(null);
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, locale);

  const giftMinor = chosenGift({ amount, suggestion }, currency);
  const { feeMinor, totalMinor } = chargeFor(giftMinor ?? 0, coversFee, currency);
  const isPaying = isBusy || isAsking;
  const ask = state.notice?.ask;

  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPaying) return;
    const form = new FormData(event.currentTarget);
    form.set("do", "give");
    setProblem(undefined);
    const isWritten = (name: string) => form.get(name) !== "";
    const isReady =
      giftMinor !== undefined &&
      giftMinor >= sheet.minimumMinor &&
      isWritten("email") &&
      (isAnonymous || isWritten("donorName"));
    // What is amiss in the fields is said first: no card is asked for before.
    if (cardId === "new" && isReady) {
      setIsAsking(true);
      const answer = await card.current?.card().catch(() => undefined);
      setIsAsking(false);
      if (!answer || "problem" in answer) return setProblem(answer?.problem ?? t("cardFormFailed"));
      form.set("confirmationToken", answer.token);
    }
    send(form);
  };

  return (
    <form action={submit} onSubmit={(event) => void give(event)} noValidate className="grid gap-6">
      <div role="alert" className="scroll-mt-28 empty:hidden [dialog_&]:scroll-mt-4">
        {state.notice ? <Notice tone={state.notice.tone}>{state.notice.text}</Notice> : null}
      </div>
      <input type="hidden" name="causeId" value={sheet.causeId} />
      <input type="hidden" name="seenTotalMinor" value={giftMinor === undefined ? 0 : totalMinor} />
      {tweetId ? <input type="hidden" name="tweetId" value={tweetId} /> : null}
      {ask ? <input type="hidden" name="again" value="yes" /> : null}
      <ScriptMark />
      <div className="grid gap-1">
        <p className="text-lead font-semibold">{sheet.title}</p>
        <p className="text-small font-semibold text-ink-soft">{charity.name}</p>
        <p className="text-ink-soft">{sheet.description}</p>
      </div>
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="sr-only">{t("rhythm")}</legend>
        {rhythms.map((value) => (
          <label
            key={value}
            className="flex min-h-touch items-center gap-3 rounded-control border border-control px-3 font-semibold has-checked:border-ink has-checked:bg-sunken"
          >
            <input
              type="radio"
              name="rhythm"
              value={value}
              checked={rhythm === value}
              onChange={() => setRhythm(value)}
              className="size-5 accent-ink"
            />
            {t(value)}
          </label>
        ))}
      </fieldset>
      <Group title={t("howMuch")}>
        {sheet.suggestions.length > 0 ? (
          <fieldset className="grid gap-2">
            <legend className="sr-only">{t("suggestions")}</legend>
            {sheet.suggestions.map(({ amountMinor, effect }) => {
              const value = String(amountMinor);
              return (
                <label
                  key={value}
                  className="grid min-h-touch grid-cols-[auto_1fr] items-center gap-x-3 rounded-control border border-control px-3 py-2 has-checked:border-ink has-checked:bg-sunken"
                >
                  <input
                    type="radio"
                    name="suggestion"
                    value={value}
                    checked={amount.trim() === "" && suggestion === value}
                    onChange={() => {
                      setSuggestion(value);
                      setAmount("");
                    }}
                    className="row-span-2 size-5 accent-ink"
                  />
                  <span className="font-semibold tabular-nums">{money(amountMinor)}</span>
                  <span className="text-small text-pretty text-ink-soft">{effect}</span>
                </label>
              );
            })}
          </fieldset>
        ) : null}
        <Field
          id="give-amount"
          name="amount"
          label={t("amount")}
          hint={t("amountHint", { currency, minimum: money(sheet.minimumMinor) })}
          error={state.errors?.amount}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          inputMode="decimal"
          autoComplete="off"
        />
        <CheckBox
          name="coversFee"
          checked={coversFee}
          onChange={setCoversFee}
          label={
            giftMinor === undefined
              ? t("coverFeeAny", { charity: charity.name })
              : t("coverFee", { fee: money(feeMinor), charity: charity.name })
          }
        />
      </Group>
      <Group title={t("fromWhom")}>
        <Field
          id="give-email"
          name="email"
          type="email"
          label={t("email")}
          hint={rhythm === "monthly" ? t("emailHintMonthly") : t("emailHint")}
          error={state.errors?.email}
          defaultValue={values?.email ?? person?.email}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          aria-required
        />
        <Field
          id="give-name"
          name="donorName"
          label={t("name")}
          hint={t("nameHint")}
          error={state.errors?.donorName}
          defaultValue={values?.donorName ?? person?.name}
          autoComplete="name"
          maxLength={120}
        />
        <CheckBox
          name="isAnonymous"
          checked={isAnonymous}
          onChange={setIsAnonymous}
          label={t("anonymous")}
          hint={t("anonymousHint", { charity: charity.name })}
        />
      </Group>
      <Group title={t("how")}>
        <CardChoice
          cards={cards}
          cardId={cardId}
          onChoose={setCardId}
          keeps={person ? keeps : undefined}
          onKeep={setKeeps}
          keepLabel={t("keep")}
          needsScript={t("cardNeedsScript")}
          stripe={stripe}
          amountMinor={totalMinor}
          currency={currency}
          cardForm={card}
        />
        <div role="alert" className="empty:hidden">
          {problem ? <Notice tone="bad">{problem}</Notice> : null}
        </div>
      </Group>
      <Foot>
        <p
          aria-live="polite"
          aria-atomic="true"
          className="flex justify-between gap-4 text-title font-bold tabular-nums"
        >
          <span>{rhythm === "monthly" ? t("totalMonthly") : t("total")}</span>
          <span className="whitespace-nowrap">{giftMinor === undefined ? "–" : money(totalMinor)}</span>
        </p>
        {rhythm === "monthly" ? <p className="text-small text-ink-soft">{t("monthlyTerms")}</p> : null}
        <Button
          look="primary"
          type="submit"
          name="do"
          value="give"
          aria-disabled={isPaying}
          disabled={!hasScript && cards.length === 0}
          className="w-full"
        >
          {isPaying ? t("giving") : ask ? t("giveAgain") : buttons("donate")}
        </Button>
      </Foot>
    </form>
  );
}
