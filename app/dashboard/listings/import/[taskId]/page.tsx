// One import: how far it is, and then what it came to, line by line.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { TaskProgress } from "@/components/dashboard/task-progress";
import { Button, buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { importTask, type ImportTaskView } from "@/domain/catalog/import/import-tasks";
import type { MyShop } from "@/domain/shops/queries";
import { getTranslations } from "@/i18n/translations";
import { noteWords, skipWords } from "@/messages/import-report";
import { mayStill } from "../../../shop-context";
import { OfAnotherShop, taskContext } from "../../task-context";
import { importIt, stop } from "../actions";

type Props = { params: Promise<{ taskId: string }> };

const taskOf = cache((taskId: string) => taskContext(importTask, "/dashboard/listings/import", taskId));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { task } = await taskOf((await params).taskId);
  const t = await getTranslations("products.import");
  return { title: task.fileName || t("title"), robots: { index: false } };
}

export default async function ImportTask({ params }: Props) {
  const { shop, task } = await taskOf((await params).taskId);
  const t = await getTranslations("products.import");
  const isOpen = task.state === "waiting" || task.state === "running";
  return (
    <>
      <PageHead
        title={task.fileName || t("title")}
        back={{ href: "/dashboard/listings/import", label: t("title") }}
      />
      <OfAnotherShop shop={shop} />
      {isOpen ? <UnderWay shop={shop} task={task} /> : <CameTo shop={shop} task={task} />}
    </>
  );
}

type TaskProps = { shop: MyShop; task: ImportTaskView };

async function UnderWay({ shop, task }: TaskProps) {
  const t = await getTranslations("products.import");
  const { progress } = task.report;
  const doing = t(task.kind === "import-trial" ? "trialUnderWay" : "underWay");
  return (
    <div className="grid gap-4 p-4">
      <TaskProgress
        label={t("progressLabel")}
        done={task.doneCount}
        total={task.totalCount}
        reread={{ href: `/dashboard/listings/import/${task.id}`, label: t("reread") }}
        text={(percent) => t("progress", { percent: String(percent) })}
      >
        {task.state === "waiting" ? t("waitingText") : doing} {t("leave")}
      </TaskProgress>
      {progress ? <Counts title={doing} counts={{ ...progress, skipped: undefined }} /> : null}
      <form action={stop.bind(null, shop.accountId)}>
        <input type="hidden" name="taskId" value={task.id} />
        <Button type="submit">{t("stop")}</Button>
      </form>
    </div>
  );
}

async function CameTo({ shop, task }: TaskProps) {
  const t = await getTranslations("products.import");
  const { result, refusal, progress } = task.report;
  const isTrial = task.kind === "import-trial";
  const mayImport = await mayStill("edit-listings", shop);
  const detail = refusal?.detail ?? "";
  return (
    <>
      <div className="grid gap-4 p-4">
        {refusal ? <Notice tone="bad">{t(`refused.${refusal.reason}`, { detail })}</Notice> : null}
        {result ? (
          <Counts
            title={t(isTrial ? "wouldBe" : "cameTo")}
            counts={{ ...result, skipped: result.skippedCount }}
          />
        ) : progress ? (
          <Counts title={t("soFar")} counts={{ ...progress, skipped: undefined }} />
        ) : null}
        <output className="sr-only">{t(`states.${task.state}`)}</output>
        <div className="flex flex-wrap gap-3">
          {isTrial && mayImport && result && result.imported + result.updated > 0 ? (
            <form action={importIt.bind(null, shop.accountId)}>
              <input type="hidden" name="taskId" value={task.id} />
              <Button type="submit" look="strong">
                {t("importIt")}
              </Button>
            </form>
          ) : null}
          {isTrial ? null : (
            <a href="/dashboard/listings" className={buttonLook("strong")}>
              {t("seeListings")}
            </a>
          )}
          {result && result.skippedCount + result.noteCount > 0 ? (
            <a href={`/dashboard/listings/import/${task.id}/report`} download className={buttonLook("quiet")}>
              {t("download")}
            </a>
          ) : null}
          {mayImport ? (
            <a href="/dashboard/listings/import" className={buttonLook("quiet")}>
              {t("another")}
            </a>
          ) : null}
        </div>
      </div>
      {result ? <Lines result={result} currency={task.currency} isTrial={isTrial} /> : null}
    </>
  );
}

type CountsProps = {
  title: string;
  counts: { imported: number; updated: number; unchanged: number; skipped: number | undefined };
};

async function Counts({ title, counts }: CountsProps) {
  const t = await getTranslations("products.import");
  const number = new Intl.NumberFormat(await getLocale());
  const shown = [
    [t("new"), counts.imported],
    [t("updated"), counts.updated],
    [t("unchanged"), counts.unchanged],
    [t("skipped"), counts.skipped],
  ] as const;
  return (
    <section aria-label={title}>
      <h2 className="text-lead font-semibold">{title}</h2>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        {shown.map(([label, count]) =>
          count === undefined ? null : (
            <div key={label}>
              <dt className="text-small text-ink-soft">{label}</dt>
              <dd className="text-title font-semibold tabular-nums">{number.format(count)}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

const linesShown = 200;

type Result = NonNullable<ImportTaskView["report"]["result"]>;

async function Lines({ result, currency, isTrial }: { result: Result; currency: string; isTrial: boolean }) {
  const t = await getTranslations("products.import");
  const words = await getTranslations("import");
  const moreSkipped = result.skippedCount - linesShown;
  const moreNotes = result.noteCount - linesShown;
  return (
    <>
      {result.skipped.length > 0 ? (
        <Section title={t("skippedTitle")}>
          <LineTable
            caption={t("skippedTitle")}
            rows={result.skipped.slice(0, linesShown).map((skip) => ({
              line: skip.line,
              handle: skip.handle,
              text: skipWords(words, skip, currency),
            }))}
          />
          {moreSkipped > 0 ? <p>{t("more", { count: moreSkipped })}</p> : null}
        </Section>
      ) : null}
      {result.notes.length > 0 ? (
        <Section title={t("notesTitle")}>
          <LineTable
            caption={t("notesTitle")}
            rows={result.notes
              .slice(0, linesShown)
              .map((note) => ({ line: note.line, handle: "", text: noteWords(words, note) }))}
          />
          {moreNotes > 0 ? <p>{t("more", { count: moreNotes })}</p> : null}
        </Section>
      ) : null}
      {isTrial && result.changed.length > 0 ? (
        <Section title={t("changes")}>
          <p className="text-ink-soft">
            {t("changesText", { count: Math.min(linesShown, result.changed.length) })}
          </p>
          <ul className="grid gap-1 sm:columns-2 sm:block">
            {result.changed.slice(0, linesShown).map(({ handle, came }) => (
              <li key={handle} className="break-all">
                {handle} <span className="text-small text-ink-soft">{t(`came.${came}`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

type LineRow = { line: number; handle: string; text: string };

async function LineTable({ caption, rows }: { caption: string; rows: LineRow[] }) {
  const t = await getTranslations("products.import");
  const hasHandles = rows.some(({ handle }) => handle !== "");
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-hairline text-small text-ink-soft">
        <tr>
          <th scope="col" className="w-px py-2 pr-3 text-right font-semibold">
            {t("line")}
          </th>
          {hasHandles ? (
            <th scope="col" className="py-2 pr-3 font-semibold">
              {t("product")}
            </th>
          ) : null}
          <th scope="col" className="py-2 font-semibold">
            {t("why")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, handle, text }, at) => (
          <tr key={at} className="border-b border-hairline align-top">
            <th scope="row" className="py-2 pr-3 text-right font-normal tabular-nums">
              {line}
            </th>
            {hasHandles ? <td className="min-w-24 py-2 pr-3 wrap-anywhere">{handle}</td> : null}
            <td className="py-2 break-words">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
