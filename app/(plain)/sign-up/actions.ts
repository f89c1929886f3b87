"use server";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountFieldErrors, tooManyTries } from "@/app/account-words";
import { clientAddress } from "@/app/client-address";
import { type FormState, typedValues } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { returnPath } from "@/app/return-path";
import { startSession } from "@/app/session";
import { DisplayName, Email, Handle, NewPassword } from "@/domain/accounts/rules";
import { signUp } from "@/domain/accounts/sign-up";
import { countryOf } from "@/i18n/country";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";

const SignUp = z.object({ name: DisplayName, handle: Handle, email: Email, password: NewPassword });

export async function createAccount(_: FormState, form: FormData): Promise<FormState> {
  const values = typedValues(form);
  const input = SignUp.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error), values };
  const ctx = await requestContext();
  const limited = await countTry(ctx, { limit: "sign-up-by-address", key: await clientAddress() });
  if (limited) return { message: await tooManyTries(limited), values };
  const country = countryOf((await headers()).get("accept-language"), await getLocale());
  const outcome = await signUp(ctx, { ...input.data, country });
  if (!outcome.ok) {
    const t = await getTranslations("accounts.signUp");
    const words = { "handle-taken": t("handleTaken"), "handle-reserved": t("handleReserved") };
    return { errors: { handle: words[outcome.reason] }, values };
  }
  await startSession(outcome.value.personId);
  return redirect(returnPath(form.get("next")));
}
