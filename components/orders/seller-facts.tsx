// Who answers for what is sold: legal name, address, mail, return policy. The same wherever shoppers buy.
import { useLocale, useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { SellerFacts as Seller } from "@/domain/shops/shop-settings";
import { policyIn } from "@/domain/shops/shop-rules";
import { PostalLines } from "./postal-lines";

export function SellerFacts({ seller }: { seller: Omit<Seller, "website"> }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const policy = policyIn(seller.returnPolicy, locale);
  return (
    <>
      <PostalLines address={seller.address} name={seller.legalName} />
      <p className="wrap-anywhere">
        <TextLink href={`mailto:${seller.supportEmail}`}>
          {t("write", { email: seller.supportEmail })}
        </TextLink>
      </p>
      {policy.text ? (
        <details className="print:hidden">
          <summary className="min-h-touch py-2.5 text-link">{t("returns")}</summary>
          <p lang={policy.locale} className="break-words whitespace-pre-line text-ink-soft">
            {policy.text}
          </p>
        </details>
      ) : null}
    </>
  );
}
