// One product of a shop: whether it can be bought and why not, its form with the card beside it, and what it cost when.
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ListingStateWord } from "@/components/dashboard/listing-state";
import { ProductForm } from "@/components/dashboard/product-form";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { formatMoney } from "@/components/ui/money";
import { DoneNotice } from "@/components/ui/done-notice";
import { TallLink } from "@/components/ui/text-link";
import { productAddress } from "@/domain/catalog/product-address-rules";
import { pageAtSite } from "@/domain/catalog/product-rules";
import { priceHistories, shopProduct, type ShopProduct } from "@/domain/catalog/shop-product";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import { pictureFieldProps } from "../../picture-from";
import { mayStill, shopContext } from "../../shop-context";
import { preview, save } from "../actions";
import { CardPreview } from "../card-preview";
import { valuesOf } from "../product-form";
import type { Query } from "@/app/query";

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<Query> };

const pageOf = cache(async (productId: string) => {
  const { ctx, shop } = await shopContext(`/dashboard/listings/${productId}`, "see-listings");
  const page = await shopProduct(ctx, productId);
  // What another shop of the same member sells is looked at there.
  return page?.product.merchantId === shop.accountId ? { ctx, shop, page } : undefined;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await pageOf((await params).productId);
  const t = await getTranslations("listings");
  return { title: found?.page.product.title ?? t("title"), robots: { index: false } };
}

export default async function Product({ params, searchParams }: Props) {
  const found = await pageOf((await params).productId);
  if (!found) notFound();
  const { ctx, shop, page } = found;
  const t = await getTranslations("listings");
  const locale = await getLocale();
  const asked = (await searchParams)["done"];
  const done = (["created", "saved", "archived", "restored"] as const).find((one) => one === asked);
  return (
    <>
      <PageHead title={page.product.title} back={{ href: "/dashboard/listings", label: t("form.back") }} />
      {done ? (
        <div className="px-4 pt-4">
          <DoneNotice>{t(`form.done.${done}`)}</DoneNotice>
        </div>
      ) : null}
      <ul className="grid gap-2 px-4 py-4">
        {page.listings.map(({ id, state, channelName }) => (
          <li key={id}>
            {page.listings.length > 1 ? <p className="text-small text-ink-soft">{channelName}</p> : null}
            <ListingStateWord state={state} withAdvice />
          </li>
        ))}
      </ul>
      <NextSteps page={page} handle={shop.handle} />
      <NextIntlClientProvider messages={{ listings: messages[locale].listings }}>
        <ProductForm
          // What is typed begins anew with what was saved.
          key={page.product.updatedAt.toISOString()}
          action={save.bind(null, shop.accountId)}
          preview={preview.bind(null, shop.accountId)}
          savedCard={page.card ? <CardPreview card={page.card} now={ctx.clock.now()} /> : null}
          initial={valuesOf(page)}
          isNew={false}
          mayEdit={await mayStill("edit-listings")}
          shop={{
            currency: page.shop.currency,
            otherCurrencies: page.shop.otherCurrencies,
            timeZone: page.shop.timeZone,
          }}
          usualUrl={pageAtSite(page.shop.website, page.product.slug)}
          channels={page.listings.map(({ connectionId, channelName }) => ({
            id: connectionId,
            name: channelName,
          }))}
          picture={await pictureFieldProps()}
        />
      </NextIntlClientProvider>
      <History page={page} />
    </>
  );
}

/** Where one goes from here: to the card in a post, to what shoppers see, to what a buyer pays. */
async function NextSteps({ page, handle }: { page: ShopProduct; handle: string }) {
  const t = await getTranslations("listings.form");
  const { id, slug, status } = page.product;
  const isInShop = status === "active";
  const [listing] = page.listings;
  return (
    <p className="-mt-2 flex flex-wrap gap-x-5 px-4 pb-3">
      {isInShop && listing && (await mayStill("post")) ? (
        <TallLink href={`/dashboard/posts/new?listing=${listing.id}`}>{t("toPost")}</TallLink>
      ) : null}
      {isInShop ? <TallLink href={productAddress(handle, slug)}>{t("toProduct")}</TallLink> : null}
      <TallLink href={`/dashboard/listings/${id}/quote`}>{t("toQuote")}</TallLink>
    </p>
  );
}

const changesShown = 12;

/** What each variant cost when, and why a price stands struck out beside it, or none does. */
async function History({ page }: { page: ShopProduct }) {
  const { ctx } = await shopContext("/dashboard/listings", "see-listings");
  const t = await getTranslations("listings");
  const locale = await getLocale();
  const moment = dateFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: page.shop.timeZone,
  });
  const histories = await priceHistories(ctx, page.variants, changesShown);
  return (
    <Section title={t("form.history")}>
      <p className="text-ink-soft">{t("form.historyHint")}</p>
      {histories.map(({ variantId, changes, references }) => {
        const variant = page.variants.find(({ id }) => id === variantId);
        const name = variant?.optionValues.join(" / ") || page.product.title;
        const struckOut = references.flatMap(({ currency, referenceMinor }) =>
          referenceMinor === undefined ? [] : [formatMoney(referenceMinor, currency, locale)],
        );
        const why =
          struckOut.length === 0
            ? [t("form.notStruckOut")]
            : struckOut.map((price) => t("form.struckOut", { price }));
        return (
          <details key={variantId} open={histories.length === 1}>
            <summary className="min-h-touch py-2 font-semibold">{name}</summary>
            <p className="pb-2">{why.join(" ")}</p>
            <table className="w-full max-w-column">
              <caption className="sr-only">{`${t("form.history")}: ${name}`}</caption>
              <thead className="border-b border-hairline text-small text-ink-soft">
                <tr>
                  <th scope="col" className="py-2 pr-3 text-left font-semibold">
                    {t("form.since")}
                  </th>
                  <th scope="col" className="py-2 text-right font-semibold">
                    {t("form.priceThen")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {changes.map(({ validFrom, priceMinor, currency }) => (
                  <tr key={`${validFrom.toISOString()} ${currency}`} className="border-b border-hairline">
                    <th scope="row" className="py-2 pr-3 text-left font-normal">
                      {moment.format(validFrom)}
                    </th>
                    <td className="py-2 text-right tabular-nums">
                      {formatMoney(priceMinor, currency, locale)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        );
      })}
    </Section>
  );
}
