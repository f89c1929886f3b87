"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { cancelAndRefund } from "@/domain/checkout/cancel-and-refund";
import { getTranslations } from "@/i18n/translations";

const Cancel = z.object({ orderId: z.string().min(1).max(40) });

export async function cancel(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("orders");
  const input = Cancel.safeParse(Object.fromEntries(form));
  if (!input.success) return { message: t("cancelRefused.not-found") };
  const { orderId } = input.data;
  const outcome = await cancelAndRefund(await requestContext(), orderId);
  if (!outcome.ok) return { message: t(`cancelRefused.${outcome.reason}`) };
  redirect(`/orders/${orderId}?cancelled=1`);
}
