// Back from the bank's page. What the address says of the payment proves nothing: Stripe is asked.
import { requestContext } from "@/app/request-context";
import { seeOther } from "@/app/see-other";
import { learnMonthlyGift } from "@/domain/checkout/give-monthly";
import { learnPayment } from "@/domain/checkout/learn-payment";
import type { Context } from "@/domain/context";
import { monthlyGiftPage } from "@/domain/donations/monthly-gifts";
import { donationPage } from "@/domain/donations/queries";

export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext();
  const monthlyGiftId = new URL(request.url).searchParams.get("monthly");
  if (monthlyGiftId !== null) return backToMonthly(ctx, monthlyGiftId);
  const gift = await donationPage(ctx, new URL(request.url).searchParams.get("gift") ?? "");
  if (!gift) return seeOther("/donations");
  const step = await learnPayment(ctx, gift.id);
  if (step?.state === "paid") return seeOther(`/donations/${gift.id}?thanks=1`);
  // The dialog asks for itself what the bank has said, and shows it.
  return seeOther(step?.state === "declined" ? `/donate/${gift.causeId}` : `/donations/${gift.id}`);
}

async function backToMonthly(ctx: Context, giftId: string): Promise<Response> {
  const gift = await monthlyGiftPage(ctx, { giftId });
  if (!gift) return seeOther("/donations");
  const step = await learnMonthlyGift(ctx, giftId);
  return seeOther(
    step.state === "paid" ? `/donations/monthly/${giftId}?thanks=1` : `/donate/${gift.causeId}`,
  );
}
