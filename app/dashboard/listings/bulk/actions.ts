"use server";
// What a member decides about many products at once.
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { applyBulkEdit } from "@/domain/catalog/bulk/apply-bulk-edit";
import { type BulkChange, type PriceChange, priceRoundings } from "@/domain/catalog/bulk/bulk-rules";
import { bulkChoices } from "@/domain/catalog/bulk/bulk-tasks";
import { planBulkEdit } from "@/domain/catalog/bulk/plan-bulk-edit";
import { currenciesOf } from "@/domain/catalog/currency-rules";
import { mostUnits } from "@/domain/catalog/product-rules";
import { parseAmount } from "@/domain/money";
import { stopTask } from "@/domain/shops/stop-task";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../../closed-words";
import { formContext } from "../../choose-shop";

const path = "/dashboard/listings/bulk";
const text = z.string().trim().max(500).catch("");
const statuses = ["active", "draft", "archived"] as const;

const Typed = z.object({
  title: text,
  productType: text,
  vendor: text,
  tag: text,
  status: z.enum(statuses).or(z.literal("")).catch(""),
  priceHow: z.enum(["stays", "percent-up", "percent-down", "amount-up", "amount-down", "set"]).catch("stays"),
  priceBy: text,
  priceIn: text,
  rounding: z.enum(priceRoundings).catch("none"),
  newStatus: z.enum(statuses).optional().catch(undefined),
  checkout: z.enum(["here", "merchant-site"]).optional().catch(undefined),
  unitsPerBuyer: text,
  stock: text,
  addTags: text,
  removeTags: text,
});
type Typed = z.infer<typeof Typed>;

type Wrong = "percent" | "amount" | "currency" | "units" | "stock";

type Shop = { currency: string; otherCurrencies: string[] };

function changeFrom(typed: Typed, shop: Shop): { change: BulkChange; wrong: Record<string, Wrong> } {
  const wrong: Record<string, Wrong> = {};
  const change: BulkChange = {};
  if (typed.priceHow !== "stays") {
    const currency = typed.priceIn || shop.currency;
    const by = priceBy(typed.priceHow, typed.priceBy, currency);
    if (!currenciesOf(shop).includes(currency)) wrong.priceIn = "currency";
    else if (by === undefined) wrong.priceBy = typed.priceHow.startsWith("percent") ? "percent" : "amount";
    else
      change.price = {
        by,
        rounding: typed.rounding,
        ...(currency === shop.currency ? {} : { currency }),
      };
  }
  if (typed.newStatus) change.status = typed.newStatus;
  if (typed.checkout) change.checkout = typed.checkout;
  const units = wholeUnits(typed.unitsPerBuyer);
  if (units === undefined || units === 0 || (units ?? 1) > 1000) wrong.unitsPerBuyer = "units";
  else if (units !== null) change.unitsPerBuyer = units;
  const stock = wholeUnits(typed.stock);
  if (stock === undefined || (stock ?? 0) > mostUnits) wrong.stock = "stock";
  else if (stock !== null) change.unitsInStock = stock;
  const [addTags, removeTags] = [tagsIn(typed.addTags), tagsIn(typed.removeTags)];
  if (addTags.length > 0) change.addTags = addTags;
  if (removeTags.length > 0) change.removeTags = removeTags;
  return { change, wrong };
}

function priceBy(
  how: Exclude<Typed["priceHow"], "stays">,
  written: string,
  currency: string,
): PriceChange["by"] | undefined {
  const sign = how.endsWith("up") ? 1 : -1;
  if (how.startsWith("percent")) {
    const points = basisPoints(written);
    return points === undefined ? undefined : { basisPoints: sign * points };
  }
  const amount = parseAmount(written, currency);
  if (amount === undefined) return undefined;
  return how === "set" ? { newPriceMinor: amount } : { amountMinor: sign * amount };
}

/** "10", "2.5", "2,50" percent; at most 1000. */
function basisPoints(written: string): number | undefined {
  if (!/^\d{1,4}([.,]\d{1,2})?$/.test(written)) return undefined;
  const points = Math.round(Number(written.replace(",", ".")) * 100);
  return points <= 100_000 ? points : undefined;
}

/** Null when nothing was typed. */
function wholeUnits(written: string): number | null | undefined {
  if (written === "") return null;
  return /^\d{1,10}$/.test(written) ? Number(written) : undefined;
}

const tagsIn = (written: string): string[] =>
  written
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

export async function look(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { ctx, shop } = await formContext(shopId, path, "edit-listings");
  const t = await getTranslations("products.bulk");
  const values = typedValues(form);
  const choices = await bulkChoices(ctx, shop.accountId);
  if (!choices) return { message: t("refused.not-found"), values };
  const typed = Typed.parse(Object.fromEntries(form));
  const { change, wrong } = changeFrom(typed, choices);
  const errors = Object.entries(wrong).map(([field, rule]) => [field, t(`wrong.${rule}`)]);
  if (errors.length > 0) return { errors: Object.fromEntries(errors), values };
  const { title, productType, vendor, tag, status } = typed;
  const filter = { title, productType, vendor, tag, status };
  const outcome = await planBulkEdit(ctx, { merchantId: shop.accountId, filter, change });
  if (!outcome.ok && outcome.reason === "shop-closed")
    return { message: await closedWords(outcome.detail.since), values };
  if (!outcome.ok) return { message: t(`refused.${outcome.reason}`), values };
  return redirect(`${path}/${outcome.value.taskId}`);
}

const Which = z.object({ taskId: z.string().min(1).max(40) });

/** Whoever presses twice, or after somebody else, sees how it stands. */
export async function apply(shopId: string, form: FormData): Promise<void> {
  const { ctx } = await formContext(shopId, path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await applyBulkEdit(ctx, taskId);
  redirect(`${path}/${taskId}`);
}

export async function stop(shopId: string, form: FormData): Promise<void> {
  const { ctx } = await formContext(shopId, path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await stopTask(ctx, taskId);
  redirect(`${path}/${taskId}`);
}
