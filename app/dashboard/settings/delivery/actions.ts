"use server";
// What a member of a shop decides about delivery.
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { isCountry } from "@/domain/accounts/countries";
import { deliverySettings } from "@/domain/catalog/delivery-zones";
import { removeZone } from "@/domain/catalog/remove-zone";
import { saveZone } from "@/domain/catalog/save-zone";
import { setHandlingDays } from "@/domain/catalog/set-handling-days";
import { mostDays, mostHandlingDays, type Zone } from "@/domain/catalog/zone-rules";
import { parseAmount } from "@/domain/money";
import { getLocale } from "next-intl/server";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../../closed-words";
import { formContext } from "../../choose-shop";

const path = "/dashboard/settings/delivery";

const wholeDays = (most: number) =>
  z.string().trim().regex(/^\d+$/).transform(Number).pipe(z.number().max(most));

export async function saveHandling(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, path, "edit-shop");
  const t = await getTranslations("products.delivery");
  const values = typedValues(form);
  const days = wholeDays(mostHandlingDays).safeParse(form.get("handlingDays"));
  if (!days.success) return { errors: { handlingDays: t("wrong.handling") }, values };
  const outcome = await setHandlingDays(ctx, { merchantId: shop.accountId, handlingDays: days.data });
  if (!outcome.ok && outcome.reason === "shop-closed")
    return { message: await closedWords(outcome.detail.since), values };
  if (!outcome.ok) return { message: t(`refused.${outcome.reason}`), values };
  return redirect(`${path}?done=handling`);
}

const Seen = z.object({ zoneId: z.string().max(40).default(""), version: z.string().max(40).default("") });

/** What both kinds of zone are asked for; each rule names the words in products.delivery.wrong. */
const common = (currency: string) => {
  const amount = (text: string) => parseAmount(text, currency);
  return {
    name: z.string("name").trim().min(1, "name").max(60, "name"),
    fee: z
      .string("amount")
      .max(40, "amount")
      .refine((text) => amount(text) !== undefined, "amount"),
    freeFrom: z
      .string("amount")
      .trim()
      .max(40, "amount")
      .refine((text) => text === "" || amount(text) !== undefined, "amount"),
  };
};

const days = z
  .string("days")
  .trim()
  .regex(/^\d{1,3}$/, "days")
  .refine((text) => Number(text) <= mostDays, "days");
const time = z.string("time").regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time");

const StandardForm = (currency: string) =>
  z.object({
    ...common(currency),
    countries: z.array(z.string().refine(isCountry, "country"), "country"),
    minDays: days,
    maxDays: days,
  });

const SameDayForm = (currency: string) =>
  z.object({
    ...common(currency),
    city: z.string("city").trim().min(1, "city").max(80, "city"),
    country: z.string("country").refine(isCountry, "country"),
    prefixes: z
      .string("prefixes")
      .trim()
      .max(2000, "prefixes")
      .regex(/^[\w\s-]+(,[\w\s-]+)*,?$/, "prefixes"),
    cutOff: time,
    deliveredBy: time,
  });

/** Where the words of a refusal stand, when it is about one field. */
const fieldOfRefusal: Record<string, string> = {
  "bad-days": "maxDays",
  "bad-hours": "deliveredBy",
  "no-prefix": "prefixes",
};

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** In each further currency that was asked for both amounts, or neither: then orders are not paid in it. */
function otherFeesFrom(form: FormData, currencies: string[]) {
  const otherFees: NonNullable<Zone["otherFees"]> = {};
  const errors: Record<string, string> = {};
  for (const code of currencies.filter((one) => form.has(`fee.${one}`))) {
    const [fee, freeFrom] = [`fee.${code}`, `freeFrom.${code}`].map((name) => {
      const typed = form.get(name);
      const text = typeof typed === "string" ? typed.trim().slice(0, 40) : "";
      const minor = text === "" ? null : parseAmount(text, code);
      if (minor === undefined) errors[name] = "amount";
      return minor ?? null;
    });
    if (fee === null && freeFrom !== null) errors[`fee.${code}`] ??= "amount";
    otherFees[code] =
      fee === null || fee === undefined ? null : { feeMinor: fee, freeFromMinor: freeFrom ?? null };
  }
  return { otherFees, errors };
}

function zoneFrom(
  kind: Zone["kind"],
  form: FormData,
  { currency, otherCurrencies }: { currency: string; otherCurrencies: string[] },
): { zone: Zone } | { errors: Record<string, string> } {
  const others = otherFeesFrom(form, otherCurrencies);
  const typed = { ...Object.fromEntries(form), countries: form.getAll("countries") };
  const amounts = ({ name, fee, freeFrom }: { name: string; fee: string; freeFrom: string }) => ({
    name,
    feeMinor: parseAmount(fee, currency) ?? 0,
    freeFromMinor: freeFrom === "" ? null : (parseAmount(freeFrom, currency) ?? null),
    otherFees: others.otherFees,
  });
  const broken = (error?: z.ZodError) => ({ ...(error ? rulesBroken(error) : {}), ...others.errors });
  if (kind === "same-day") {
    const read = SameDayForm(currency).safeParse(typed);
    if (!read.success || Object.keys(others.errors).length > 0) return { errors: broken(read.error) };
    const { city, country, prefixes, cutOff, deliveredBy } = read.data;
    const sameDay = {
      cityName: city,
      country,
      postalPrefixes: prefixes.split(",").filter((prefix) => prefix.trim() !== ""),
      cutOffMinute: minuteOf(cutOff),
      deliveredByMinute: minuteOf(deliveredBy),
    };
    return { zone: { kind, ...amounts(read.data), sameDay } };
  }
  const read = StandardForm(currency).safeParse(typed);
  if (!read.success || Object.keys(others.errors).length > 0) return { errors: broken(read.error) };
  const { countries, minDays, maxDays } = read.data;
  return {
    zone: {
      kind: "standard",
      ...amounts(read.data),
      countries: countries.length === 0 ? null : countries,
      minDays: Number(minDays),
      maxDays: Number(maxDays),
    },
  };
}

function rulesBroken(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.toReversed().map(({ path: at, message }) => [String(at[0]), message]),
  );
}

type Rule = "name" | "amount" | "days" | "city" | "country" | "time" | "prefixes";

export async function save(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, path, "edit-shop");
  const t = await getTranslations("products.delivery");
  const values = typedValues(form);
  const settings = await deliverySettings(ctx, shop.accountId);
  if (!settings) return { message: t("refused.not-found"), values };
  const kind = form.get("kind") === "same-day" ? "same-day" : "standard";
  const read = zoneFrom(kind, form, settings);
  if ("errors" in read) {
    const words = Object.entries(read.errors).map(([field, rule]) => [field, t(`wrong.${rule as Rule}`)]);
    return { errors: Object.fromEntries(words), values };
  }
  const { zoneId, version } = Seen.parse(Object.fromEntries(form));
  const outcome = await saveZone(ctx, {
    merchantId: shop.accountId,
    seen: zoneId === "" ? undefined : { id: zoneId, version },
    zone: read.zone,
  });
  if (outcome.ok) return redirect(`${path}?done=saved`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  const { reason, detail } = outcome;
  const named = detail && {
    zone: detail.zone || t(`unnamed.${kind}`),
    what: await placeName(detail.what, read.zone.kind === "standard", t("everywhere")),
  };
  const message = t(`refused.${reason}`, { zone: named?.zone ?? "", what: named?.what ?? "" });
  const taken = read.zone.kind === "standard" ? "countries" : "prefixes";
  const field = reason === "taken" ? taken : fieldOfRefusal[reason];
  return field ? { errors: { [field]: message }, values } : { message, values };
}

async function placeName(what: string, isCountryCode: boolean, everywhere: string): Promise<string> {
  if (what === "*") return everywhere.toLowerCase();
  if (!isCountryCode) return what;
  return new Intl.DisplayNames(await getLocale(), { type: "region" }).of(what) ?? what;
}

export async function remove(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, path, "edit-shop");
  const t = await getTranslations("products.delivery");
  const { zoneId, version } = Seen.parse(Object.fromEntries(form));
  const outcome = await removeZone(ctx, { merchantId: shop.accountId, seen: { id: zoneId, version } });
  if (!outcome.ok && outcome.reason === "shop-closed")
    return { message: await closedWords(outcome.detail.since) };
  if (!outcome.ok) return { message: t(`refused.${outcome.reason}`) };
  return redirect(`${path}?done=removed`);
}
