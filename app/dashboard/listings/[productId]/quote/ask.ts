// What is asked of a quote. It stands in the address, and is read there as it is read from the form.
import { z } from "zod";
import { isCountry } from "@/domain/accounts/countries";
import { readAddress } from "@/domain/orders/read-address";

const text = z.string().max(40).catch("");
const Ask = z.object({
  listing: text,
  variant: text,
  quantity: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  country: z.string().refine(isCountry).optional().catch(undefined),
  state: text,
  postalCode: text,
});

/** What of it is wrong is told by field; the place as the checkout has it. */
export function readAsk(typed: Record<string, string>, usualCountry: string) {
  const { quantity, country = usualCountry, ...asked } = Ask.parse({ quantity: "1", ...typed });
  const nobody = { fullName: "-", line1: "-", line2: "", city: "-" };
  const place = readAddress({ ...nobody, country, state: asked.state, postalCode: asked.postalCode });
  const wrong = { ...(place.ok ? {} : place.detail), ...(quantity === undefined ? { quantity: true } : {}) };
  const { state, postalCode } = place.ok ? place.value : asked;
  return { ask: { ...asked, country, state, postalCode, quantity: quantity ?? 1 }, wrong };
}
