"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountFieldErrors, tooManyTries } from "@/app/account-words";
import { clientAddress } from "@/app/client-address";
import { type FormState, typedValues } from "@/app/form-state";
import { returnPath } from "@/app/return-path";
import { startSession } from "@/app/session";
import { trySignIn } from "@/app/try-sign-in";
import { Email } from "@/domain/accounts/rules";
import { getTranslations } from "@/i18n/translations";

const SignIn = z.object({ email: Email, password: z.string("password-missing").min(1, "password-missing") });

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const values = typedValues(form);
  const input = SignIn.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error), values };
  const outcome = await trySignIn(input.data, await clientAddress());
  if (!outcome.ok) {
    const t = await getTranslations("accounts.signIn");
    const message = outcome.reason === "too-many-tries" ? await tooManyTries(outcome.detail) : t("wrong");
    return { message, values };
  }
  await startSession(outcome.value.personId);
  return redirect(returnPath(form.get("next")));
}
