import { z } from "zod";
import type { Store } from "./store";

/** What Stripe's dashboard sets for an account: when a failed renewal is tried again, and what happens at the end. */
export const BillingOrder = z.strictObject({
  retryAfterDays: z.array(z.int().min(1).max(60)).max(8).default([3, 5, 7]),
  afterRetries: z.enum(["cancel", "unpaid", "past_due"]).default("cancel"),
});

export type BillingSettings = z.output<typeof BillingOrder>;

export function billingSettings(store: Store): BillingSettings {
  return BillingOrder.parse(JSON.parse(store.setting("billing") ?? "{}"));
}

export function setBillingSettings(store: Store, settings: BillingSettings): void {
  store.setSetting("billing", JSON.stringify(settings));
}
