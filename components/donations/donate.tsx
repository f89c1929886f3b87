"use client";
// Giving, over one action: one page with everything on it, then the bank if it asks, then the thanks.
import { useTranslations } from "next-intl";
import type { StripeSettings } from "@/components/checkout/stripe-script";
import { useSteps } from "@/components/checkout/use-steps";
import { buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { DonateSheet } from "@/domain/donations/views";
import { DoneStep } from "./done-step";
import { GiveStep } from "./give-step";
import type { DonateState } from "./state";
import { WaitingStep } from "./waiting-step";

export type DonateProps = {
  sheet: DonateSheet;
  initial: DonateState;
  action: (previous: DonateState, form: FormData) => Promise<DonateState>;
  stripe: StripeSettings;
  tweetId: string | undefined;
  /** The address of this cause, absolute, for sharing. */
  causeUrl: string;
};

/** What every step gets. */
export type StepProps = DonateProps & {
  state: DonateState;
  isBusy: boolean;
  /** For the action attribute of a form. */
  submit: (form: FormData) => void;
  /** The same, from a script. */
  send: (form: FormData) => void;
};

export function Donate(props: DonateProps) {
  const { state, submit, send, isBusy, top } = useSteps(props.action, props.initial);

  const step: StepProps = { ...props, state, isBusy, submit, send };
  return (
    <div ref={top} tabIndex={-1} className="scroll-mt-28 outline-none">
      <StepOf {...step} />
    </div>
  );
}

function StepOf(step: StepProps) {
  switch (step.state.step) {
    case "give":
      return <GiveStep {...step} />;
    case "waiting":
      return <WaitingStep {...step} />;
    case "done":
      return <DoneStep {...step} />;
    case "closed":
      return <ClosedStep {...step} />;
  }
}

/** No gifts are taken now: why, and the way to the charity. */
function ClosedStep({ sheet }: StepProps) {
  const t = useTranslations("donations");
  const charity = sheet.charity.name;
  return (
    <div className="grid gap-4">
      <p className="text-lead font-semibold">{sheet.title}</p>
      <Notice>{t(`refused.${sheet.notGivable ?? "closed"}`, { charity })}</Notice>
      <a href={`/${sheet.charity.handle}`} className={buttonLook("quiet")}>
        {t("seeCharity", { charity })}
      </a>
    </div>
  );
}
