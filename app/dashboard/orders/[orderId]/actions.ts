"use server";
// What a member of a shop does with an order.
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { refundOrder } from "@/domain/checkout/refund-order";
import { parseAmount } from "@/domain/money";
import { carriers } from "@/domain/orders/carrier-rules";
import { deliverOrder } from "@/domain/orders/deliver-order";
import type { Moved } from "@/domain/orders/move-order";
import { packOrder } from "@/domain/orders/pack-order";
import { shipOrder } from "@/domain/orders/ship-order";
import { shopOrderPage } from "@/domain/orders/shop-queries";
import { getTranslations } from "@/i18n/translations";
import { closedWords, dayThere } from "../../closed-words";
import { memberContext } from "../../member-context";

const Which = z.object({ orderId: z.string().min(1).max(40) });

const HowSent = Which.extend({
  carrier: z.enum([...carriers, "other"]),
  carrierName: z.string().trim().max(60).default(""),
  trackingNumber: z.string().trim().max(60).default(""),
});

const HowMuch = Which.extend({
  amount: z.string().trim().max(40),
  seenRefundedMinor: z.coerce.number().int().min(0),
});

export async function pack(_: FormState, form: FormData): Promise<FormState> {
  const { orderId } = Which.parse(Object.fromEntries(form));
  return moved(orderId, "packing", await packOrder(await contextOf(orderId), orderId));
}

export async function deliver(_: FormState, form: FormData): Promise<FormState> {
  const { orderId } = Which.parse(Object.fromEntries(form));
  return moved(orderId, "delivered", await deliverOrder(await contextOf(orderId), orderId));
}

export async function ship(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("dashboard");
  const values = typedValues(form);
  const { orderId, carrier, carrierName, trackingNumber } = HowSent.parse(Object.fromEntries(form));
  if (carrier === "other" && carrierName === "")
    return { errors: { carrierName: t("carrierMissing") }, values };
  const outcome = await shipOrder(await contextOf(orderId), {
    orderId,
    carrier: carrier === "other" ? carrierName : carrier,
    trackingNumber: trackingNumber || undefined,
  });
  return { ...(await moved(orderId, "shipped", outcome)), values };
}

export async function refund(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("dashboard");
  const values = typedValues(form);
  const { orderId, amount, seenRefundedMinor } = HowMuch.parse(Object.fromEntries(form));
  const ctx = await contextOf(orderId);
  const order = await shopOrderPage(ctx, orderId);
  if (!order) return { message: t("refused.not-found"), values };
  const amountMinor = parseAmount(amount, order.currency);
  if (!amountMinor) return { errors: { amount: t("badAmount") }, values };
  const outcome = await refundOrder(ctx, { orderId, amountMinor, seenRefundedMinor });
  if (!outcome.ok && outcome.reason === "refunds-over")
    return { message: t("refundsOver", { day: await dayThere(outcome.detail.since) }), values };
  if (!outcome.ok) {
    const why = t(`refundRefused.${outcome.reason}`);
    const isAboutAmount = outcome.reason === "more-than-left" || outcome.reason === "not-payable";
    return { ...(isAboutAmount ? { errors: { amount: why } } : { message: why }), values };
  }
  return redirect(`/dashboard/orders/${orderId}?done=refunded`);
}

const contextOf = (orderId: string) => memberContext(`/dashboard/orders/${orderId}`);

async function moved(
  orderId: string,
  to: "packing" | "shipped" | "delivered",
  outcome: Moved,
): Promise<FormState> {
  if (outcome.ok) redirect(`/dashboard/orders/${orderId}?done=${to}`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since) };
  const t = await getTranslations("dashboard");
  const orders = await getTranslations("orders");
  const status = outcome.detail ? orders(`status.${outcome.detail.status}`).toLowerCase() : "";
  return { message: t(`refused.${outcome.reason}`, { status }) };
}
