"use server";
import { z } from "zod";
import { accountFieldErrors, tooManyTries } from "@/app/account-words";
import { clientAddress } from "@/app/client-address";
import { type FormState, typedValues } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { requestPasswordReset } from "@/domain/accounts/request-password-reset";
import { Email } from "@/domain/accounts/rules";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";

const Forgot = z.object({ email: Email });

export async function sendResetLink(_: FormState, form: FormData): Promise<FormState> {
  const values = typedValues(form);
  const input = Forgot.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error), values };
  const ctx = await requestContext();
  const limited = await countTry(
    ctx,
    { limit: "reset-by-address", key: await clientAddress() },
    { limit: "reset-by-email", key: input.data.email },
  );
  if (limited) return { message: await tooManyTries(limited), values };
  await requestPasswordReset(ctx, input.data);
  const t = await getTranslations("accounts.forgot");
  return { message: t("sent"), isDone: true, values };
}
