// The platforms that a channel can stand for, and the terms that a shop agrees to when it connects. Pure.

export const platforms = [
  "direct",
  "shopify",
  "bigcommerce",
  "demandware",
  "delivery-agent",
  "stripe-relay",
  "fancy",
] as const;

export type Platform = (typeof platforms)[number];

/** By the slug of its channel; "other" for one that has no words of its own. */
export const platformOf = (slug: string): Platform | "other" =>
  platforms.find((platform) => platform === slug) ?? "other";

/** Of the words in messages/*\/channels.ts: counted up when they change. */
export const termsVersion = "2026-11";
