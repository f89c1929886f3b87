"use server";
import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { type FormState, typedValues } from "@/app/form-state";
import { editShop, type EditShop, type EditShopRefusal } from "@/domain/channels/edit-shop";
import { shopSettings } from "@/domain/shops/shop-settings";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../closed-words";
import { pictureFrom } from "../picture-from";
import { formContext } from "../choose-shop";
import { type Part, readIdentity, readReturns, readSeller, readTerms } from "../shop-form";

const inSettings = (shopId: string) => formContext(shopId, "/dashboard/settings", "edit-shop");

export async function saveIdentity(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await inSettings(shopId);
  const identity = await readIdentity(form);
  const avatar = await pictureFrom(ctx, shop.accountId, form, "avatar");
  const banner = await pictureFrom(ctx, shop.accountId, form, "banner");
  const values = { ...typedValues(form), ...avatar.values, ...banner.values };
  const errors = {
    ...identity.errors,
    ...(avatar.error && { avatar: avatar.error }),
    ...(banner.error && { banner: banner.error }),
  };
  if (!identity.value || Object.keys(errors).length > 0) return { errors, values };
  return save(shopId, values, {
    ...identity.value,
    ...(avatar.picture !== undefined && { avatarUrl: avatar.picture?.url ?? null }),
    ...(banner.picture !== undefined && { bannerUrl: banner.picture?.url ?? null }),
  });
}

export async function saveSeller(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await inSettings(shopId);
  const settings = await shopSettings(ctx, shop.accountId);
  if (!settings) notFound();
  return saved(shopId, form, await readSeller(form, settings.country));
}

export async function saveReturns(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { value, errors } = await readReturns(form);
  return saved(shopId, form, value ? { value: { returnPolicy: value } } : { errors });
}

export async function saveTerms(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await inSettings(shopId);
  const settings = await shopSettings(ctx, shop.accountId);
  if (!settings) notFound();
  return saved(shopId, form, await readTerms(form, settings.country));
}

export async function saveCurrencies(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const otherCurrencies = form.getAll("otherCurrencies").filter((code) => typeof code === "string");
  return save(shopId, typedValues(form), { otherCurrencies });
}

async function saved(
  shopId: string,
  form: FormData,
  { value, errors }: Part<EditShop["changes"]>,
): Promise<FormState> {
  const values = typedValues(form);
  return value ? save(shopId, values, value) : { errors, values };
}

async function save(
  shopId: string,
  values: Record<string, string>,
  changes: EditShop["changes"],
): Promise<FormState> {
  const { ctx, shop } = await inSettings(shopId);
  const outcome = await editShop(ctx, { accountId: shop.accountId, changes });
  const t = await getTranslations("shops");
  if (outcome.ok) {
    revalidatePath("/dashboard", "layout");
    return { message: t("settings.saved"), isDone: true };
  }
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  if (outcome.reason === "handle-taken" || outcome.reason === "handle-reserved")
    return { errors: { handle: t(`handleRefused.${outcome.reason}`) }, values };
  if (outcome.reason === "other-currencies")
    return { errors: { otherCurrencies: t("editRefused.other-currencies") }, values };
  return { message: t(`editRefused.${outcome.reason satisfies EditShopRefusal}`), values };
}
