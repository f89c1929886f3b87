// The words of the account forms, for their actions.
import type { z } from "zod";
import type { BrokenRule } from "@/domain/accounts/rules";
import { getTranslations } from "@/i18n/translations";
import { fieldErrors } from "./form-state";

/** Words for the broken rules of domain/accounts/rules.ts, beside the fields that break them. */
export async function accountFieldErrors(error: z.ZodError): Promise<Record<string, string>> {
  const t = await getTranslations("accounts.broken");
  return fieldErrors(error, (rule) => t(rule as BrokenRule));
}

export async function tooManyTries({ waitMinutes }: { waitMinutes: number }): Promise<string> {
  const t = await getTranslations("accounts");
  return t("tooManyTries", { minutes: waitMinutes });
}
