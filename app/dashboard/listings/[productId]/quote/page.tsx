// What would this buyer pay? The answer stands in the address, so it can be sent to a colleague.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { firstOf, type Query } from "@/app/query";
import { Summary } from "@/components/checkout/summary";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { isCountry } from "@/domain/accounts/countries";
import type { Offer } from "@/domain/catalog/offers";
import { type BuyerQuote, buyerQuote, quotableOffer, quotableProduct } from "@/domain/orders/buyer-quote";
import { readAddress } from "@/domain/orders/read-address";
import { dateFormat } from "@/domain/time";
import { countriesIn } from "@/i18n/country";
import { getTranslations } from "@/i18n/translations";
import { shopContext } from "../../../shop-context";

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<Query> };

const pageOf = cache(async (productId: string) => {
  const { ctx } = await shopContext(`/dashboard/listings/${productId}/quote`, "see-listings");
  return { ctx, product: await quotableProduct(ctx, productId) };
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.quote");
  return { title: t("title"), robots: { index: false } };
}

const Asked = z.object({
  listing: z.string().max(40).catch(""),
  variant: z.string().max(40).catch(""),
  quantity: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  country: z.string().refine(isCountry).optional().catch(undefined),
  state: z.string().trim().max(40).catch(""),
  postalCode: z.string().trim().max(20).catch(""),
});

export default async function QuotePage({ params, searchParams }: Props) {
  const { productId } = await params;
  const { ctx, product } = await pageOf(productId);
  if (!product) notFound();
  const query = Object.entries(await searchParams).map(([name, value]) => [name, firstOf(value) ?? ""]);
  const asked = Asked.parse({
    listing: "",
    variant: "",
    state: "",
    postalCode: "",
    ...Object.fromEntries(query),
  });
  const listing = product.listings.find(({ id }) => id === asked.listing) ?? product.listings[0];
  const offer = listing && (await quotableOffer(ctx, listing.id));
  if (!offer) notFound();
  const t = await getTranslations("products.quote");
  const checkout = await getTranslations("checkout");
  const variant = offer.variants.find(({ id }) => id === asked.variant) ?? offer.variants[0];
  const locale = await getLocale();
  const country = asked.country ?? offer.merchant.country;
  const isAsked = query.length > 0;
  const problems = isAsked ? placeProblems({ ...asked, country }) : {};
  const wrongQuantity = isAsked && asked.quantity === undefined;
  const isReady = isAsked && variant && !wrongQuantity && Object.keys(problems).length === 0;
  const quoted =
    isReady &&
    (await buyerQuote(ctx, offer, {
      listingId: listing.id,
      variantId: variant.id,
      quantity: asked.quantity ?? 1,
      address: {
        country,
        state: asked.state.toUpperCase() || undefined,
        postalCode: asked.postalCode || undefined,
      },
    }));
  return (
    <>
      <PageHead
        title={t("title")}
        back={{ href: `/dashboard/listings/${productId}`, label: product.title }}
      />
      <form className="grid gap-4 p-4">
        <p className="text-ink-soft">{t("intro", { title: product.title })}</p>
        {product.listings.length > 1 ? (
          <SelectField id="listing" name="listing" label={t("channel")} defaultValue={listing.id}>
            {product.listings.map(({ id, channelName }) => (
              <option key={id} value={id}>
                {channelName}
              </option>
            ))}
          </SelectField>
        ) : null}
        {offer.variants.length > 1 ? (
          <SelectField id="variant" name="variant" label={checkout("variant")} defaultValue={variant?.id}>
            {offer.variants.map(({ id, optionValues, sku }) => (
              <option key={id} value={id}>
                {optionValues.join(" / ") || sku}
              </option>
            ))}
          </SelectField>
        ) : null}
        <Field
          id="quantity"
          name="quantity"
          label={checkout("quantity")}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={firstOf((await searchParams)["quantity"]) ?? "1"}
          error={wrongQuantity ? t("badQuantity") : undefined}
        />
        <SelectField id="country" name="country" label={checkout("country")} defaultValue={country}>
          {countriesIn(locale).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          id="state"
          name="state"
          label={t("state")}
          hint={t("stateHint")}
          autoComplete="off"
          maxLength={40}
          defaultValue={asked.state}
          error={problems.state && t("badState")}
        />
        <Field
          id="postalCode"
          name="postalCode"
          label={checkout("postalCode")}
          autoComplete="off"
          maxLength={20}
          defaultValue={asked.postalCode}
          error={problems.postalCode && checkout(`problem.${problems.postalCode}`)}
        />
        <Button type="submit" look="strong">
          {t("ask")}
        </Button>
      </form>
      {quoted ? <Answer quoted={quoted} offer={offer} /> : null}
    </>
  );
}

/** What of a place is missing or wrong, as the checkout has it. */
function placeProblems(place: { country: string; state: string; postalCode: string }) {
  const read = readAddress({ ...place, fullName: "-", line1: "-", line2: "", city: "-" });
  return read.ok ? {} : read.detail;
}

async function Answer({ quoted: { why, quotes }, offer }: { quoted: BuyerQuote; offer: Offer }) {
  const t = await getTranslations("products.quote");
  const checkout = await getTranslations("checkout");
  const locale = await getLocale();
  const { timeZone } = offer.merchant;
  const day = dateFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
  const clock = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  return (
    <div id="answer">
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
