// What every part of the form of a product is given, and how its fields are called: "title", or "variant.0.price" of
// one of several.
import type { ReactNode } from "react";
import type { ActionFormState } from "@/components/ui/action-form";
import type { PictureWords } from "@/components/ui/picture-field";

type Values = Record<string, string>;

export type ProductFormProps = {
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  /** The card of what the form says; null where that is no product yet. */
  preview: (form: FormData) => Promise<ReactNode>;
  /** The card as it is saved. */
  savedCard: ReactNode;
  initial: Values;
  isNew: boolean;
  mayEdit: boolean;
  shop: { currency: string; otherCurrencies: string[]; timeZone: string };
  /** Where the product stands at the merchant's site when nothing else is said; blank without a site. */
  usualUrl: string;
  /** Of a new product, those to choose from; else those of its listings, in their order. */
  channels: { id: string; name: string }[];
  picture: { types: readonly string[]; maxBytes: number; words: PictureWords };
};

export type PartProps = ProductFormProps & { values: Values; errors: Record<string, string> };

export function rowsOf(values: Values, kind: "variant" | "picture" | "terms"): number[] {
  const numbers = Object.keys(values).flatMap((name) => {
    const [row, at] = name.split(".");
    return row === kind ? [Number(at)] : [];
  });
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** A control's name, id, text and error, all by the name of its field. */
export const tie = (name: string, { values, errors }: PartProps) => ({
  id: `product-${name}`,
  name,
  defaultValue: values[name] ?? "",
  error: errors[name],
});
