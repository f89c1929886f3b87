"use client";
// Buying, step by step, over one action. Every step is a form that also works without JavaScript.
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useCloseSheet } from "@/components/shell/route-sheet";
import { Notice } from "@/components/ui/notice";
import type { CheckoutSheet } from "@/domain/checkout/queries";
import { ConfirmStep } from "./confirm-step";
import { DetailsStep } from "./details-step";
import { DoneStep } from "./done-step";
import { PayStep } from "./pay-step";
import type { CheckoutState, QuoteView } from "./state";
import type { StripeSettings } from "./stripe-script";
import { buttonLook } from "@/components/ui/button";
import { useSteps } from "./use-steps";
import { WaitingStep } from "./waiting-step";

export type CheckoutProps = {
  sheet: CheckoutSheet;
  initial: CheckoutState;
  action: (previous: CheckoutState, form: FormData) => Promise<CheckoutState>;
  quote: (form: FormData) => Promise<QuoteView | undefined>;
  stripe: StripeSettings;
  tweetId: string | undefined;
  countries: { code: string; name: string }[];
  /** With whom the contract is made: stands before the button that makes it. */
  sellerLine: ReactNode;
  guessedCountry: string;
};

/** What every step gets. */
export type StepProps = CheckoutProps & {
  state: CheckoutState;
  isBusy: boolean;
  /** For the action attribute of a form. */
  submit: (form: FormData) => void;
  /** The same, from a script. */
  send: (form: FormData) => void;
  /** The sentence above the form, if there is one. */
  notice: ReactNode;
  /** Whether address and card shall be kept: the answer outlives a card that is declined, or the bank's question. */
  keeps: boolean;
  setKeeps: (keeps: boolean) => void;
};

export function Checkout(props: CheckoutProps) {
  const { state, submit, send, isBusy, top } = useSteps(props.action, props.initial);
  const [keeps, setKeeps] = useState(false);
  const router = useRouter();
  const isOverAPage = useCloseSheet() !== undefined;
  const isNews = state.sheet !== undefined || state.step === "closed";
  // The card behind the sheet still says what was so.
  useEffect(() => {
    if (isOverAPage && isNews) router.refresh();
  }, [router, isOverAPage, isNews, state.turn]);

  const notice = (
    <div role="alert" className="scroll-mt-28 empty:hidden [dialog_&]:scroll-mt-4">
      {state.notice ? <Notice tone={state.notice.tone}>{state.notice.text}</Notice> : null}
    </div>
  );
  const sheet = state.sheet ?? props.sheet;
  const step: StepProps = { ...props, sheet, state, isBusy, submit, send, notice, keeps, setKeeps };
  return (
    <div ref={top} tabIndex={-1} className="scroll-mt-28 outline-none">
      <StepOf {...step} />
    </div>
  );
}

function StepOf(step: StepProps) {
  switch (step.state.step) {
    case "details":
      return <DetailsStep {...step} />;
    case "confirm":
      return <ConfirmStep {...step} />;
    case "pay":
      return <PayStep {...step} />;
    case "waiting":
      return <WaitingStep {...step} />;
    case "done":
      return <DoneStep {...step} />;
    case "closed":
      return <ClosedStep {...step} />;
  }
}

/** It cannot be bought here now: why, and the way to the seller's own site. */
function ClosedStep({ sheet, notice, state }: StepProps) {
  const t = useTranslations("checkout");
  const site = URL.canParse(sheet.merchantUrl) ? new URL(sheet.merchantUrl).hostname : sheet.seller.name;
  return (
    <div className="grid gap-4">
      <p className="text-lead font-semibold">{sheet.title}</p>
      {state.notice ? (
        notice
      ) : (
        <Notice>
          {sheet.notForSale === "sold-out"
            ? t("soldOut")
            : t(`refused.${sheet.notForSale ?? "withdrawn"}`, { units: 0, seller: sheet.seller.name })}
        </Notice>
      )}
      <a href={sheet.merchantUrl} rel="noopener" className={buttonLook("quiet", "text-center")}>
        {t("seeItAt", { site })}
      </a>
    </div>
  );
}
