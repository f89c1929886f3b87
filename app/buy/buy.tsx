// The sheet of one listing, filled for whoever asks; in a dialog or on its page.
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { cache } from "react";
import { noteOpened } from "@/app/note-seen";
import { requestContext } from "@/app/request-context";
import { stripeInBrowser } from "@/app/stripe-in-browser";
import { Checkout } from "@/components/checkout/checkout";
import { chosenVariantId } from "@/components/checkout/chosen";
import { TextLink } from "@/components/ui/text-link";
import { declineWord } from "@/components/checkout/decline-words";
import type { CheckoutState } from "@/components/checkout/state";
import { learnPayment } from "@/domain/checkout/learn-payment";
import { type CheckoutSheet, checkoutSheet } from "@/domain/checkout/queries";
import type { Context } from "@/domain/context";
import { countriesIn, countryOf } from "@/i18n/country";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import { checkout, quoteFor } from "./[listingId]/actions";
import { quoteView } from "./quote";

type BuyProps = { sheet: CheckoutSheet; tweetId: string | undefined };

export async function Buy({ sheet, tweetId }: BuyProps) {
  noteOpened(sheet.listingId, tweetId);
  const ctx = await requestContext();
  const locale = await getLocale();
  const guessedCountry = await guessCountry(sheet);
  return (
    <NextIntlClientProvider
      messages={{ checkout: messages[locale].checkout, buttons: messages[locale].buttons }}
    >
      <Checkout
        sheet={sheet}
        initial={await firstStep(ctx, sheet, guessedCountry)}
        action={checkout}
        quote={quoteFor}
        stripe={stripeInBrowser}
        tweetId={tweetId}
        countries={countriesIn(locale, sheet.deliversTo ?? undefined)}
        guessedCountry={guessedCountry}
        sellerLine={<SellerLine sheet={sheet} locale={locale} />}
      />
    </NextIntlClientProvider>
  );
}

/** With whom the contract is made, before it is: Directive 2011/83/EU, art. 6(1)(b) and (c). */
async function SellerLine({ sheet, locale }: { sheet: CheckoutSheet; locale: string }) {
  const t = await getTranslations("product");
  const { legalName: name, merchantCountry } = sheet;
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(merchantCountry) ?? merchantCountry;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
      <span className="min-w-0 break-words">{t("sellerLine", { name, country })}</span>
      <TextLink href={`/${sheet.seller.handle}/shop#seller`}>{t("aboutSeller")}</TextLink>
    </p>
  );
}

/** Where this asker is: a checkout under way goes on, those whom we know confirm, others are asked. */
async function firstStep(ctx: Context, sheet: CheckoutSheet, country: string): Promise<CheckoutState> {
  const { underWay, person, notForSale } = sheet;
  if (underWay?.isBeingPaid) return { step: "waiting", order: underWay.order, turn: 0 };
  if (underWay) return { step: "pay", order: underWay.order, ...(await lastDecline(ctx, underWay)), turn: 0 };
  if (notForSale) return { step: "closed", turn: 0 };
  const variantId = chosenVariantId(sheet);
  const [address] = person?.addresses ?? [];
  const ask = { variantId, quantity: 1, deliveryKind: "standard" as const };
  if (address && person && person.cards.length > 0) {
    const quote = await quoteView(ctx, sheet.listingId, { ...ask, address: address.address });
    if (quote) return { step: "confirm", quote, turn: 0 };
  }
  const quote = await quoteView(ctx, sheet.listingId, { ...ask, address: { country } });
  const kept = address && { ...address.address, line2: address.address.line2 ?? "" };
  return {
    step: "details",
    ...(quote ? { quote } : {}),
    ...(kept ? { values: kept } : {}),
    turn: 0,
  };
}

/** What the bank said of the last try: somebody who comes back from its page has not been told yet. */
async function lastDecline(
  ctx: Context,
  { order }: NonNullable<CheckoutSheet["underWay"]>,
): Promise<Pick<CheckoutState, "notice">> {
  const step = await learnPayment(ctx, order.id);
  if (step?.state !== "declined") return {};
  const t = await getTranslations("checkout.declined");
  return { notice: { tone: "bad", text: t(declineWord(step.code)) } };
}

async function guessCountry(sheet: CheckoutSheet): Promise<string> {
  const guess =
    sheet.person?.country ?? countryOf((await headers()).get("accept-language"), await getLocale());
  return !sheet.deliversTo || sheet.deliversTo.includes(guess) ? guess : sheet.merchantCountry;
}

/** Read once per request: the page's title asks for it too. */
export const sheetOf = cache(async (listingId: string): Promise<CheckoutSheet | undefined> =>
  checkoutSheet(await requestContext(), listingId),
);
