import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { requestContext } from "@/app/request-context";
import { PageShell } from "@/app/shell";
import { toTimeline } from "@/app/to-timeline";
import { PageHead } from "@/components/shell/page-head";
import { EmptyState } from "@/components/ui/empty-state";
import { latestMails } from "@/domain/mail/queries";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { isOutboxOpen, rendered } from "./outbox";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outbox");
  return { title: t("title") };
}

export default async function OutboxPage() {
  if (!isOutboxOpen) notFound();
  const t = await getTranslations("outbox");
  const time = dateFormat(await getLocale(), { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const mails = [];
  for (const mail of await latestMails(await requestContext()))
    mails.push({ ...mail, subject: (await rendered(mail)).subject });
  return (
    <PageShell>
      <PageHead title={t("title")} />
      <p className="border-b border-hairline px-4 py-3 text-ink-soft">{t("about")}</p>
      {mails.length === 0 ? (
        <EmptyState title={t("empty")} wayOn={await toTimeline()}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-hairline">
        {mails.map((mail) => (
          <li key={mail.id}>
            <a href={`/outbox/${mail.id}`} className="block px-4 py-3 -outline-offset-2 hover:bg-sunken">
              <span className="font-semibold">{mail.subject}</span>
              <span className="flex flex-wrap justify-between gap-x-3 text-small text-ink-soft">
                <span className="min-w-0">{t("to", { address: mail.to })}</span>
                <time dateTime={mail.createdAt.toISOString()}>{time.format(mail.createdAt)}</time>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </PageShell>
  );
}
