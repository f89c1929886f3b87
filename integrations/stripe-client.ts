// The one place that knows which Stripe is spoken with: with no key it is the local one, and only host and port differ.
import Stripe from "stripe";
import { env } from "@/env";

const timeoutMilliseconds = 20_000;

export function stripeClient(): Stripe {
  kept.merleStripe ??=
    env.stripe.mode === "local"
      ? new Stripe(env.stripe.secretKey, {
          host: "127.0.0.1",
          port: env.stripe.port,
          protocol: "http",
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
        })
      : new Stripe(env.stripe.secretKey, {
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
        });
  return kept.merleStripe;
}
const kept = globalThis as typeof globalThis & { merleStripe?: Stripe };
