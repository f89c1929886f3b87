"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { confirmEmail } from "@/domain/accounts/confirm-email";
import { getTranslations } from "@/i18n/translations";

const Confirm = z.object({ token: z.string().default("") });

export async function confirm(_: FormState, form: FormData): Promise<FormState> {
  const { token } = Confirm.parse(Object.fromEntries(form));
  const outcome = await confirmEmail(await requestContext(), { secret: token });
  if (outcome.ok) return redirect("/settings?changed=email");
  const t = await getTranslations("accounts.confirm");
  const words = {
    "link-gone": t("gone"),
    "not-signed-in": t("signInFirst"),
    "belongs-to-another": t("belongsToAnother"),
  };
  return { message: words[outcome.reason] };
}
