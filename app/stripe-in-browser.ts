import type { StripeSettings } from "@/components/checkout/stripe-script";
import { env } from "@/env";

/** What a page needs to show Stripe's form for a card: the hosted one, or the local one's. */
export const stripeInBrowser: StripeSettings = {
  publishableKey: env.stripe.publishableKey,
  localPort: env.stripe.mode === "local" ? env.stripe.port : undefined,
};
