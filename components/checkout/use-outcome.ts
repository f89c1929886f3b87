"use client";
// Waits for the outcome of a payment: shows the bank's question when there is one, and asks our own server what came of
// it, whatever Stripe's script says; without one it looks again now and then, ever more seldom.
import { useEffect, useRef } from "react";
import { type StripeSettings, stripeScript } from "./stripe-script";

const looksAgainAfterMilliseconds = [1000, 2000, 3000, 5000, 8000, 13_000, 20_000];

type Waiting = {
  /** The bank asks: what Stripe's script shows it with. */
  clientSecret: string | undefined;
  /** False when there is nothing to wait for, or the shopper is asked something else. */
  isWaiting: boolean;
  stripe: StripeSettings;
  locale: string;
  /** Changes with each answer. */
  turn: number;
  look: () => void;
};

export function useOutcome({ clientSecret, isWaiting, stripe, locale, turn, look }: Waiting): void {
  const looks = useRef(0);
  const lookNow = useRef(look);
  useEffect(() => {
    lookNow.current = look;
  }, [look]);

  useEffect(() => {
    if (!isWaiting) return undefined;
    if (clientSecret) {
      let isHere = true;
      void stripeScript(stripe, locale)
        .then((loaded) => loaded.handleNextAction({ clientSecret }))
        .catch(() => undefined)
        .then(() => isHere && lookNow.current());
      return () => {
        isHere = false;
      };
    }
    const wait = looksAgainAfterMilliseconds[looks.current];
    if (wait === undefined) return undefined;
    looks.current += 1;
    const timer = window.setTimeout(() => lookNow.current(), wait);
    return () => window.clearTimeout(timer);
  }, [clientSecret, isWaiting, stripe, locale, turn]);
}
