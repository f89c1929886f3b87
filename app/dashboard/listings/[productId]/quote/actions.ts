"use server";
// What a buyer would pay is asked: the answer has an address of its own.
import { redirect } from "next/navigation";
import { type FormState, typedValues } from "@/app/form-state";
import { getTranslations } from "@/i18n/translations";
import { readAsk } from "./ask";

export async function askQuote(productId: string, _: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("products.quote");
  const checkout = await getTranslations("checkout");
  const values = typedValues(form);
  const { wrong } = readAsk(values, "");
  const { quantity, ...place } = wrong;
  const errors = {
    ...Object.fromEntries(
      Object.entries(place).map(([field, problem]) => [field, checkout(`problem.${problem}`)]),
    ),
    ...(quantity ? { quantity: t("badQuantity") } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors, values };
  return redirect(`/dashboard/listings/${productId}/quote?${new URLSearchParams(values)}#answer`);
}
