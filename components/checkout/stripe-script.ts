// Stripe's script: from Stripe when there is a key, from the local Stripe when there is none. Loaded once, when asked for.
import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";

/** Where the browser finds Stripe. `localPort` is set when the local Stripe stands in. */
export type StripeSettings = { publishableKey: string; localPort: number | undefined };

let loading: Promise<Stripe> | undefined;

/** Rejects when the script cannot be loaded; asking again tries again. */
export function stripeScript(settings: StripeSettings, locale: string): Promise<Stripe> {
  loading ??= load(settings, locale).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load({ publishableKey, localPort }: StripeSettings, locale: string): Promise<Stripe> {
  // The script of Stripe itself finds window.Stripe set by the local one and uses it.
  if (localPort !== undefined)
    await addScript(`http://${window.location.hostname}:${localPort}/endive/stripe.js`);
  const stripe = await loadStripe(publishableKey, { locale: locale === "fr" ? "fr" : "en" });
  if (!stripe) throw new Error("Stripe's script is only for browsers");
  return stripe;
}

function addScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("The script could not be loaded"));
    });
    document.head.append(script);
  });
}
