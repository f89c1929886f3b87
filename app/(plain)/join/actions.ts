"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { chooseShop } from "@/app/dashboard/choose-shop";
import type { FormState } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { joinShop } from "@/domain/shops/join-shop";
import { getTranslations } from "@/i18n/translations";

const Join = z.object({ token: z.string().default("") });

export async function join(_: FormState, form: FormData): Promise<FormState> {
  const { token } = Join.parse(Object.fromEntries(form));
  const outcome = await joinShop(await requestContext(), { secret: token });
  if (outcome.ok) {
    await chooseShop(outcome.value.accountId);
    return redirect("/dashboard/team?done=joined");
  }
  if (outcome.reason === "not-signed-in")
    return redirect(withReturn("/sign-in", `/join?token=${encodeURIComponent(token)}`));
  const t = await getTranslations("shops.join");
  return { message: t(`refused.${outcome.reason}`) };
}
