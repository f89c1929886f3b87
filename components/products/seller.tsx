// Who sells: the firm, where it is, how it is reached, and how things go back.
import { useLocale, useTranslations } from "next-intl";
import { PostalLines } from "@/components/orders/postal-lines";
import { Section } from "@/components/orders/section";
import { TextLink } from "@/components/ui/text-link";
import type { ProductPageView } from "@/domain/catalog/product-page";

export function Seller({ seller }: { seller: ProductPageView["seller"] }) {
  const t = useTranslations("product");
  const locale = useLocale();
  const returns = seller.returnPolicy[locale === "fr" ? "fr" : "en"];
  return (
    <div id="seller" className="scroll-mt-16">
      <Section title={t("seller")}>
        <p>
          <TextLink href={`/${seller.handle}`}>{seller.name}</TextLink>
        </p>
        <p className="text-ink-soft">{t("sellerText", { name: seller.legalName })}</p>
        <PostalLines address={seller.address} name={seller.legalName} />
        <dl className="grid gap-2">
          <div>
            <dt className="text-small text-ink-soft">{t("contact")}</dt>
            <dd className="wrap-anywhere">
              <TextLink href={`mailto:${seller.supportEmail}`}>{seller.supportEmail}</TextLink>
            </dd>
          </div>
          {/^https?:\/\//.test(seller.website) ? (
            <div>
              <dt className="text-small text-ink-soft">{t("website")}</dt>
              <dd className="wrap-anywhere">
                <TextLink href={seller.website}>
                  {seller.website.replace(/^https?:\/\/(www\.)?/, "")}
                </TextLink>
              </dd>
            </div>
          ) : null}
          {returns === "" ? null : (
            <div>
              <dt className="text-small text-ink-soft">{t("returns")}</dt>
              <dd>{returns}</dd>
            </div>
          )}
        </dl>
      </Section>
    </div>
  );
}
