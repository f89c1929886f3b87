"use server";
// The form of the page of components answers as forms do, and keeps nothing.
import { getTranslations } from "@/i18n/translations";
import { type FormState, typedValues } from "../form-state";

export async function answerSample(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("styleguide");
  if (form.get("name") !== "") return { message: t("formDone"), isDone: true };
  return { message: t("formRefused"), errors: { name: t("fieldError") }, values: typedValues(form) };
}
