// What the forms of buying hold, and what they are filled with.
import { z } from "zod";
import type { PostalAddress } from "@/db/schema/accounts";
import type { OrderView } from "@/domain/checkout/queries";

// Cut, not refused: what is too long is told beside its field (read-address.ts).
const text = z
  .string()
  .default("")
  .transform((typed) => typed.trim().slice(0, 400));
const Delivery = z.enum(["standard", "same-day"]).catch("standard");

export const What = z.object({
  listingId: z.string().min(1).max(40),
  variantId: z.string().min(1).max(40),
  quantity: z.coerce.number().int().min(1).max(999).catch(1),
  deliveryKind: Delivery,
  currency: z.string().length(3).optional().catch(undefined),
  /** The country that the choice of a currency was shown for. */
  currencyFor: z.string().max(2).optional().catch(undefined),
  tweetId: z.string().max(40).optional(),
  again: z.literal("yes").optional().catch(undefined),
});
export type What = z.infer<typeof What>;

export const Where = z.object({
  fullName: text,
  line1: text,
  line2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
});

/** The total that stood above the button: nothing else is charged. */
export const Seen = z.object({
  seenTotalMinor: z.coerce.number().int().min(0).catch(0),
  seenCurrency: z.string().max(3).catch(""),
});
export type Seen = z.infer<typeof Seen>;

export const Pay = Seen.extend({
  orderId: z.string().min(1).max(40),
  keeps: z.literal("yes").optional().catch(undefined),
  cardId: z.string().max(40).optional(),
  confirmationToken: z.string().max(100).optional(),
  /** Set by the script: whether the bank's question can be shown in place. */
  inPlace: z.literal("yes").optional().catch(undefined),
});
export type Pay = z.infer<typeof Pay>;

/** Chosen for this country; for another one its usual currency is taken anew. */
export const chosenCurrency = ({ currency, currencyFor }: What, country: string | undefined) =>
  currencyFor === country ? currency : undefined;

export const orderIdOf = (form: FormData): string => z.string().max(40).catch("").parse(form.get("orderId"));

const fields = [
  "variantId",
  "quantity",
  "deliveryKind",
  "email",
  "fullName",
  "line1",
  "line2",
  "city",
  "state",
  "postalCode",
  "country",
  "addressId",
  "cardId",
];

export function typedFields(form: FormData): Record<string, string> {
  return Object.fromEntries(
    fields
      .map((name) => [name, form.get(name)])
      .filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

export const wishedOf = ({ lines: [line] }: OrderView) => ({
  variantId: line?.variantId ?? "",
  quantity: line?.quantity ?? 1,
});

export function valuesOf(order: OrderView): Record<string, string> {
  const line = order.lines[0];
  const address: Partial<PostalAddress> = order.address ?? {};
  const values = {
    ...address,
    email: order.email,
    deliveryKind: order.deliveryKind,
    variantId: line?.variantId,
    quantity: line && String(line.quantity),
  };
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
