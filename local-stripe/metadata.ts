import type Stripe from "stripe";

/** Merges changes into metadata: an empty value removes its key, null removes everything. */
export function mergedMetadata(
  before: Stripe.Metadata | null,
  changes: Record<string, string> | null | undefined,
): Stripe.Metadata {
  if (changes === null) return {};
  const merged = { ...before, ...changes };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}
