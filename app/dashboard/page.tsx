// What becomes of a shop's cards: seen, opened, bought, given back; by day and card by card.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DayChart } from "@/components/dashboard/day-chart";
import { SortHeading } from "@/components/dashboard/sort-heading";
import { LinePicture } from "@/components/orders/line-picture";
import { PageHead } from "@/components/shell/page-head";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import { ScrollArea } from "@/components/ui/scroll-area";
import { findShopListings } from "@/domain/catalog/shop-listings";
import {
  type FigureColumn,
  figureColumns,
  type Figures,
  periods,
  shareOf,
  sumOf,
} from "@/domain/measurement/figures-rules";
import { type CardFigures, cardFigures, type ShopFigures, shopFigures } from "@/domain/measurement/queries";
import { shopQueues } from "@/domain/orders/shop-queries";
import { mayDo } from "@/domain/shops/access-rules";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { type FiguresAsked, figuresAddress, figuresAsked } from "./figures-asked";
import { mayStill, shopContext } from "./shop-context";
import type { Query } from "@/app/query";

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("figures");
  return { title: t("title"), robots: { index: false } };
}

export default async function Overview({ searchParams }: Props) {
  const { ctx, shop } = await shopContext("/dashboard", "see-shop");
  if (!mayDo(shop.role, "see-figures")) redirect("/dashboard/orders");
  const asked = figuresAsked(await searchParams);
  const figures = await shopFigures(ctx, shop.accountId, asked.days);
  if (!figures) redirect("/dashboard/orders");
  const { cards, hasMore } = await cardFigures(ctx, shop.accountId, {
    period: asked.days,
    sort: asked.sort,
    isRising: asked.dir === "up",
    page: asked.page,
  });
  const t = await getTranslations("figures");
  return (
    <>
      <PageHead title={t("title")} />
      <ToPack />
      <nav aria-label={t("period")} className="fades flex gap-1 overflow-x-auto px-4 pt-3 max-sm:px-1">
        {periods.map((days) => (
          <a
            key={days}
            href={figuresAddress(asked, { days })}
            aria-current={days === asked.days ? "true" : undefined}
            className="inline-flex min-h-touch shrink-0 items-center rounded-full px-3 text-ink-soft hover:text-ink aria-[current]:bg-sunken aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {t("days", { days: String(days) })}
          </a>
        ))}
      </nav>
      <Totals figures={figures} />
      <ByDay figures={figures} asked={asked} />
      <ByCard
        cards={cards}
        hasMore={hasMore}
        currency={figures.currency}
        asked={asked}
        mayPost={await mayStill("post")}
        shopId={shop.accountId}
      />
      <p className="px-4 py-5 text-small text-ink-soft">{t("about", { timeZone: figures.timeZone })}</p>
    </>
  );
}

/** What waits for somebody's hands comes before what there is to read. */
async function ToPack() {
  const { ctx, shop } = await shopContext("/dashboard", "see-shop");
  const count = mayDo(shop.role, "see-orders") ? (await shopQueues(ctx, shop.accountId))["to-pack"] : 0;
  if (count === 0) return null;
  const t = await getTranslations("figures");
  return (
    <a
      href="/dashboard/orders"
      className="flex min-h-touch items-center gap-3 border-b border-hairline px-4 py-2 font-semibold -outline-offset-2 hover:bg-sunken"
    >
      <Icon name="orders" className="size-5 shrink-0" />
      {t("toPack", { count })}
    </a>
  );
}

const isNotEmpty = (figures: Figures): boolean => figureColumns.some((column) => figures[column] !== 0);

/** How a figure reads: a number, or an amount, each currency on a line of its own. */
async function writer(currency: string) {
  const locale = await getLocale();
  return (column: FigureColumn, figures: Figures): ReactNode => {
    if (column !== "soldMinor" && column !== "refundedMinor")
      return new Intl.NumberFormat(locale).format(figures[column]);
    const others = figures.others.filter((amounts) => amounts[column] > 0);
    const { soldMinor, refundedMinor } = figures;
    return [{ currency, soldMinor, refundedMinor }, ...others].map((amounts) => (
      <span key={amounts.currency} className="block">
        {formatMoney(amounts[column], amounts.currency, locale)}
      </span>
    ));
  };
}

async function Totals({ figures: { currency, days } }: { figures: ShopFigures }) {
  const t = await getTranslations("figures");
  const locale = await getLocale();
  const write = await writer(currency);
  const sum = sumOf(days);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const shares: Partial<
    Record<FigureColumn, readonly [word: "ofSeen" | "ofOpened" | "ofSold", share: number | undefined]>
  > = {
    opened: ["ofSeen", shareOf(sum.opened, sum.seen)],
    bought: ["ofOpened", shareOf(sum.bought, sum.opened)],
    // Of one currency: a share of several would add them up.
    ...(sum.others.length === 0
      ? { refundedMinor: ["ofSold", shareOf(sum.refundedMinor, sum.soldMinor)] as const }
      : {}),
  };
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 px-4 py-5 sm:grid-cols-3 xl:grid-cols-5">
      {figureColumns.map((column) => {
        const [word, share] = shares[column] ?? [];
        return (
          <div key={column} className="grid content-start gap-0.5">
            <dt className="text-small text-ink-soft">{t(`total.${column}`)}</dt>
            <dd className="text-title font-bold whitespace-nowrap tabular-nums max-[22rem]:text-lead">
              {write(column, sum)}
            </dd>
            {word && share !== undefined ? (
              <dd className="text-small text-ink-soft">
                {t(word, { share: percent.format(share / 10_000) })}
              </dd>
            ) : null}
          </div>
        );
      })}
    </dl>
  );
}

async function ByDay({ figures: { currency, days }, asked }: { figures: ShopFigures; asked: FiguresAsked }) {
  const t = await getTranslations("figures");
  const locale = await getLocale();
  const write = await writer(currency);
  const short = dateFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const long = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);
  const [best] = days.toSorted((a, b) => b.soldMinor - a.soldMinor);
  const hasOthers = days.some(({ others }) => others.length > 0);
  return (
    <section aria-labelledby="by-day" className="grid gap-3 border-t border-hairline px-4 py-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="by-day" className="text-lead font-semibold">
          {t("salesByDay")}
        </h2>
        <a href={`/dashboard/figures.csv?days=${asked.days}`} className={buttonLook("quiet")} download>
          {t("asFile")}
        </a>
      </div>
      {best && best.soldMinor > 0 ? (
        <DayChart
          days={days.map(({ day, soldMinor }) => ({ day, value: soldMinor }))}
          label={t("chart", {
            amount: formatMoney(best.soldMinor, currency, locale),
            day: long.format(dayOf(best.day)),
          })}
          writeValue={(value) => formatMoney(Math.round(value), currency, locale, "stripIfInteger")}
          writeDay={(day) => short.format(dayOf(day))}
        />
      ) : (
        <p className="text-ink-soft">{hasOthers ? t("noSalesIn", { currency }) : t("noSales")}</p>
      )}
      {hasOthers ? <p className="text-small text-ink-soft">{t("chartIn", { currency })}</p> : null}
      {days.some(isNotEmpty) ? (
        <details>
          <summary className="min-h-touch py-2.5 text-link hover:underline">{t("asTable")}</summary>
          <ScrollArea label={t("salesByDay")}>
            <table className="w-full text-small tabular-nums">
              <caption className="sr-only">{t("salesByDay")}</caption>
              <thead>
                <tr className="border-b border-hairline">
                  <th scope="col" className="p-2 text-left font-semibold">
                    {t("day")}
                  </th>
                  {figureColumns.map((column) => (
                    <th key={column} scope="col" className="p-2 text-right font-semibold">
                      {t(`total.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.toReversed().map((figures) => (
                  <tr key={figures.day} className="border-b border-hairline">
                    <th scope="row" className="p-2 text-left font-normal whitespace-nowrap">
                      {long.format(dayOf(figures.day))}
                    </th>
                    {figureColumns.map((column) => (
                      <td key={column} className="p-2 text-right whitespace-nowrap">
                        {write(column, figures)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollArea>
        </details>
      ) : null}
    </section>
  );
}

type ByCardProps = {
  cards: CardFigures[];
  hasMore: boolean;
  currency: string;
  asked: FiguresAsked;
  mayPost: boolean;
  shopId: string;
};

async function ByCard({ cards, hasMore, currency, asked, mayPost, shopId }: ByCardProps) {
  const t = await getTranslations("figures");
  const write = await writer(currency);
  if (cards.length === 0 && asked.page === 1) return <NoCards mayPost={mayPost} shopId={shopId} />;
  return (
    <section aria-labelledby="by-card" className="grid gap-2 border-t border-hairline py-5">
      <h2 id="by-card" className="px-4 text-lead font-semibold">
        {t("byCard")}
      </h2>
      <ScrollArea label={t("byCard")}>
        <table className="w-full text-body tabular-nums">
          <caption className="sr-only">{t("sortedBy", { column: t(`total.${asked.sort}`) })}</caption>
          <thead>
            <tr className="border-b border-hairline">
              <th
                scope="col"
                className="sticky left-0 bg-paper p-2 pl-4 text-left font-semibold text-ink-soft"
              >
                {t("card")}
              </th>
              {figureColumns.map((column) => (
                <SortHeading
                  key={column}
                  href={figuresAddress(asked, {
                    sort: column,
                    dir: column === asked.sort && asked.dir === "down" ? "up" : "down",
                  })}
                  label={t(`total.${column}`)}
                  sorted={
                    column === asked.sort ? (asked.dir === "up" ? "ascending" : "descending") : undefined
                  }
                  isNumber
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {cards.map((card) => (
              <tr key={`${card.listingId} ${card.tweet?.id ?? ""}`} className="border-b border-hairline">
                <th scope="row" className="sticky left-0 bg-paper p-2 pl-4 text-left font-normal">
                  <CardName card={card} />
                </th>
                {figureColumns.map((column) => (
                  <td key={column} className="p-2 text-right whitespace-nowrap last:pr-4">
                    {write(column, card)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className="flex flex-wrap gap-3 px-4 empty:hidden">
        {asked.page > 1 ? (
          <a href={figuresAddress(asked, { page: 1 })} className={buttonLook("quiet")}>
            {t("firstPage")}
          </a>
        ) : null}
        {hasMore ? (
          <a href={figuresAddress(asked, { page: asked.page + 1 })} className={buttonLook("quiet")}>
            {t("nextPage")}
          </a>
        ) : null}
      </p>
    </section>
  );
}

/** A new shop: what is to be done first. */
async function NoCards({ mayPost, shopId }: Pick<ByCardProps, "mayPost" | "shopId">) {
  const t = await getTranslations("figures");
  const posting = await getTranslations("posting");
  const listings = await getTranslations("listings");
  const { ctx } = await shopContext("/dashboard", "see-figures");
  const goods = await findShopListings(ctx, shopId, { words: "", limit: 1 });
  const isEmpty = goods.length === 0;
  return (
    <section className="grid gap-2 border-t border-hairline px-4 py-8">
      <h2 className="text-title font-semibold">{t("noCards")}</h2>
      {mayPost ? (
        <>
          <p className="text-ink-soft">{t(isEmpty ? "noProductsText" : "noCardsText")}</p>
          <p className="pt-2">
            <a
              href={isEmpty ? "/dashboard/listings/new" : "/dashboard/posts/new"}
              className={buttonLook("quiet")}
            >
              {isEmpty ? listings("new") : posting("write")}
            </a>
          </p>
        </>
      ) : null}
    </section>
  );
}

async function CardName({ card }: { card: CardFigures }) {
  const t = await getTranslations("figures");
  const { shop } = await shopContext("/dashboard", "see-figures");
  return (
    <div className="flex w-36 items-center gap-3 sm:w-auto sm:min-w-64">
      <div className="shrink-0 max-sm:hidden">
        <LinePicture url={card.imageUrl} />
      </div>
      <div className="grid min-w-0 gap-0.5">
        <span className="line-clamp-2 font-semibold">{card.title}</span>
        <span className="line-clamp-1 text-small text-ink-soft">
          {card.tweet ? (
            <TextLink href={`/${shop.handle}/status/${card.tweet.id}`}>
              {t("inTweet", { text: card.tweet.text })}
            </TextLink>
          ) : (
            t("inShop")
          )}
        </span>
      </div>
    </div>
  );
}
