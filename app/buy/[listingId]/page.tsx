// Buying on a page of its own: reached directly, or without JavaScript.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/shell/page-head";
import { formatMoney } from "@/components/ui/money";
import type { CheckoutSheet } from "@/domain/checkout/queries";
import { previewOf } from "@/app/preview";
import { PageShell } from "@/app/shell";
import { Buy, sheetOf } from "../buy";
import { generateMetadata as notFoundMetadata } from "@/app/not-found";
import { getTranslations } from "@/i18n/translations";
import { firstOf, type Query } from "@/app/query";

type Props = { params: Promise<{ listingId: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const sheet = await sheetOf((await params).listingId);
  if (!sheet) return notFoundMetadata();
  return previewOf({
    title: sheet.title,
    description: [await lowestPrice(sheet), sheet.seller.name].join(" · "),
    // Whoever searches, or passes this address on, is led to the page of the product.
    path: sheet.productPage,
    picture: sheet.image,
  });
}

async function lowestPrice({ variants, currency }: CheckoutSheet): Promise<string> {
  const t = await getTranslations("timeline");
  const prices = variants.map((variant) => variant.priceMinor);
  const lowest = formatMoney(Math.min(...prices), currency, await getLocale());
  return new Set(prices).size > 1 ? `${t("from")} ${lowest}` : lowest;
}

export default async function BuyPage({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).listingId);
  if (!sheet) notFound();
  const tweetId = firstOf((await searchParams)["tweet"]);
  const t = await getTranslations("checkout");
  const common = await getTranslations("common");
  return (
    <PageShell>
      <PageHead
        title={t("title", { seller: sheet.seller.name })}
        back={{ href: "/", label: common("back") }}
      />
      <div className="mx-auto max-w-sheet border-hairline bg-surface p-4 max-sm:-mb-px max-sm:border-b sm:rounded-b-card sm:border-x sm:border-b">
        <Buy sheet={sheet} tweetId={tweetId} />
      </div>
    </PageShell>
  );
}
