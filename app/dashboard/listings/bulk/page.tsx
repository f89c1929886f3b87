// Many products at once: which, and what is to change.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm, type FormField } from "@/components/ui/action-form";
import { priceRoundings } from "@/domain/catalog/bulk/bulk-rules";
import { bulkChoices } from "@/domain/catalog/bulk/bulk-tasks";
import { currenciesOf } from "@/domain/catalog/currency-rules";
import { getTranslations } from "@/i18n/translations";
import { ClosedPage } from "../../closed-page";
import { closedSince, shopContext } from "../../shop-context";
import { look } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.bulk");
  return { title: t("title"), robots: { index: false } };
}

const statuses = ["active", "draft", "archived"] as const;
const priceHows = ["stays", "percent-up", "percent-down", "amount-up", "amount-down", "set"] as const;

export default async function BulkEdit() {
  const { ctx, shop } = await shopContext("/dashboard/listings/bulk", "edit-listings");
  const choices = await bulkChoices(ctx, shop.accountId);
  if (!choices) notFound();
  const t = await getTranslations("products.bulk");
  const closed = await closedSince();
  if (closed)
    return (
      <ClosedPage
        title={t("title")}
        back={{ href: "/dashboard/listings", label: t("back") }}
        since={closed}
      />
    );
  const select = (
    name: string,
    label: string,
    options: { value: string; label: string }[],
    hint?: string,
  ): FormField => ({
    name,
    label,
    ...(hint ? { hint } : {}),
    type: "select",
    options,
    defaultValue: options[0]?.value ?? "",
  });
  const typed = (name: string, label: string, more: Partial<FormField> = {}): FormField => ({
    name,
    label,
    autoComplete: "off",
    ...more,
  });
  const all = { value: "", label: t("all") };
  const leave = { value: "", label: t("leave") };
  const named = (values: string[]) => values.map((value) => ({ value, label: value }));
  const states = statuses.map((value) => ({ value, label: t(`statuses.${value}`) }));
  const numeric = { inputMode: "numeric", maxLength: 10 } as const;
  return (
    <>
      <PageHead title={t("title")} back={{ href: "/dashboard/listings", label: t("back") }} />
      <div className="grid gap-4 p-4">
        <p className="max-w-column text-ink-soft">{t("intro")}</p>
        <ActionForm
          id="bulk"
          action={look.bind(null, shop.accountId)}
          fields={[
            typed("title", t("titlePart"), { maxLength: 200, group: t("which") }),
            select("productType", t("productType"), [all, ...named(choices.productTypes)]),
            select("vendor", t("vendor"), [all, ...named(choices.vendors)]),
            typed("tag", t("tag"), { maxLength: 100 }),
            select("status", t("status"), [all, ...states]),
            {
              ...select(
                "priceHow",
                t("priceHow"),
                priceHows.map((value) => ({ value, label: t(`priceHows.${value}`) })),
              ),
              group: t("prices"),
            },
            ...(choices.otherCurrencies.length > 0
              ? [select("priceIn", t("priceIn"), named(currenciesOf(choices)), t("priceInHint"))]
              : []),
            typed("priceBy", t("priceBy"), {
              hint:
                choices.otherCurrencies.length > 0
                  ? t("priceByHintOfSeveral")
                  : t("priceByHint", { currency: choices.currency }),
              inputMode: "decimal",
              maxLength: 40,
            }),
            select(
              "rounding",
              t("rounding"),
              priceRoundings.map((value) => ({ value, label: t(`roundings.${value}`) })),
              t("roundingHint"),
            ),
            { ...select("newStatus", t("newStatus"), [leave, ...states]), group: t("rest") },
            select("checkout", t("checkout"), [
              leave,
              { value: "here", label: t("checkouts.here") },
              { value: "merchant-site", label: t("checkouts.merchant-site") },
            ]),
            typed("unitsPerBuyer", t("unitsPerBuyer"), numeric),
            typed("stock", t("stock"), numeric),
            typed("addTags", t("addTags"), { hint: t("tagsHint"), maxLength: 500 }),
            typed("removeTags", t("removeTags"), { hint: t("tagsHint"), maxLength: 500 }),
          ]}
          submit={t("look")}
        />
      </div>
    </>
  );
}
