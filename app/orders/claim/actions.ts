"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { buyerContext } from "@/app/buyer-context";
import type { FormState } from "@/app/form-state";
import { claimPurchase } from "@/domain/checkout/claim-purchase";
import { getTranslations } from "@/i18n/translations";

const Claim = z.object({ token: z.string().min(1).max(200) });

export async function claim(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("orders.claim");
  const input = Claim.safeParse(Object.fromEntries(form));
  if (!input.success) return { message: t("refused.link-gone") };
  const outcome = await claimPurchase(await buyerContext(), input.data.token);
  if (!outcome.ok) return { message: t(`refused.${outcome.reason}`) };
  redirect(`/${outcome.value.kind}s/${outcome.value.id}`);
}
