// What the end of a channel means: for who has bought, who gives, and who sells.
import { Section } from "@/components/settings/section";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/i18n/translations";

export async function EndForEverybody() {
  const t = await getTranslations("channels.help");
  return (
    <>
      <Section id="shoppers" title={t("shoppers")}>
        <div className="grid gap-3">
          <p>{t("shoppersText")}</p>
          <p>{t("shoppersOrders")}</p>
        </div>
      </Section>
      <Section id="donors" title={t("donors")}>
        <p>
          <strong>{t("donateStays")}</strong> {t("donorsText")}
        </p>
      </Section>
      <Section id="merchants" title={t("merchants")}>
        <div className="grid gap-3">
          <p>{t("merchantsText")}</p>
          <p>
            <TextLink href="/dashboard/channels">{t("merchantsLink")}</TextLink>
          </p>
        </div>
      </Section>
    </>
  );
}
