"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountFieldErrors } from "@/app/account-words";
import type { FormState } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { startSession } from "@/app/session";
import { resetPassword } from "@/domain/accounts/reset-password";
import { NewPassword } from "@/domain/accounts/rules";
import { getTranslations } from "@/i18n/translations";

const Reset = z.object({ token: z.string().default(""), password: NewPassword });

export async function chooseNewPassword(_: FormState, form: FormData): Promise<FormState> {
  const input = Reset.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error) };
  const { token, password } = input.data;
  const outcome = await resetPassword(await requestContext(), { secret: token, password });
  if (!outcome.ok) {
    const t = await getTranslations("accounts.reset");
    return { message: t("gone") };
  }
  await startSession(outcome.value.personId);
  return redirect("/settings?changed=password");
}
