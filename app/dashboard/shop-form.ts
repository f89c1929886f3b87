// Reads the fields of shop-fields.ts. Each part answers what was typed, checked, or the words beside what is wrong.
import { z } from "zod";
import { Handle, type BrokenRule } from "@/domain/accounts/rules";
import { parseAmount } from "@/domain/money";
import { readAddress } from "@/domain/orders/read-address";
import {
  isCurrency,
  isTimeZone,
  usualCurrency,
  usuallyIncludesTax,
  usualTimeZone,
} from "@/domain/shops/country-rules";
import { type BrokenShopRule, ShopIdentity, ShopReturns, ShopSeller } from "@/domain/shops/shop-rules";
import { getTranslations } from "@/i18n/translations";
import { fieldErrors } from "../form-state";

type Errors = Record<string, string>;
export type Part<T> = { value: T; errors?: undefined } | { value?: undefined; errors: Errors };

/** Blank where there is no such field, or a file in it. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

const Identity = ShopIdentity.extend({ handle: Handle });

export async function readIdentity(form: FormData): Promise<Part<z.infer<typeof Identity>>> {
  return checked(Identity.safeParse(Object.fromEntries(form)));
}

const text = z.string().default("");
const Where = z.object({ line1: text, line2: text, city: text, state: text, postalCode: text });

/** @param country of the shop, or as it was chosen. */
export async function readSeller(form: FormData, country: string) {
  const typed = Object.fromEntries(form);
  const seller = await checked(ShopSeller.safeParse(typed));
  const fullName = seller.value?.legalName ?? "-";
  const address = readAddress({ ...Where.parse(typed), fullName, country });
  if (seller.value && address.ok) return { value: { ...seller.value, address: address.value } };
  const t = await getTranslations("checkout");
  const errors: Errors = { ...seller.errors };
  if (!address.ok)
    for (const [field, problem] of Object.entries(address.detail)) errors[field] = t(`problem.${problem}`);
  return { errors };
}

export async function readReturns(form: FormData) {
  return checked(ShopReturns.safeParse(Object.fromEntries(form)));
}

export type Terms = { pricesIncludeTax: boolean; timeZone: string };

/** What was left to the country is what is usual there; of one with several times of day, one has to be named. */
export async function readTerms(form: FormData, country: string): Promise<Part<Terms>> {
  const t = await getTranslations("shops.broken");
  const timeZone = textOf(form, "timeZone") || usualTimeZone(country);
  if (!timeZone || !isTimeZone(timeZone)) return { errors: { timeZone: t("time-zone-missing") } };
  const said = form.get("pricesIncludeTax");
  return { value: { timeZone, pricesIncludeTax: said ? said === "yes" : usuallyIncludesTax(country) } };
}

export async function readMoney(
  form: FormData,
  country: string,
): Promise<Part<{ currency: string; deliveryFeeMinor: number }>> {
  const t = await getTranslations("shops.broken");
  const currency = textOf(form, "currency") || usualCurrency(country);
  if (!isCurrency(currency)) return { errors: { currency: t("currency-unknown") } };
  const deliveryFeeMinor = parseAmount(textOf(form, "deliveryFee") || "0", currency);
  if (deliveryFeeMinor === undefined) return { errors: { deliveryFee: t("amount-wrong") } };
  return { value: { currency, deliveryFeeMinor } };
}

const ownRules: readonly string[] = [
  "legal-name-missing",
  "legal-name-long",
  "website-wrong",
  "policy-missing",
  "policy-long",
] satisfies BrokenShopRule[];

async function checked<T>(parsed: z.ZodSafeParseResult<T>): Promise<Part<T>> {
  if (parsed.success) return { value: parsed.data };
  const shops = await getTranslations("shops.broken");
  const accounts = await getTranslations("accounts.broken");
  const isOwn = (rule: string): rule is BrokenShopRule => ownRules.includes(rule);
  return {
    errors: fieldErrors(parsed.error, (rule) => (isOwn(rule) ? shops(rule) : accounts(rule as BrokenRule))),
  };
}
