"use server";
// What a donor does with a monthly gift, signed in or by the link of a mail.
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { ownOrigin } from "@/app/buyer-context";
import { clientAddress } from "@/app/client-address";
import { countedPayment } from "@/app/counted-payment";
import { requestContext } from "@/app/request-context";
import { declineWord } from "@/components/checkout/decline-words";
import type { ActionFormState } from "@/components/ui/action-form";
import { formatMoney } from "@/components/ui/money";
import { payMonth } from "@/domain/checkout/pay-month";
import { steerMonthlyGift } from "@/domain/checkout/steer-monthly-gift";
import type { MonthlyGiftChange } from "@/domain/donations/change-monthly-gift";
import { monthlyGiftPage } from "@/domain/donations/monthly-gifts";
import { parseAmount } from "@/domain/money";
import { getTranslations } from "@/i18n/translations";
import { monthlyAddress } from "../address";

const Which = z.object({ giftId: z.string().min(1).max(40), token: z.string().max(200).default("") });
const Amount = Which.extend({ amount: z.string().max(40) });
const Pay = Which.extend({ confirmationToken: z.string().max(100).optional() });

export async function pause(_: ActionFormState, form: FormData): Promise<ActionFormState> {
  return steer(form, { kind: "pause" }, "paused");
}

export async function goOn(_: ActionFormState, form: FormData): Promise<ActionFormState> {
  return steer(form, { kind: "go-on" }, "goes-on");
}

export async function stop(_: ActionFormState, form: FormData): Promise<ActionFormState> {
  return steer(form, { kind: "stop" }, "stopped");
}

export async function changeAmount(_: ActionFormState, form: FormData): Promise<ActionFormState> {
  const input = Amount.safeParse(Object.fromEntries(form));
  const t = await getTranslations("donations");
  const ctx = await requestContext();
  const gift =
    input.success && (await monthlyGiftPage(ctx, { giftId: input.data.giftId, secret: input.data.token }));
  if (!input.success || !gift) return { message: t("everyMonth.refused.not-found") };
  const { amount } = input.data;
  const giftMinor = parseAmount(amount, gift.currency);
  if (giftMinor !== undefined) return steer(form, { kind: "amount", giftMinor }, "changed", { amount });
  const example = formatMoney(gift.giftMinor, gift.currency, await getLocale());
  return { errors: { amount: t("badAmount", { example }) }, values: { amount } };
}

/** The month that waits: the card is asked again with the donor present, or another one is. */
export async function pay(_: ActionFormState, form: FormData): Promise<ActionFormState> {
  const t = await getTranslations("donations.everyMonth");
  const input = Pay.safeParse(Object.fromEntries(form));
  if (!input.success) return { message: t("refused.not-found") };
  const { giftId, token, confirmationToken } = input.data;
  const query = new URLSearchParams({ gift: giftId, ...(token === "" ? {} : { token }) });
  const ctx = await requestContext();
  const asked = {
    confirmationToken,
    returnUrl: `${await ownOrigin()}/donations/monthly/return?${query.toString()}`,
    showsChallengeInPlace: false,
  };
  const act = () => payMonth(ctx, { giftId, secret: token }, asked);
  const outcome =
    confirmationToken === undefined
      ? await act()
      : await countedPayment(
          ctx,
          await clientAddress(),
          { kind: "new-card", confirmationToken, customerId: undefined, keepsCard: false },
          act,
        );
  if (!outcome.ok && outcome.reason === "too-many-declines") {
    const words = await getTranslations("checkout");
    return { message: words("tooManyDeclines", { minutes: outcome.detail.waitMinutes }) };
  }
  if (!outcome.ok) {
    return { message: outcome.reason === "not-found" ? t("refused.not-found") : t("nothingWaits") };
  }
  const step = outcome.value;
  if (step.state === "declined") {
    const words = await getTranslations("checkout.declined");
    return { message: words(declineWord(step.code)) };
  }
  if (step.state === "requires-action" && step.redirectUrl) redirect(step.redirectUrl);
  redirect(monthlyAddress(giftId, token, step.state === "paid" ? "paid" : "confirming"));
}

async function steer(
  form: FormData,
  change: MonthlyGiftChange,
  said: string,
  values: Record<string, string> = {},
): Promise<ActionFormState> {
  const t = await getTranslations("donations.everyMonth");
  const locale = await getLocale();
  const input = Which.safeParse(Object.fromEntries(form));
  if (!input.success) return { message: t("refused.not-found") };
  const { giftId, token } = input.data;
  const ctx = await requestContext();
  const key = { giftId, secret: token };
  const outcome = await steerMonthlyGift(ctx, key, change);
  if (outcome.ok) redirect(monthlyAddress(giftId, token, said));
  const gift = await monthlyGiftPage(ctx, key);
  const minimum = gift ? formatMoney(gift.minimumMinor, gift.currency, locale) : "";
  const words = t(`refused.${outcome.reason}`, { minimum });
  return outcome.reason === "too-small" ? { errors: { amount: words }, values } : { message: words };
}
