// What a product costs, when it comes, and how to buy it: what its card says, at length.
import { useLocale, useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatMoney } from "@/components/ui/money";
import { ScrollArea } from "@/components/ui/scroll-area";
import type { TimelineLabels } from "@/components/timeline/words";
import type { WrittenProduct } from "@/components/timeline/written";
import type { ProductPageView, ProductVariantView } from "@/domain/catalog/product-page";

type OfferProps = { product: ProductPageView; card: WrittenProduct; labels: TimelineLabels };

export function Offer({ product, card, labels }: OfferProps) {
  const t = useTranslations("product");
  const locale = useLocale();
  const others = product.otherLowest.map(
    ({ isFrom, priceMinor, currency }) =>
      `${isFrom ? `${labels.from} ` : ""}${formatMoney(priceMinor, currency, locale)}`,
  );
  return (
    <section aria-label={t("offer")} className="grid gap-3 p-4">
      <p className="text-headline font-bold">{card.title}</p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-title tabular-nums">
        <span>
          {card.isFrom ? <span className="text-small text-ink-soft">{labels.from} </span> : null}
          <strong className={card.notForSale ? "font-semibold text-ink-soft" : "font-semibold"}>
            {card.price}
          </strong>
        </span>
        {card.was === undefined ? null : (
          <s className="text-body text-ink-faint">
            <span className="sr-only">{labels.was} </span>
            {card.was}
          </s>
        )}
        {card.left === undefined ? null : (
          <span className="text-body font-semibold text-warn">{card.left}</span>
        )}
      </p>
      <p className="text-small text-ink-soft">
        {t(product.pricesIncludeTax ? "taxIncluded" : "taxComes")}
        {card.was === undefined ? null : ` ${t("lowestBefore")}`}
      </p>
      {others.length > 0 && !card.notForSale ? (
        <p className="text-small text-ink-soft">{t("alsoPriced", { prices: others.join(" · ") })}</p>
      ) : null}
      {card.promise ? (
        <p className="flex gap-1.5 text-ink-soft">
          <Icon name="truck" className="mt-0.5 size-4" />
          {card.promise}
        </p>
      ) : null}
      {card.notForSale ? (
        <>
          <p className="font-semibold text-ink-soft">{card.notForSale.why}</p>
          <a
            href={card.notForSale.url}
            rel="noopener"
            className={buttonLook("quiet", "min-w-0 text-link sm:justify-self-start")}
          >
            <span className="min-w-0">{card.notForSale.seeIt}</span>
            <Icon name="out" className="size-4" />
          </a>
        </>
      ) : (
        <a
          href={`/buy/${card.listingId}`}
          data-soft=""
          className={buttonLook("primary", "sm:min-w-48 sm:justify-self-start")}
        >
          {labels.buyNow}
        </a>
      )}
      {product.variants.length > 1 ? <Variants product={product} /> : null}
    </section>
  );
}

// More than these are unfolded when they are asked for.
const fewVariants = 8;

function Variants({ product: { options, variants } }: { product: ProductPageView }) {
  const t = useTranslations("product");
  const timeline = useTranslations("timeline");
  const locale = useLocale();
  const stateOf = ({ notForSale }: ProductVariantView) =>
    notForSale === undefined
      ? t("inStock")
      : notForSale === "sold-out"
        ? t("soldOut")
        : timeline(`notForSale.${notForSale}`);
  const names = options.map(({ name }) => name).join(" / ") || t("variants");
  const table = (
    <ScrollArea label={t("variants")}>
      <table className="w-full text-small tabular-nums">
        <caption className="sr-only">{t("variants")}</caption>
        <thead>
          <tr className="border-b border-hairline text-left text-ink-soft">
            <th scope="col" className="py-2 pr-2 font-semibold">
              {names}
            </th>
            <th scope="col" className="p-2 text-right font-semibold">
              {t("price")}
            </th>
            <th scope="col" className="py-2 pl-2 font-semibold">
              {t("state")}
            </th>
          </tr>
        </thead>
        <tbody>
          {variants.map((variant) => (
            <tr key={variant.id} className="border-b border-hairline last:border-b-0">
              <th scope="row" className="py-2 pr-2 text-left font-normal">
                {variant.optionValues.join(" / ") || variant.sku}
              </th>
              <td className="p-2 text-right whitespace-nowrap">
                {formatMoney(variant.priceMinor, variant.currency, locale)}
              </td>
              <td className="py-2 pl-2 text-ink-soft">{stateOf(variant)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
  if (variants.length <= fewVariants) return table;
  return (
    <details>
      <summary className="min-h-touch py-2.5 text-link hover:underline">
        {`${t("variants")} (${variants.length})`}
      </summary>
      {table}
    </details>
  );
}
