// The listings of a shop: what each costs, what is left of it, and whether it can be bought now or why not.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { ListingStateWord } from "@/components/dashboard/listing-state";
import { SortHeading } from "@/components/dashboard/sort-heading";
import { LinePicture } from "@/components/orders/line-picture";
import { PageHead } from "@/components/shell/page-head";
import { Button, buttonLook } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { ScrollArea } from "@/components/ui/scroll-area";
import { formatMoney } from "@/components/ui/money";
import { type ListingSort, listingSorts, listingViews } from "@/domain/catalog/listing-rules";
import { type ListingRow, listingTable } from "@/domain/catalog/listing-table";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import type { Query } from "../../query";
import { mayStill, shopContext } from "../shop-context";
import { type ListingsAsked, listingsAddress, listingsAsked } from "./listings-asked";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("listings");
  return { title: t("title"), robots: { index: false } };
}

/** A whole catalogue in and out, and many products at once. */
async function CatalogueTools({ mayEdit, isEmpty }: { mayEdit: boolean; isEmpty: boolean }) {
  const t = await getTranslations("products");
  return (
    <>
      {mayEdit ? (
        <>
          <a href="/dashboard/listings/import" className={buttonLook("quiet")}>
            {t("importLink")}
          </a>
          {isEmpty ? null : (
            <a href="/dashboard/listings/bulk" className={buttonLook("quiet")}>
              {t("bulkLink")}
            </a>
          )}
        </>
      ) : null}
      {isEmpty ? null : (
        <a href="/dashboard/listings/export" download className={buttonLook("quiet")}>
          {t("export")}
        </a>
      )}
    </>
  );
}

export default async function Listings({ searchParams }: Props) {
  const { ctx, shop } = await shopContext("/dashboard/listings", "see-listings");
  const mayEdit = await mayStill("edit-listings");
  const asked = listingsAsked(await searchParams);
  const { view, sort, q, after } = asked;
  const t = await getTranslations("listings");
  const found = await listingTable(ctx, { accountId: shop.accountId, view, sort, search: q, after });
  const rows = found?.rows ?? [];
  const isWhole = view === "all" && q === "" && after === undefined;
  const isEmpty = isWhole && rows.length === 0;
  return (
    <>
      <PageHead title={t("title")} />
      <nav
        aria-label={t("tools")}
        className="flex flex-wrap items-center gap-3 border-b border-hairline p-4 empty:hidden"
      >
        {mayEdit ? (
          <a href="/dashboard/listings/new" className={buttonLook("strong")}>
            {t("new")}
          </a>
        ) : null}
        <CatalogueTools mayEdit={mayEdit} isEmpty={isEmpty} />
      </nav>
      <search className={isEmpty ? "hidden" : ""}>
        <form
          action="/dashboard/listings"
          className="grid grid-cols-2 items-end gap-3 border-b border-hairline p-4 sm:grid-cols-[1fr_1fr_auto] lg:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
        >
          <div className="col-span-full lg:col-span-1">
            <Field
              id="search"
              name="q"
              type="search"
              label={t("search")}
              defaultValue={q}
              autoComplete="off"
              maxLength={200}
            />
          </div>
          <SelectField id="view" name="view" label={t("view")} defaultValue={view}>
            {listingViews.map((one) => (
              <option key={one} value={one}>
                {t(`views.${one}`)}
              </option>
            ))}
          </SelectField>
          <SelectField id="sort" name="sort" label={t("sort")} defaultValue={sort}>
            {listingSorts.map((one) => (
              <option key={one} value={one}>
                {t(`sorts.${one}`)}
              </option>
            ))}
          </SelectField>
          <Button type="submit" look="quiet" className="col-span-2 sm:col-span-1">
            {t("find")}
          </Button>
        </form>
      </search>
      {rows.length > 0 ? (
        <ScrollArea label={t("table", { shop: shop.name })}>
          <Table rows={rows} asked={asked} shopName={shop.name} />
        </ScrollArea>
      ) : (
        <div className="grid gap-2 p-4 py-8">
          <h2 className="text-title font-semibold">{t(isWhole ? "none" : "nothingFound")}</h2>
          <p className="text-ink-soft">{t(isWhole ? "noneText" : "nothingFoundText")}</p>
          {isWhole ? null : (
            <p className="pt-2">
              <a href="/dashboard/listings" className={buttonLook("quiet")}>
                {t("showAll")}
              </a>
            </p>
          )}
        </div>
      )}
      <p className="flex flex-wrap gap-3 p-4 empty:hidden">
        {after ? (
          <a href={listingsAddress(asked, {})} className={buttonLook("quiet")}>
            {t("first")}
          </a>
        ) : null}
        {found?.after ? (
          <a href={listingsAddress(asked, { after: found.after })} className={buttonLook("quiet")}>
            {t("next")}
          </a>
        ) : null}
      </p>
    </>
  );
}

type TableProps = { rows: ListingRow[]; asked: ListingsAsked; shopName: string };

/** On a phone a row is its first cell, which then tells the rest too. */
async function Table({ rows, asked, shopName }: TableProps) {
  const t = await getTranslations("listings");
  const day = dateFormat(await getLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const sorted = (up: ListingSort, down?: ListingSort) => ({
    href: listingsAddress(asked, { sort: down && asked.sort === up ? down : up }),
    sorted:
      asked.sort === up
        ? ("ascending" as const)
        : down && asked.sort === down
          ? ("descending" as const)
          : undefined,
  });
  const quiet = "p-2 text-left font-semibold whitespace-nowrap text-ink-soft";
  return (
    <table className="w-full">
      <caption className="sr-only">{t("table", { shop: shopName })}</caption>
      <thead className="border-b border-hairline max-sm:sr-only">
        <tr>
          <SortHeading label={t("column.listing")} {...sorted("title")} />
          <SortHeading label={t("column.price")} {...sorted("price", "price-down")} isNumber />
          <SortHeading label={t("column.stock")} {...sorted("stock", "stock-down")} isNumber />
          <th scope="col" className={quiet}>
            {t("column.state")}
          </th>
          <th scope="col" className={`${quiet} max-lg:hidden`}>
            {t("column.channel")}
          </th>
          <th scope="col" className={`${quiet} max-lg:hidden`}>
            {t("column.updated")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.listingId} className="border-b border-hairline align-top hover:bg-sunken">
            <th scope="row" className="p-0 text-left font-normal sm:w-[45%]">
              <a href={`/dashboard/listings/${row.productId}`} className="flex gap-3 p-4 sm:py-3 sm:pr-2">
                <LinePicture url={row.pictureUrl} />
                <span className="grid min-w-0 content-start gap-0.5">
                  <span className="line-clamp-3 font-semibold">{row.title}</span>
                  {row.variantCount > 1 ? (
                    <span className="text-small text-ink-soft">
                      {t("variants", { count: row.variantCount })}
                    </span>
                  ) : null}
                  <span className="grid gap-0.5 sm:hidden">
                    <span className="tabular-nums">
                      <Price row={row} />
                    </span>
                    <Stock row={row} />
                    <ListingStateWord state={row.state} />
                  </span>
                </span>
              </a>
            </th>
            <td className="min-w-28 p-2 py-3 text-right tabular-nums max-sm:hidden lg:whitespace-nowrap">
              <Price row={row} />
            </td>
            <td className="p-2 py-3 text-right tabular-nums max-sm:hidden">
              <Stock row={row} isUnderHeading />
            </td>
            <td className="p-2 py-3 max-lg:pr-4 max-sm:hidden">
              <ListingStateWord state={row.state} />
            </td>
            <td className="p-2 py-3 text-ink-soft max-lg:hidden">{row.channelName}</td>
            <td className="p-2 py-3 pr-4 whitespace-nowrap text-ink-soft max-lg:hidden">
              {day.format(row.updatedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function Price({ row: { price } }: { row: ListingRow }) {
  const t = await getTranslations("listings");
  const locale = await getLocale();
  if (!price) return t("noPrice");
  const from = formatMoney(price.fromMinor, price.currency, locale);
  if (price.fromMinor === price.toMinor) return from;
  return t("fromTo", { from, to: formatMoney(price.toMinor, price.currency, locale) });
}

/** Below the heading of its column the number says enough. */
async function Stock({ row, isUnderHeading = false }: { row: ListingRow; isUnderHeading?: boolean }) {
  const t = await getTranslations("listings");
  const count = isUnderHeading
    ? new Intl.NumberFormat(await getLocale()).format(row.unitsInStock)
    : t("units", { count: row.unitsInStock });
  return (
    <span className={isUnderHeading ? "" : "text-small text-ink-soft"}>
      {row.sellsWithoutStock ? t("soldWithoutStock") : count}
      {row.unitsHeld > 0 ? (
        <span className="block text-small text-ink-soft">{t("held", { count: row.unitsHeld })}</span>
      ) : null}
    </span>
  );
}
