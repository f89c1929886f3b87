// What would this buyer pay? The answer stands in the address, so it can be sent to a colleague.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { countryOptions } from "@/app/country-options";
import { firstOf, type Query } from "@/app/query";
import { Summary } from "@/components/checkout/summary";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm, type FormField } from "@/components/ui/action-form";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { Offer } from "@/domain/catalog/offers";
import { type BuyerQuote, buyerQuote, quotableOffer, quotableProduct } from "@/domain/orders/buyer-quote";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { postalCodeField, stateFields } from "../../../place-fields";
import { shopContext } from "../../../shop-context";
import { askQuote } from "./actions";
import { readAsk } from "./ask";

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<Query> };

const pageOf = cache(async (productId: string) => {
  const { ctx } = await shopContext(`/dashboard/listings/${productId}/quote`, "see-listings");
  return { ctx, product: await quotableProduct(ctx, productId) };
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.quote");
  return { title: t("title"), robots: { index: false } };
}

export default async function QuotePage({ params, searchParams }: Props) {
  const { productId } = await params;
  const { ctx, product } = await pageOf(productId);
  if (!product) notFound();
  const query = await searchParams;
  const typed = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, firstOf(value) ?? ""]),
  );
  const listing = product.listings.find(({ id }) => id === typed["listing"]) ?? product.listings[0];
  const offer = listing && (await quotableOffer(ctx, listing.id));
  if (!offer) notFound();
  const t = await getTranslations("products.quote");
  const checkout = await getTranslations("checkout");
  const { ask: asked, wrong } = readAsk(typed, offer.merchant.country);
  const variant = offer.variants.find(({ id }) => id === asked.variant) ?? offer.variants[0];
  const { country, state, postalCode, quantity } = asked;
  const quoted =
    variant &&
    Object.keys(query).length > 0 &&
    Object.keys(wrong).length === 0 &&
    (await buyerQuote(ctx, offer, {
      listingId: listing.id,
      variantId: variant.id,
      quantity,
      address: { country, state, postalCode },
    }));
  const select = (
    name: string,
    label: string,
    options: NonNullable<FormField["options"]>,
    value?: string,
  ) => ({
    name,
    label,
    type: "select" as const,
    options,
    ...(value === undefined ? {} : { defaultValue: value }),
  });
  return (
    <>
      <PageHead
        title={t("title")}
        back={{ href: `/dashboard/listings/${productId}`, label: product.title }}
      />
      <div className="grid gap-4 p-4">
        <p className="text-ink-soft">{t("intro", { title: product.title })}</p>
        <ActionForm
          key={JSON.stringify(query)}
          id="quote"
          action={askQuote.bind(null, productId)}
          fields={[
            ...(product.listings.length > 1
              ? [
                  select(
                    "listing",
                    t("channel"),
                    product.listings.map(({ id, channelName }) => ({ value: id, label: channelName })),
                    listing.id,
                  ),
                ]
              : []),
            ...(offer.variants.length > 1
              ? [
                  select(
                    "variant",
                    checkout("variant"),
                    offer.variants.map(({ id, optionValues, sku }) => ({
                      value: id,
                      label: optionValues.join(" / ") || sku,
                    })),
                    variant?.id,
                  ),
                ]
              : []),
            {
              name: "quantity",
              label: checkout("quantity"),
              inputMode: "numeric",
              autoComplete: "off",
              maxLength: 4,
              defaultValue: String(quantity),
            },
            select("country", checkout("country"), await countryOptions(), country),
            ...(await stateFields({ defaultValue: state, autoComplete: "off" })),
            ...(await postalCodeField({ defaultValue: postalCode, autoComplete: "off" })),
          ]}
          submit={t("ask")}
        />
      </div>
      {quoted ? <Answer quoted={quoted} offer={offer} /> : null}
    </>
  );
}

async function Answer({ quoted: { why, quotes }, offer }: { quoted: BuyerQuote; offer: Offer }) {
  const t = await getTranslations("products.quote");
  const checkout = await getTranslations("checkout");
  const locale = await getLocale();
  const { timeZone } = offer.merchant;
  const day = dateFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
  const clock = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  return (
    <div id="answer" className="scroll-mt-16">
      {why ? (
        <div className="grid gap-2 p-4">
          <Notice tone="bad">
            {t("cannot", {
              words: checkout(`refused.${why.reason}`, { units: why.units, seller: offer.seller.name }),
            })}
          </Notice>
          {quotes.length > 0 ? <p className="text-ink-soft">{t("stillCosts")}</p> : null}
        </div>
      ) : (
        <div className="p-4">
          <Notice tone="good">{t("can")}</Notice>
        </div>
      )}
      {quotes.map((quote) => (
        <Section
          key={quote.delivery.kind}
          title={
            quote.delivery.kind === "standard"
              ? checkout("standard", { day: day.format(quote.delivery.deliverBy) })
              : checkout("sameDay", {
                  time: clock.format(quote.delivery.deliverBy),
                  city: quote.delivery.cityName ?? "",
                })
          }
        >
          {quote.delivery.orderBy ? (
            <p className="text-ink-soft">
              {checkout("orderBy", { time: clock.format(quote.delivery.orderBy) })}
            </p>
          ) : null}
          <Summary amounts={quote} />
          <p className="text-small text-ink-soft">
            {checkout("each", { price: formatMoney(quote.unitPriceMinor, quote.currency, locale) })}
          </p>
          {quote.currencies.length > 1 ? (
            <p className="text-small text-ink-soft">
              {t("otherCurrencies", {
                totals: quote.currencies
                  .filter(({ currency }) => currency !== quote.currency)
                  .map(({ currency, totalMinor }) => formatMoney(totalMinor, currency, locale))
                  .join(" · "),
              })}
            </p>
          ) : null}
        </Section>
      ))}
    </div>
  );
}
