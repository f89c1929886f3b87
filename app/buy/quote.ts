// A quote as the sheet shows it, with its deliveries in words.
import { getLocale } from "next-intl/server";
import type { QuoteView } from "@/components/checkout/state";
import { formatMoney } from "@/components/ui/money";
import type { PostalAddress } from "@/db/schema/accounts";
import type { DeliveryOption } from "@/domain/catalog/delivery";
import { offerOf } from "@/domain/catalog/offers";
import type { Core } from "@/domain/context";
import { quoteOrder } from "@/domain/orders/quote-order";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";

export type QuoteAsk = {
  variantId: string;
  quantity: number;
  address: Pick<PostalAddress, "country" | "state" | "postalCode"> | undefined;
  deliveryKind: "standard" | "same-day";
  currency?: string | undefined;
};

/** Undefined when it cannot be delivered there; falls back to standard when same-day is not on offer any more. */
export async function quoteView(ctx: Core, listingId: string, ask: QuoteAsk): Promise<QuoteView | undefined> {
  const offer = await offerOf(ctx, listingId);
  if (!offer) return undefined;
  const wished = await quoteOrder(ctx, offer, ask);
  const quoted =
    wished.ok || ask.deliveryKind === "standard"
      ? wished
      : await quoteOrder(ctx, offer, { ...ask, deliveryKind: "standard" });
  if (!quoted.ok) return undefined;
  const { delivery, options, unitPriceMinor: _, ...amounts } = quoted.value;
  const words = await deliveryWords(offer.merchant.timeZone);
  return {
    ...amounts,
    deliveryKind: delivery.kind,
    country: ask.address?.country ?? "",
    options: options.map((option) => ({ kind: option.kind, ...words(option) })),
  };
}

async function deliveryWords(
  timeZone: string,
): Promise<(option: DeliveryOption) => { label: string; fee: string; hint: string | undefined }> {
  const t = await getTranslations("checkout");
  const locale = await getLocale();
  const day = dateFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
  const clock = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  return (option) => {
    const fee = option.feeMinor === 0 ? t("free") : formatMoney(option.feeMinor, option.currency, locale);
    if (option.kind === "standard")
      return { label: t("standard", { day: day.format(option.deliverBy) }), fee, hint: undefined };
    return {
      label: t("sameDay", { time: clock.format(option.deliverBy), city: option.cityName ?? "" }),
      fee,
      hint: option.orderBy && t("orderBy", { time: clock.format(option.orderBy) }),
    };
  };
}
