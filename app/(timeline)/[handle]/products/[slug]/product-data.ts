// What a product's page tells machines: schema.org's Product, with what the page tells people and nothing else.
import type { NotForSale } from "@/domain/catalog/for-sale";
import { productAddress } from "@/domain/catalog/product-address-rules";
import type { ProductPageView, ProductVariantView } from "@/domain/catalog/product-page";
import { plainAmount } from "@/domain/money";

const mostOffers = 100;

/** @param base the address of this site, without a slash at its end. */
export function productData(product: ProductPageView, base: string): Record<string, unknown> {
  const { card, seller, variants, vendor, summary, pictures } = product;
  const url = `${base}${productAddress(seller.handle, card.slug)}`;
  const offers = variants
    .slice(0, mostOffers)
    .flatMap((variant) => offersData(product, variant, url))
    .slice(0, mostOffers);
  const [only] = variants.length === 1 ? variants : [];
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: card.title,
    url,
    ...(summary ? { description: summary } : {}),
    ...(pictures.length > 0 ? { image: pictures.map((picture) => new URL(picture.url, base).href) } : {}),
    ...(only?.sku ? { sku: only.sku } : {}),
    ...(vendor ? { brand: { "@type": "Brand", name: vendor } } : {}),
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** Where a price is only being checked, or selling has not begun, nothing is offered. */
const availabilities: Partial<Record<NotForSale, string>> = {
  "sold-out": "OutOfStock",
  "merchant-cannot-be-paid": "OutOfStock",
  "sales-ended": "Discontinued",
  withdrawn: "Discontinued",
  over: "Discontinued",
};

function availabilityOf({ notForSale, hasUnits }: ProductVariantView): string | undefined {
  if (notForSale === undefined) return "InStock";
  // Its seller's catalogue says what the seller has.
  if (notForSale === "at-merchant-site") return hasUnits ? "InStock" : "OutOfStock";
  return availabilities[notForSale];
}

/** One for each currency in which it is sold, the shop's own first. */
function offersData(
  product: ProductPageView,
  variant: ProductVariantView,
  url: string,
): Record<string, unknown>[] {
  const availability = availabilityOf(variant);
  if (availability === undefined) return [];
  const { seller, card } = product;
  const name = variant.optionValues.join(" / ");
  // At its seller's own site its seller's own currency counts.
  const others = variant.notForSale === "at-merchant-site" ? {} : variant.otherPrices;
  return [[variant.currency, variant.priceMinor] as const, ...Object.entries(others)].map(
    ([code, price]) => ({
      "@type": "Offer",
      ...(name ? { name } : {}),
      ...(variant.sku ? { sku: variant.sku } : {}),
      url: variant.notForSale === "at-merchant-site" ? card.merchantUrl : url,
      price: plainAmount(price, code),
      priceCurrency: code,
      availability: `https://schema.org/${availability}`,
      itemCondition: "https://schema.org/NewCondition",
      seller: { "@type": "Organization", name: seller.legalName, email: seller.supportEmail },
      hasMerchantReturnPolicy: { "@type": "MerchantReturnPolicy", merchantReturnLink: `${url}#seller` },
      ...shippingData(product, code),
    }),
  );
}

/** Only where the countries are named: "everywhere" is none that machines know. */
function shippingData({ shipping }: ProductPageView, code: string): Record<string, unknown> {
  const days = (minValue: number, maxValue: number) => ({
    "@type": "QuantitativeValue",
    minValue,
    maxValue,
    unitCode: "DAY",
  });
  const named = shipping.flatMap(({ feeMinor, currency, countries, handlingDays, minDays, maxDays }) =>
    currency !== code || countries === null || countries.length === 0
      ? []
      : [
          {
            "@type": "OfferShippingDetails",
            shippingRate: {
              "@type": "MonetaryAmount",
              value: plainAmount(feeMinor, currency),
              currency,
            },
            shippingDestination: { "@type": "DefinedRegion", addressCountry: countries },
            deliveryTime: {
              "@type": "ShippingDeliveryTime",
              handlingTime: days(0, handlingDays),
              transitTime: days(minDays, maxDays),
            },
          },
        ],
  );
  return named.length > 0 ? { shippingDetails: named } : {};
}

/** As the text of a script: nothing in it may end the script early. */
export const scriptOf = (facts: Record<string, unknown>): string =>
  JSON.stringify(facts)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
