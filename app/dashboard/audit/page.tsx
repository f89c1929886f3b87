// The log of a shop: who changed what, when, from what to what.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHead } from "@/components/shell/page-head";
import { Button, buttonLook } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { type AuditLine, auditLog, auditPeople } from "@/domain/shops/audit-log";
import { auditActions } from "@/domain/shops/audit-rules";
import { shopSettings } from "@/domain/shops/shop-settings";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import type { Query } from "../../query";
import { auditWords } from "../audit-words";
import { shopContext } from "../shop-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shops.audit");
  return { title: t("title"), robots: { index: false } };
}

const Asked = z.object({
  by: z.string().max(40).catch(""),
  action: z.string().max(60).catch(""),
  after: z.string().max(40).optional().catch(undefined),
});

export default async function AuditLog({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/audit", "see-audit-log");
  const { by, action, after } = Asked.parse(await searchParams);
  const t = await getTranslations("shops.audit");
  const settings = await shopSettings(ctx, shop.accountId);
  if (!settings) notFound();
  const words = await auditWords(settings);
  const people = await auditPeople(ctx, shop.accountId);
  const page = await auditLog(ctx, { accountId: shop.accountId, personId: by, action, after });
  const filter = { ...(by && { by }), ...(action && { action }) };
  const isFiltered = by !== "" || action !== "";
  return (
    <>
      <PageHead title={t("title")} back={{ href: "/dashboard/team", label: t("back") }} />
      <p className="px-4 pt-4 text-ink-soft">{t("text")}</p>
      <form
        action="/dashboard/audit"
        className="grid gap-3 border-b border-hairline p-4 sm:flex sm:flex-wrap sm:items-end"
      >
        <div className="min-w-48 flex-1">
          <SelectField id="by" name="by" label={t("member")} defaultValue={by}>
            <option value="">{t("everybody")}</option>
            {people.map(({ personId, name }) => (
              <option key={personId} value={personId}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="min-w-48 flex-1">
          <SelectField id="action" name="action" label={t("kind")} defaultValue={action}>
            <option value="">{t("everything")}</option>
            {auditActions.map((one) => (
              <option key={one} value={one}>
                {words.action(one)}
              </option>
            ))}
          </SelectField>
        </div>
        <Button type="submit">{t("filter")}</Button>
        <a href={`/dashboard/audit.csv?${new URLSearchParams(filter)}`} className={buttonLook()}>
          {t("export")}
        </a>
      </form>
      {page.lines.length === 0 ? (
        <div className="grid gap-3 p-4 py-8">
          <h2 className="text-title font-semibold">{t(isFiltered ? "noneFound" : "none")}</h2>
          {isFiltered ? null : <p className="text-ink-soft">{t("noneText")}</p>}
        </div>
      ) : (
        <Lines lines={page.lines} words={words} timeZone={settings.timeZone} />
      )}
      {page.after ? (
        <p className="p-4">
          <a
            href={`/dashboard/audit?${new URLSearchParams({ ...filter, after: page.after })}`}
            className={buttonLook("quiet", "w-full")}
          >
            {t("older")}
          </a>
        </p>
      ) : null}
    </>
  );
}

type LinesProps = { lines: AuditLine[]; words: Awaited<ReturnType<typeof auditWords>>; timeZone: string };

async function Lines({ lines, words, timeZone }: LinesProps) {
  const t = await getTranslations("shops.audit");
  const time = dateFormat(await getLocale(), { dateStyle: "medium", timeStyle: "short", timeZone });
  return (
    <table className="w-full table-fixed text-left">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="border-b border-hairline text-small text-ink-soft">
        <tr>
          <th scope="col" className="w-[26%] px-4 py-2 font-semibold sm:w-44">
            {t("when")}
          </th>
          <th scope="col" className="w-[26%] py-2 pr-3 font-semibold sm:w-44">
            {t("who")}
          </th>
          <th scope="col" className="py-2 pr-4 font-semibold">
            {t("what")}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-hairline">
        {lines.map((line) => (
          <tr key={line.id} className="align-top">
            <td className="px-4 py-2.5 text-small text-ink-soft">
              <time dateTime={line.at.toISOString()}>{time.format(line.at)}</time>
            </td>
            <td className="py-2.5 pr-3 break-words">{line.by?.name ?? t("nobody")}</td>
            <td className="py-2.5 pr-4 break-words">
              {words.what(line)}
              <ul className="text-small text-ink-soft">
                {words.lines(line).map((change) => (
                  <li key={change.name} className="line-clamp-4">
                    {change.words}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
