import type { CheckoutSheet, SheetVariant } from "@/domain/checkout/queries";

/** The variant wished for, else the first that can be bought. */
export function chosenVariant(sheet: CheckoutSheet, wished: string | undefined): SheetVariant | undefined {
  const exact = sheet.variants.find((variant) => variant.id === wished);
  return exact ?? sheet.variants.find((variant) => variant.most > 0) ?? sheet.variants[0];
}

export const chosenVariantId = (sheet: CheckoutSheet): string => chosenVariant(sheet, undefined)?.id ?? "";
