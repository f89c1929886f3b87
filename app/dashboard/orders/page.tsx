// The orders of a shop: what is to be packed first.
import type { Metadata } from "next";
import { z } from "zod";
import { ShopOrderRow } from "@/components/dashboard/shop-order-row";
import { PageHead } from "@/components/shell/page-head";
import { Button, buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { type Context, personOf } from "@/domain/context";
import { shopOrders, shopQueues } from "@/domain/orders/shop-queries";
import { shopViews } from "@/domain/orders/shop-rules";
import { getTranslations } from "@/i18n/translations";
import { memberContext } from "../member-context";
import { shopContext } from "../shop-context";
import type { Query } from "@/app/query";

type Props = { searchParams: Promise<Query> };

const Asked = z.object({
  view: z.enum(shopViews).catch("to-pack"),
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(40).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("orders"), robots: { index: false } };
}

export default async function ShopOrders({ searchParams }: Props) {
  const ctx = await memberContext("/dashboard/orders");
  const shopId = await shownShop(ctx);
  const { view, q, after } = Asked.parse(await searchParams);
  const t = await getTranslations("dashboard");
  const page = await shopOrders(ctx, { shopId, view, search: q, after });
  const waiting: Partial<Record<(typeof shopViews)[number], number>> = await shopQueues(ctx, shopId);
  return (
    <>
      <PageHead title={t("orders")} />
      <nav
        aria-label={t("views")}
        className="fades flex scroll-px-8 gap-1 overflow-x-auto border-b border-hairline px-2"
      >
        {shopViews.map((one) => (
          <a
            key={one}
            href={`/dashboard/orders?view=${one}`}
            aria-current={one === view && !q ? "page" : undefined}
            className="flex min-h-touch shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2 text-ink-soft hover:text-ink aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:[scroll-initial-target:nearest] aria-[current]:text-ink"
          >
            {t(`view.${one}`)}
            {waiting[one] ? (
              <span className="rounded-full bg-sunken px-1.5 text-small tabular-nums">{waiting[one]}</span>
            ) : null}
          </a>
        ))}
      </nav>
      <search>
        <form action="/dashboard/orders" className="border-b border-hairline p-4">
          <div className="max-w-2xl">
            <Field
              id="search"
              name="q"
              type="search"
              label={t("search")}
              defaultValue={q}
              autoComplete="off"
              maxLength={200}
              beside={<Button type="submit">{t("find")}</Button>}
            />
          </div>
        </form>
      </search>
      {page.orders.length === 0 ? (
        <div className="grid gap-2 p-4 py-8">
          <h2 className="text-title font-semibold">{t(q ? "nothingFound" : `none.${view}`)}</h2>
          <p className="text-ink-soft">{t(q ? "nothingFoundText" : "noneText")}</p>
        </div>
      ) : (
        <ul>
          {page.orders.map((order) => (
            <ShopOrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      {page.after ? (
        <p className="p-4">
          <a
            href={`/dashboard/orders?${new URLSearchParams({ ...(q ? { q } : { view }), after: page.after })}`}
            className={buttonLook("quiet", "w-full")}
          >
            {t("showMore")}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** The shop whose orders these are; undefined for the operator, who sees those of all. */
async function shownShop(ctx: Context): Promise<string | undefined> {
  if (personOf(ctx)?.isOperator) return undefined;
  return (await shopContext("/dashboard/orders", "see-orders")).shop.accountId;
}
