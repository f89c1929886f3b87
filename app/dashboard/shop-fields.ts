// The fields in which a shop says who it is: those of opening it, and the same ones of its settings.
import { getLocale } from "next-intl/server";
import type { FormField } from "@/components/ui/action-form";
import { bioLimit, handleLimits, nameLimit } from "@/domain/accounts/rules";
import { currencies, timeZones } from "@/domain/shops/country-rules";
import { shopLimits } from "@/domain/shops/shop-rules";
import type { ShopSettings } from "@/domain/shops/shop-settings";
import { getTranslations } from "@/i18n/translations";
import { countryOptions } from "../country-options";
import { pictureFieldProps } from "./picture-from";
import { postalCodeField, stateFields } from "./place-fields";

type Present = Partial<ShopSettings>;

const inGroup = (group: string | undefined, fields: FormField[]): FormField[] =>
  fields.map((field, at) => (at === 0 && group ? { ...field, group } : field));

export async function identityFields(shop: Present = {}, group?: string): Promise<FormField[]> {
  const t = await getTranslations("shops.field");
  const picture = await pictureFieldProps();
  return inGroup(group, [
    {
      name: "name",
      label: t("name"),
      maxLength: nameLimit,
      defaultValue: shop.name,
      autoComplete: "organization",
      isRequired: true,
    },
    {
      name: "handle",
      label: t("handle"),
      hint: t("handleHint"),
      maxLength: handleLimits.longest + 1,
      defaultValue: shop.handle,
      autoComplete: "off",
      isRequired: true,
    },
    {
      name: "bio",
      label: t("bio"),
      hint: t("bioHint"),
      type: "textarea",
      maxLength: bioLimit,
      defaultValue: shop.bio,
    },
    {
      name: "avatar",
      label: t("avatar"),
      hint: t("avatarHint"),
      defaultValue: shop.avatarUrl ?? "",
      picture: { look: "round", ...picture },
    },
    {
      name: "banner",
      label: t("banner"),
      hint: t("bannerHint"),
      defaultValue: shop.bannerUrl ?? "",
      picture: { look: "banner", ...picture },
    },
  ]);
}

/** @param country preselects it; without it the country stays as it is, and is not asked. */
export async function sellerFields(
  shop: Present = {},
  country?: string,
  group?: string,
): Promise<FormField[]> {
  const t = await getTranslations("shops.field");
  const address = await getTranslations("checkout");
  const present = shop.address;
  // A shop's country stays: its address asks for what is written there. A new one may still choose another.
  const known = country === undefined ? shop.country : undefined;
  return inGroup(group, [
    {
      name: "legalName",
      label: t("legalName"),
      hint: t("legalNameHint"),
      maxLength: shopLimits.legalName,
      defaultValue: shop.legalName,
      autoComplete: "organization",
      isRequired: true,
    },
    ...(country === undefined
      ? []
      : ([
          {
            name: "country",
            label: address("country"),
            hint: t("countryHint"),
            type: "select",
            defaultValue: country,
            options: await countryOptions(),
            autoComplete: "country",
          },
        ] satisfies FormField[])),
    {
      name: "line1",
      label: address("line1"),
      maxLength: 120,
      defaultValue: present?.line1,
      autoComplete: "address-line1",
      isRequired: true,
    },
    {
      name: "line2",
      label: t("line2"),
      maxLength: 120,
      defaultValue: present?.line2,
      autoComplete: "address-line2",
    },
    ...(await postalCodeField({ defaultValue: present?.postalCode, autoComplete: "postal-code" }, known)),
    {
      name: "city",
      label: address("city"),
      maxLength: 120,
      defaultValue: present?.city,
      autoComplete: "address-level2",
      isRequired: true,
    },
    ...(await stateFields({ defaultValue: present?.state, autoComplete: "address-level1" }, known)),
    {
      name: "supportEmail",
      label: t("supportEmail"),
      hint: t("supportEmailHint"),
      type: "email",
      defaultValue: shop.supportEmail,
      autoComplete: "email",
      isRequired: true,
    },
    {
      name: "website",
      label: t("website"),
      maxLength: shopLimits.website,
      defaultValue: shop.website,
      autoComplete: "url",
    },
  ]);
}

export async function returnsFields(shop: Present = {}, group?: string): Promise<FormField[]> {
  const t = await getTranslations("shops.field");
  const field = { type: "textarea", rows: 5, maxLength: shopLimits.returnPolicy } as const;
  return inGroup(group, [
    {
      ...field,
      name: "policyEn",
      label: t("policyEn"),
      hint: t("policyHint"),
      defaultValue: shop.returnPolicy?.en,
    },
    {
      ...field,
      name: "policyFr",
      label: t("policyFr"),
      hint: t("policyHint"),
      defaultValue: shop.returnPolicy?.fr,
    },
  ]);
}

/** How prices and days are meant. A new shop may leave both to what is usual in its country. */
export async function termsFields(shop: Present = {}, isNew = false, group?: string): Promise<FormField[]> {
  const t = await getTranslations("shops.field");
  const usual = isNew ? [{ value: "", label: t("usual") }] : [];
  return inGroup(group, [
    ...(isNew
      ? ([
          {
            name: "currency",
            label: t("currency"),
            hint: t("currencyHint"),
            type: "select",
            options: [...usual, ...(await currencyOptions())],
            defaultValue: "",
          },
        ] satisfies FormField[])
      : []),
    {
      name: "pricesIncludeTax",
      label: t("pricesIncludeTax"),
      hint: t("pricesIncludeTaxHint"),
      type: "select",
      options: [...usual, { value: "yes", label: t("withTax") }, { value: "no", label: t("withoutTax") }],
      defaultValue: isNew ? "" : shop.pricesIncludeTax ? "yes" : "no",
    },
    {
      name: "timeZone",
      label: t("timeZone"),
      hint: t("timeZoneHint"),
      type: "select",
      options: [
        ...usual,
        ...timeZones().map((zone) => ({
          value: zone,
          label: zone.replaceAll("_", " ").replaceAll("/", " / "),
        })),
      ],
      defaultValue: shop.timeZone ?? "",
    },
    ...(isNew
      ? ([
          {
            name: "deliveryFee",
            label: t("deliveryFee"),
            hint: t("deliveryFeeHint"),
            inputMode: "decimal",
            maxLength: 20,
            defaultValue: "0",
            autoComplete: "off",
          },
        ] satisfies FormField[])
      : []),
  ]);
}

/** The further ones, those that are ticked at the top, where they are seen. */
export async function otherCurrencyFields(
  shop: Pick<ShopSettings, "currency" | "otherCurrencies">,
): Promise<FormField[]> {
  const t = await getTranslations("shops.field");
  const others = (await currencyOptions()).filter(({ value }) => value !== shop.currency);
  const chosen = new Set(shop.otherCurrencies);
  return [
    {
      name: "otherCurrencies",
      label: t("otherCurrencies"),
      hint: t("otherCurrenciesHint"),
      type: "choices",
      options: others.toSorted((a, b) => Number(chosen.has(b.value)) - Number(chosen.has(a.value))),
      defaultValue: shop.otherCurrencies.join("\n"),
    },
  ];
}

async function currencyOptions(): Promise<{ value: string; label: string }[]> {
  const names = new Intl.DisplayNames(await getLocale(), { type: "currency" });
  return currencies.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}
