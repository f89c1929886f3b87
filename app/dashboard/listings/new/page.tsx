// A new product of the shop.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { NextIntlClientProvider } from "next-intl";
import { ProductForm } from "@/components/dashboard/product-form";
import { PageHead } from "@/components/shell/page-head";
import { newId } from "@/db/id";
import { defaultUnitsPerBuyer, pageAtSite } from "@/domain/catalog/product-rules";
import { shopTerms } from "@/domain/catalog/shop-terms";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import { pictureFieldProps } from "../../picture-from";
import { ClosedPage } from "../../closed-page";
import { closedSince, shopContext } from "../../shop-context";
import { create, preview } from "../actions";
import { emptyValues } from "../product-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("listings");
  return { title: t("form.newTitle"), robots: { index: false } };
}

export default async function NewProduct() {
  const { ctx, shop } = await shopContext("/dashboard/listings/new", "edit-listings");
  const terms = await shopTerms(ctx, shop.accountId);
  if (!terms) throw new Error(`The shop ${shop.accountId} is not there`);
  const t = await getTranslations("listings");
  const locale = await getLocale();
  const closed = await closedSince();
  const back = { href: "/dashboard/listings", label: t("form.back") };
  if (closed) return <ClosedPage title={t("form.newTitle")} back={back} since={closed} />;
  return (
    <>
      <PageHead title={t("form.newTitle")} back={back} />
      <NextIntlClientProvider messages={{ listings: messages[locale].listings }}>
        <ProductForm
          action={create.bind(null, shop.accountId)}
          preview={preview.bind(null, shop.accountId)}
          savedCard={null}
          initial={emptyValues(newId(ctx.clock.now()), terms, defaultUnitsPerBuyer)}
          isNew
          mayEdit
          shop={{
            currency: terms.currency,
            otherCurrencies: terms.otherCurrencies,
            timeZone: terms.timeZone,
          }}
          usualUrl={pageAtSite(terms.website, "…").replace(encodeURIComponent("…"), "…")}
          channels={terms.connections.map(({ id, channelName }) => ({ id, name: channelName }))}
          picture={await pictureFieldProps()}
        />
      </NextIntlClientProvider>
    </>
  );
}
