// Back from the bank, which was asked about one month. What the address says proves nothing: Stripe is asked.
import { requestContext } from "@/app/request-context";
import { seeOther } from "@/app/see-other";
import { learnMonth } from "@/domain/checkout/pay-month";
import { monthlyAddress } from "../address";

export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const giftId = query.get("gift") ?? "";
  const token = query.get("token") ?? "";
  const step = await learnMonth(await requestContext(), { giftId, secret: token });
  return seeOther(monthlyAddress(giftId, token, step?.state === "paid" ? "paid" : undefined));
}
