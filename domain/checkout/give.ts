// Give: written down first, then asked of Stripe, then settled by the one function. Works while commerce is closed.
import type { Context } from "@/domain/context";
import { causeOf } from "@/domain/donations/causes";
import {
  type PlaceDonation,
  placeDonation,
  type PlaceDonationRefusal,
} from "@/domain/donations/place-donation";
import { type Outcome, ok } from "@/domain/outcome";
import { askAboutReceiver } from "@/domain/payments/connected-accounts";
import { payAttempt } from "./buy";
import type { PaymentStep } from "./payment-step";

/** Amounts in minor units. Refusals are decided before Stripe hears anything. */
export async function give(
  ctx: Context,
  input: PlaceDonation,
): Promise<
  Outcome<
    PaymentStep & { donationId: string },
    PlaceDonationRefusal,
    { minimumMinor: number } | { donationId: string } | undefined
  >
> {
  // Stripe may have closed the charity's account since the page was read: asked while nothing is charged yet.
  const found = await causeOf(ctx, input.causeId);
  if (found) await askAboutReceiver(ctx, found.cause.nonprofitId);
  const begun = await placeDonation(ctx, input);
  if (!begun.ok) return begun;
  const { donation, attempt } = begun.value;
  return ok({ ...(await payAttempt(ctx, attempt)), donationId: donation.id });
}
