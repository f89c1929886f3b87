// What a shop says of itself, part by part: each is saved by itself.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ComponentProps } from "react";
import { FieldsRead } from "@/components/settings/fields-read";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { DoneNotice } from "@/components/ui/done-notice";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { mayDo } from "@/domain/shops/access-rules";
import { type ShopSettings, shopSettings } from "@/domain/shops/shop-settings";
import { getTranslations } from "@/i18n/translations";
import { firstOf, type Query } from "../../query";
import { closedSince, shopContext } from "../shop-context";
import {
  identityFields,
  otherCurrencyFields,
  returnsFields,
  sellerFields,
  termsFields,
} from "../shop-fields";
import { saveCurrencies, saveIdentity, saveReturns, saveSeller, saveTerms } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shops.settings");
  return { title: t("title"), robots: { index: false } };
}

export default async function Settings({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/settings", "edit-shop");
  const settings = await shopSettings(ctx, shop.accountId);
  if (!settings) notFound();
  const t = await getTranslations("shops.settings");
  const open = await getTranslations("shops.open");
  const closed = await closedSince();
  return (
    <>
      <PageHead title={t("title")} />
      <nav aria-label={t("places")} className="flex flex-wrap gap-3 border-b border-hairline p-4">
        <a href="/dashboard/settings/delivery" className={buttonLook()}>
          {t("delivery")}
        </a>
        {mayDo(shop.role, "see-audit-log") ? (
          <a href="/dashboard/audit" className={buttonLook()}>
            {t("audit")}
          </a>
        ) : null}
      </nav>
      <div>
        {firstOf((await searchParams)["done"]) === "opened" ? (
          <div className="grid max-w-column gap-3 px-4 pt-4">
            <DoneNotice>{t("opened", { shop: settings.name })}</DoneNotice>
            <p className="flex flex-wrap gap-x-6">
              <TextLink href={`/${settings.handle}/shop`}>{t("seeShop")}</TextLink>
              <TextLink href="/dashboard/listings">{t("toListings")}</TextLink>
            </p>
          </div>
        ) : null}
        <Section id="identity" title={open("identity")}>
          <Part
            id="identity"
            action={saveIdentity.bind(null, shop.accountId)}
            fields={await identityFields(settings)}
          />
        </Section>
        <Section id="seller" title={open("seller")}>
          <p className="mb-4 text-ink-soft">{t("sellerText")}</p>
          <Part
            id="seller"
            action={saveSeller.bind(null, shop.accountId)}
            fields={await sellerFields(settings)}
            staysOpen
          />
        </Section>
        <Section id="returns" title={open("returns")}>
          <Part
            id="returns"
            action={saveReturns.bind(null, shop.accountId)}
            fields={await returnsFields(settings)}
          />
        </Section>
        <Section id="terms" title={t("terms")}>
          <Fixed settings={settings} />
          <Part
            id="terms"
            action={saveTerms.bind(null, shop.accountId)}
            fields={await termsFields(settings)}
          />
        </Section>
        {closed && settings.otherCurrencies.length === 0 ? null : (
          <Section id="currencies" title={t("currencies")}>
            {closed ? null : (
              <p className="mb-4 text-ink-soft">{t("currenciesText", { currency: settings.currency })}</p>
            )}
            <Part
              id="currencies"
              action={saveCurrencies.bind(null, shop.accountId)}
              fields={await otherCurrencyFields(settings)}
            />
          </Section>
        )}
        <Section id="payments" title={t("payments")}>
          <Payments settings={settings} />
        </Section>
        <Section id="more" title={t("more")}>
          <p className="flex flex-wrap gap-3">
            {mayDo(shop.role, "archive") ? (
              <a href="/dashboard/archive" className={buttonLook()}>
                {t("archive")}
              </a>
            ) : null}
            <a href="/dashboard/open" className={buttonLook()}>
              {t("openAnother")}
            </a>
          </p>
        </Section>
      </div>
    </>
  );
}

type PartProps = Required<Pick<ComponentProps<typeof ActionForm>, "id" | "action" | "fields">> & {
  /** Also once everything that the shop sold through has closed. */
  staysOpen?: boolean;
};

async function Part({ staysOpen = false, ...form }: PartProps) {
  if (!staysOpen && (await closedSince())) return <FieldsRead fields={form.fields} />;
  return <ActionForm {...form} submit={(await getTranslations("shops.settings"))("save")} />;
}

/** What cannot be changed, and why. */
async function Fixed({ settings }: { settings: ShopSettings }) {
  const t = await getTranslations("shops.settings");
  const locale = await getLocale();
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(settings.country) ?? settings.country;
  const currency = new Intl.DisplayNames(locale, { type: "currency" }).of(settings.currency);
  return (
    <p className="mb-4 text-ink-soft">
      {t("fixed", { country, currency: `${settings.currency}, ${currency ?? ""}` })}
    </p>
  );
}

async function Payments({ settings }: { settings: ShopSettings }) {
  const t = await getTranslations("shops.settings");
  const how = settings.transfers ? "account" : "platform";
  const state = settings.canBePaid ? `paid.${how}` : (`unpaid.${how}` as const);
  return (
    <div className="grid max-w-column gap-3">
      <Notice tone={settings.canBePaid ? "good" : "bad"}>{t(state as "paid.account")}</Notice>
      <p className="text-ink-soft">
        {t("commission", { share: String(settings.commissionBasisPoints / 100) })}
      </p>
    </div>
  );
}
