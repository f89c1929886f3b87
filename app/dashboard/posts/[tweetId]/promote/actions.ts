"use server";
// What a shop pays for to be shown: begun, ended, and how often a day.
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { changeCeiling } from "@/domain/promotions/change-ceiling";
import { startPromotion, type StartPromotionRefusal } from "@/domain/promotions/start-promotion";
import { stopPromotion } from "@/domain/promotions/stop-promotion";
import { instantAt } from "@/domain/wall-clock";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../../../closed-words";
import { formContext } from "../../../choose-shop";

const anId = z.string().min(1).max(40);

const Started = z.object({
  tweetId: anId,
  startsAt: z.string().trim().max(40).default(""),
  endsAt: z.string().trim().max(40).default(""),
  ceiling: z.string().trim().max(40).default(""),
  paidBy: z.string().trim().max(1000).default(""),
  hashtag: z.string().trim().max(200).default(""),
  isForFollowers: z.literal("yes").optional(),
});
const Which = z.object({ tweetId: anId, promotionId: anId });
const HowOften = Which.extend({
  ceiling: z.string().trim().max(40).default(""),
  seenCeiling: z.coerce.number().int(),
});

const pathOf = (tweetId: string) => `/dashboard/posts/${encodeURIComponent(tweetId)}/promote`;

/** A whole number as people write it: "1000", "1,000", "1 000". What is none is refused as nought would be. */
const wholeNumber = (typed: string): number =>
  /^\d+$|^\d{1,3}([\s.,'’]\d{3})+$/u.test(typed) ? Number(typed.replace(/\D/g, "")) : 0;

/** Beside which field a refusal is said; above all of them where it is about none. */
const fieldOf: Partial<Record<StartPromotionRefusal, string>> = {
  "starts-in-the-past": "startsAt",
  "ends-too-early": "endsAt",
  "bad-ceiling": "ceiling",
  "no-payer": "paidBy",
  "bad-hashtag": "hashtag",
  "bad-country": "countries",
};

export async function start(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const input = Started.parse(Object.fromEntries(form));
  const countries = form.getAll("countries").map(String).slice(0, 300);
  const values = { ...typedValues(form), countries: countries.join(",") };
  const { ctx, shop } = await formContext(shopId, pathOf(input.tweetId), "post");
  const t = await getTranslations("posting");
  const startsAt = input.startsAt === "" ? undefined : instantAt(input.startsAt, shop.timeZone);
  const endsAt = instantAt(input.endsAt, shop.timeZone);
  const errors = {
    ...(input.startsAt !== "" && !startsAt ? { startsAt: t("badTime") } : {}),
    ...(endsAt ? {} : { endsAt: t("badTime") }),
  };
  if (!endsAt || Object.keys(errors).length > 0) return { errors, values };
  const outcome = await startPromotion(ctx, {
    tweetId: input.tweetId,
    startsAt,
    endsAt,
    dailyImpressionCeiling: wholeNumber(input.ceiling),
    audience: {
      isForFollowers: input.isForFollowers === "yes",
      countries,
      hashtag: input.hashtag || undefined,
    },
    paidBy: input.paidBy,
  });
  if (outcome.ok) redirect(`${pathOf(input.tweetId)}?done=started`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  const timeline = await getTranslations("timeline");
  const reason = outcome.detail ? timeline(`notForSale.${outcome.detail}`) : "";
  const why = t(`promoteRefused.${outcome.reason}`, { reason });
  const field = fieldOf[outcome.reason];
  return field ? { errors: { [field]: why }, values } : { message: why, values };
}

export async function stop(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { tweetId, promotionId } = Which.parse(Object.fromEntries(form));
  const { ctx } = await formContext(shopId, pathOf(tweetId), "post");
  const outcome = await stopPromotion(ctx, { promotionId });
  if (outcome.ok) redirect(`${pathOf(tweetId)}?done=stopped`);
  const t = await getTranslations("posting");
  return { message: t(`stopRefused.${outcome.reason}`) };
}

export async function setCeiling(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const { tweetId, promotionId, ceiling, seenCeiling } = HowOften.parse(Object.fromEntries(form));
  const values = typedValues(form);
  const { ctx } = await formContext(shopId, pathOf(tweetId), "post");
  const outcome = await changeCeiling(ctx, {
    promotionId,
    dailyImpressionCeiling: wholeNumber(ceiling),
    seenCeiling,
  });
  if (outcome.ok) redirect(`${pathOf(tweetId)}?done=ceiling`);
  if (outcome.reason === "shop-closed") return { message: await closedWords(outcome.detail.since), values };
  const t = await getTranslations("posting");
  const now = new Intl.NumberFormat(await getLocale()).format(outcome.detail ?? 0);
  const why = t(`ceilingRefused.${outcome.reason}`, { now });
  return outcome.reason === "bad-ceiling"
    ? { errors: { ceiling: why }, values }
    : // What somebody else has set is what the next try starts from.
      { message: why, values: { ...values, seenCeiling: String(outcome.detail ?? seenCeiling) } };
}
