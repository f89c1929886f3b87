"use server";
// What a member does with a product in its form. Every button sends the whole form: some change it and give it back,
// so that they also work without JavaScript; the last one saves.
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { createElement, type ReactNode } from "react";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { createProduct } from "@/domain/catalog/create-product";
import { editProduct } from "@/domain/catalog/edit-product";
import { previewCard } from "@/domain/catalog/preview-card";
import { mostVariantsMade } from "@/domain/catalog/product-rules";
import { shopProduct } from "@/domain/catalog/shop-product";
import { shopTerms } from "@/domain/catalog/shop-terms";
import type { Context } from "@/domain/context";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../closed-words";
import { pictureFrom } from "../picture-from";
import { formContext } from "../choose-shop";
import { drawnShopContext } from "../shop-context";
import { CardPreview } from "./card-preview";
import {
  areVariantsOld,
  type FormShop,
  readProductForm,
  type Values,
  withPicture,
  withPicturesMoved,
  withVariantsMade,
} from "./product-form";

const Which = z.object({
  productId: z.string().regex(/^[0-9A-Za-z]{10,40}$/),
  do: z
    .string()
    .regex(/^(save|archive|restore|make-variants|add-picture|picture-(up|down|remove):\d{1,3})$/)
    .catch("save"),
});

/** Out of the shop with one press, and back: saved with all that is typed. */
const standings: Record<string, { status: string; done: string } | undefined> = {
  archive: { status: "archived", done: "archived" },
  restore: { status: "active", done: "restored" },
};

export async function create(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, "/dashboard/listings/new", "edit-listings");
  const { productId } = Which.parse(Object.fromEntries(form));
  const terms = await termsOf(ctx, shop.accountId);
  const changed = await changedForm(ctx, shop.accountId, form);
  if (!("values" in changed) || changed.isDone !== undefined) return changed;
  const { values } = changed;
  const t = await getTranslations("listings");
  const read = readProductForm(values, terms, ctx.clock.now(), t);
  const [first] = read.terms;
  if (!first || Object.keys(read.errors).length > 0)
    return { message: t("form.refused.not-right"), errors: read.errors, values };
  const { listingId: _listing, ...offered } = first;
  const outcome = await createProduct(ctx, {
    accountId: shop.accountId,
    connectionId: values.connectionId ?? "",
    productId,
    product: read.product,
    terms: offered,
  });
  if (outcome.ok) redirect(`/dashboard/listings/${outcome.value.productId}?done=created`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  const at = outcome.detail && "at" in outcome.detail ? outcome.detail.at : undefined;
  return { message: t(`form.refused.${outcome.reason}`, { day: await dayOf(at, terms.timeZone) }), values };
}

export async function save(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { productId, do: asked } = Which.parse(Object.fromEntries(form));
  const path = `/dashboard/listings/${productId}`;
  const { ctx, shop } = await formContext(shopId, path, "edit-listings");
  const terms = await termsOf(ctx, shop.accountId);
  const changed = await changedForm(ctx, shop.accountId, form);
  if (!("values" in changed) || changed.isDone !== undefined) return changed;
  const { values } = changed;
  const t = await getTranslations("listings");
  const read = readProductForm(values, terms, ctx.clock.now(), t);
  if (Object.keys(read.errors).length > 0)
    return { message: t("form.refused.not-right"), errors: read.errors, values };
  const seenAt = z.coerce.date().parse(values.seenAt);
  const outcome = await editProduct(ctx, { productId, seenAt, product: read.product, terms: read.terms });
  if (outcome.ok) redirect(`${path}?done=${standings[asked]?.done ?? "saved"}`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  const { detail, reason } = outcome;
  if (reason === "changed-meanwhile") {
    // Whoever has read that may put theirs in its place.
    const now = await shopProduct(ctx, productId);
    const next = now ? { ...values, seenAt: now.product.updatedAt.toISOString() } : values;
    return { message: t("form.refused.changed-meanwhile"), values: { ...next, isBehind: "yes" } };
  }
  if (reason === "fewer-than-held" && detail && "unitsHeld" in detail) {
    const variant = detail.optionValues.join(" / ") || t("form.thisProduct");
    return { message: t("form.refused.fewer-than-held", { variant, units: detail.unitsHeld }), values };
  }
  return { message: t(`form.refused.${reason}`, { variant: "", units: 0 }), values };
}

/** The card of what is typed now; nothing where that is no product yet. Changes nothing. */
export async function preview(shopId: string, form: FormData): Promise<ReactNode> {
  const { productId } = Which.parse(Object.fromEntries(form));
  const { ctx, shop } = await drawnShopContext(shopId, "/dashboard/listings", "edit-listings");
  const values = typedValues(form);
  const made = areVariantsOld(values) ? withVariantsMade(values) : values;
  if (typeof made === "number") return null;
  const shopFacts = await termsOf(ctx, shop.accountId);
  const t = await getTranslations("listings");
  const { product, terms } = readProductForm(made, shopFacts, ctx.clock.now(), t);
  const priced = product.variants.filter(({ priceMinor }) => Number.isSafeInteger(priceMinor));
  const [first] = terms;
  if (!first || product.title === "" || priced.length === 0) return null;
  const card = await previewCard(ctx, {
    accountId: shop.accountId,
    connectionId: values.connectionId ?? "",
    productId,
    product: {
      ...product,
      variants: priced.map((one) => ({ ...one, unitsInStock: one.unitsInStock || 0 })),
    },
    terms: first,
  });
  return card ? createElement(CardPreview, { card, now: ctx.clock.now() }) : null;
}

async function termsOf(ctx: Context, accountId: string): Promise<FormShop> {
  const terms = await shopTerms(ctx, accountId);
  if (!terms) throw new Error(`The shop ${accountId} is not there`);
  return terms;
}

/** Does what a button within the form asks for. `isDone` is set where the form is only to be shown again. */
async function changedForm(
  ctx: Context,
  accountId: string,
  form: FormData,
): Promise<FormState & { values: Values }> {
  const t = await getTranslations("listings");
  const { do: asked } = Which.parse(Object.fromEntries(form));
  const { isBehind: _, ...asTyped } = typedValues(form);
  const standing = standings[asked];
  const typed: Values = standing ? { ...asTyped, status: standing.status } : asTyped;
  const sent = await pictureFrom(ctx, accountId, form, "newPicture");
  const { newPictureRemoved: __, newPictureUrl: ___, ...rest } = typed;
  if (sent.error) return { isDone: false, errors: { newPicture: sent.error }, values: rest };
  const values = sent.picture ? withPicture(rest, sent.picture.url) : rest;
  const again = (next: Values, shownAt: string, message?: string): FormState & { values: Values } => ({
    isDone: true,
    ...(message ? { message } : {}),
    values: { ...next, shownAt },
  });
  const [, act, at] = /^picture-(up|down|remove):(\d+)$/.exec(asked) ?? [];
  if (act !== undefined)
    return again(withPicturesMoved(values, act as "up" | "down" | "remove", Number(at)), "pictures");
  if (asked === "add-picture" || sent.picture)
    return again(values, "pictures", sent.picture ? t("form.pictureAdded") : undefined);
  if (asked !== "make-variants" && !areVariantsOld(values)) return { values };
  const made = withVariantsMade(values);
  if (typeof made === "number") {
    const tooMany = t("form.tooManyVariants", { count: String(made), most: String(mostVariantsMade) });
    return { isDone: false, message: tooMany, values: { ...values, shownAt: "variants" } };
  }
  const count = Object.keys(made).filter((name) => /^variant\.\d+\.optionValues$/.test(name)).length;
  return again(made, "variants", t("form.lookAtVariants", { count }));
}

async function dayOf(at: Date | undefined, timeZone: string): Promise<string> {
  return at ? dateFormat(await getLocale(), { dateStyle: "long", timeZone }).format(at) : "";
}
