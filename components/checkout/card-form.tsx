"use client";
// Stripe's Payment Element in a frame of Stripe's own: the digits never reach this page. What comes out is a token.
import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { Appearance, Stripe } from "@stripe/stripe-js";
import { type RefObject, useEffect, useImperativeHandle, useState } from "react";
import { type StripeSettings, stripeScript } from "./stripe-script";

/** What the form answers when it is asked for the card: a token, or a sentence about what is wrong with it. */
export type CardAnswer = { token: string } | { problem: string };
export type CardForm = { card(): Promise<CardAnswer> };

type CardFormProps = {
  settings: StripeSettings;
  amountMinor: number;
  currency: string;
  keeps: boolean;
  locale: string;
  words: { loading: string; failed: string };
  ref: RefObject<CardForm | null>;
};

export function StripeCardForm({
  settings,
  amountMinor,
  currency,
  keeps,
  locale,
  words,
  ref,
}: CardFormProps) {
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [appearance, setAppearance] = useState<Appearance>();

  useEffect(() => {
    let isHere = true;
    const show = async () => {
      try {
        const loaded = await stripeScript(settings, locale);
        if (!isHere) return;
        setAppearance(ownAppearance());
        setStripe(loaded);
      } catch {
        if (isHere) setHasFailed(true);
      }
    };
    void show();
    const theme = window.matchMedia("(prefers-color-scheme: dark)");
    const dress = () => setAppearance(ownAppearance());
    theme.addEventListener("change", dress);
    return () => {
      isHere = false;
      theme.removeEventListener("change", dress);
    };
  }, [settings, locale]);

  if (hasFailed) return <p className="text-bad">{words.failed}</p>;
  return (
    // About as high as the form becomes: what stands beneath does not move when it comes, and no finger misses the button.
    <div className="min-h-68">
      {stripe && appearance ? (
        <Elements
          stripe={stripe}
          options={{
            mode: "payment",
            amount: Math.max(1, amountMinor),
            currency: currency.toLowerCase(),
            setupFutureUsage: keeps ? "off_session" : null,
            appearance,
            locale: locale === "fr" ? "fr" : "en",
          }}
        >
          <Inside ref={ref} failed={words.failed} />
        </Elements>
      ) : (
        <p className="text-ink-soft">{words.loading}</p>
      )}
    </div>
  );
}

function Inside({ ref, failed }: { ref: RefObject<CardForm | null>; failed: string }) {
  const stripe = useStripe();
  const elements = useElements();
  useImperativeHandle(
    ref,
    () => ({
      async card() {
        if (!stripe || !elements) return { problem: failed };
        const checked = await elements.submit();
        if (checked.error) return { problem: checked.error.message ?? failed };
        const made = await stripe.createConfirmationToken({ elements });
        return made.error ? { problem: made.error.message ?? failed } : { token: made.confirmationToken.id };
      },
    }),
    [stripe, elements, failed],
  );
  return <PaymentElement options={{ layout: "tabs" }} />;
}

/** Our own colours for Stripe's frame, read from the page, so that it belongs to it in both themes. */
function ownAppearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    theme: isDark ? "night" : "stripe",
    variables: {
      colorBackground: colour("--surface"),
      colorText: colour("--ink"),
      colorTextSecondary: colour("--ink-soft"),
      colorPrimary: colour("--link"),
      colorDanger: colour("--bad"),
      fontFamily: "system-ui, sans-serif",
      borderRadius: "8px",
    },
  };
}
