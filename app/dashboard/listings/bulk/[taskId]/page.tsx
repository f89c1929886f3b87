// What a bulk edit would change, product by product; how far it is; and what came of it.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { TaskProgress } from "@/components/dashboard/task-progress";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { Button, buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { PlannedProduct, SkippedProduct } from "@/domain/catalog/bulk/bulk-rules";
import { type BulkTaskView, bulkTask, plannedPage, plannedPerPage } from "@/domain/catalog/bulk/bulk-tasks";
import type { MyShop } from "@/domain/shops/queries";
import { getTranslations } from "@/i18n/translations";
import { mayStill } from "../../../shop-context";
import { OfAnotherShop, taskContext } from "../../task-context";
import { apply, stop } from "../actions";

type Props = { params: Promise<{ taskId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.bulk");
  return { title: t("title"), robots: { index: false } };
}

export default async function BulkTask({ params, searchParams }: Props) {
  const { taskId } = await params;
  const { ctx, shop, task } = await taskContext(bulkTask, "/dashboard/listings/bulk", taskId);
  const t = await getTranslations("products.bulk");
  const page = Math.max(0, Math.trunc(Number(firstOf((await searchParams)["page"]) ?? 0)) || 0);
  const isOpen = task.state === "waiting" || task.state === "running";
  return (
    <>
      <PageHead title={t("title")} back={{ href: "/dashboard/listings/bulk", label: t("title") }} />
      <OfAnotherShop shop={shop} />
      {task.startedAt === null ? (
        <Planned shop={shop} task={task} page={page} planned={await plannedPage(ctx, task, page)} />
      ) : isOpen ? (
        <UnderWay shopId={shop.accountId} task={task} />
      ) : (
        <CameTo task={task} />
      )}
    </>
  );
}

type PlannedProps = { shop: MyShop; task: BulkTaskView; page: number; planned: PlannedProduct[] };

async function Planned({ shop, task, page, planned }: PlannedProps) {
  const t = await getTranslations("products.bulk");
  const stepsOf = await stepWords(task);
  const mayApply = await mayStill("edit-listings", shop);
  const isMore = (page + 1) * plannedPerPage < task.totalCount;
  return (
    <>
      <div className="grid gap-3 p-4">
        <h2 className="text-lead font-semibold">{t("planned", { count: task.totalCount })}</h2>
        <p className="text-ink-soft">{t("plannedText")}</p>
        <div className="flex flex-wrap gap-3">
          {task.totalCount > 0 && mayApply ? (
            <form action={apply.bind(null, shop.accountId)}>
              <input type="hidden" name="taskId" value={task.id} />
              <Button type="submit" look="strong">
                {t("apply")}
              </Button>
            </form>
          ) : null}
          <a href="/dashboard/listings/bulk" className={buttonLook("quiet")}>
            {t("again")}
          </a>
        </div>
      </div>
      {planned.length > 0 ? (
        <Section title={t("changes")}>
          <ProductTable
            caption={t("changes")}
            heading={t("changes")}
            rows={planned.map((one) => ({ productId: one.productId, title: one.title, lines: stepsOf(one) }))}
          />
          {isMore ? (
            <a
              href={`/dashboard/listings/bulk/${task.id}?page=${page + 1}`}
              className={buttonLook("quiet", "w-full")}
            >
              {t("next")}
            </a>
          ) : null}
        </Section>
      ) : null}
      <LeftAlone task={task} skipped={task.report.cannot} />
    </>
  );
}

async function UnderWay({ shopId, task }: { shopId: string; task: BulkTaskView }) {
  const t = await getTranslations("products.bulk");
  return (
    <div className="grid gap-4 p-4">
      <TaskProgress
        label={t("progressLabel")}
        done={task.doneCount}
        total={task.totalCount}
        reread={{ href: `/dashboard/listings/bulk/${task.id}`, label: t("reread") }}
        text={(percent) => t("progress", { percent: String(percent) })}
      >
        {t("underWay")}
      </TaskProgress>
      <form action={stop.bind(null, shopId)}>
        <input type="hidden" name="taskId" value={task.id} />
        <Button type="submit">{t("stop")}</Button>
      </form>
    </div>
  );
}

async function CameTo({ task }: { task: BulkTaskView }) {
  const t = await getTranslations("products.bulk");
  const { refusal, changed = 0, skipped = [] } = task.report;
  return (
    <>
      <div className="grid gap-3 p-4">
        {refusal ? <Notice tone="bad">{t(`ended.${refusal.reason}`)}</Notice> : null}
        <output className="block text-lead font-semibold">{t("changed", { count: changed })}</output>
        <p>
          <a href="/dashboard/listings" className={buttonLook("strong")}>
            {t("back")}
          </a>
        </p>
      </div>
      <LeftAlone task={task} skipped={[...task.report.cannot, ...skipped]} />
    </>
  );
}

type LeftAloneProps = { task: BulkTaskView; skipped: SkippedProduct[] };

async function LeftAlone({ task, skipped }: LeftAloneProps) {
  const t = await getTranslations("products.bulk");
  const currency = pricedIn(task);
  if (skipped.length === 0) return null;
  return (
    <Section title={t("cannot")}>
      <ProductTable
        caption={t("cannot")}
        heading={t("why")}
        rows={skipped.map(({ productId, title, reason }) => ({
          productId,
          title,
          lines: [reason === "no-price" ? t("noPrice", { currency }) : t(`reasons.${reason}`)],
        }))}
      />
    </Section>
  );
}

type ProductTableProps = {
  caption: string;
  heading: string;
  rows: { productId: string; title: string; lines: string[] }[];
};

async function ProductTable({ caption, heading, rows }: ProductTableProps) {
  const t = await getTranslations("products.bulk");
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-hairline text-small text-ink-soft">
        <tr>
          <th scope="col" className="w-1/3 py-2 pr-3 font-semibold">
            {t("product")}
          </th>
          <th scope="col" className="py-2 font-semibold">
            {heading}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ productId, title, lines }) => (
          <tr key={productId} className="border-b border-hairline align-top">
            <th scope="row" className="py-3 pr-3 font-normal wrap-anywhere">
              <TextLink href={`/dashboard/listings/${productId}`}>{title}</TextLink>
            </th>
            <td className="py-3 wrap-anywhere tabular-nums">
              {lines.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const variantsShown = 5;

/** The currency of the prices that are changed. */
const pricedIn = ({ report, currency }: BulkTaskView): string => report.change.price?.currency ?? currency;

async function stepWords(task: BulkTaskView): Promise<(planned: PlannedProduct) => string[]> {
  const t = await getTranslations("products.bulk");
  const locale = await getLocale();
  const money = (code: string) => (minor: number) => formatMoney(minor, code, locale);
  const step = (field: string, { from, to }: { from: string; to: string }) => t("step", { field, from, to });
  const words = (tags: string[]) => tags.join(", ") || t("none");
  const statusOf = (value: string) => t(`statuses.${value as "active" | "draft" | "archived"}`);
  const checkoutOf = (value: string) => t(`checkouts.${value as "here" | "merchant-site"}`);
  const pair = <T,>({ from, to }: { from: T; to: T }, say: (value: T) => string) => ({
    from: say(from),
    to: say(to),
  });
  return ({ status, tags, checkout, unitsPerBuyer, variants, withoutPrice = 0 }) => [
    ...(status ? [step(t("fields.status"), pair(status, statusOf))] : []),
    ...(tags ? [step(t("fields.tags"), pair(tags, words))] : []),
    ...(checkout ? [step(t("fields.checkout"), pair(checkout, checkoutOf))] : []),
    ...(unitsPerBuyer ? [step(t("fields.unitsPerBuyer"), pair(unitsPerBuyer, String))] : []),
    ...variants.slice(0, variantsShown).flatMap(({ name, priceMinor, otherPrice, unitsInStock }) => [
      ...(priceMinor
        ? [step([name, t("fields.price")].filter(Boolean).join(", "), pair(priceMinor, money(task.currency)))]
        : []),
      ...(otherPrice
        ? [
            step([name, t("fields.price")].filter(Boolean).join(", "), {
              from:
                otherPrice.from === undefined ? t("unpriced") : money(otherPrice.currency)(otherPrice.from),
              to: money(otherPrice.currency)(otherPrice.to),
            }),
          ]
        : []),
      ...(unitsInStock
        ? [step([name, t("fields.stock")].filter(Boolean).join(", "), pair(unitsInStock, String))]
        : []),
    ]),
    ...(variants.length > variantsShown
      ? [t("moreVariants", { count: variants.length - variantsShown })]
      : []),
    ...(withoutPrice > 0 ? [t("withoutPrice", { count: withoutPrice, currency: pricedIn(task) })] : []),
  ];
}
