// Setting an end, in two steps that keep everything in the address: the days, then what they mean, then the one button.
// The same for the operator and for a shop.
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { Button, buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ScrollArea } from "@/components/ui/scroll-area";
import {
  type DateFault,
  dayIn,
  type EndDays,
  type EndField,
  endFields,
  mostCounted,
} from "@/domain/channels/date-rules";
import type { EndOwner } from "@/domain/channels/end-owner";
import { type EndPreview, previewEnd } from "@/domain/channels/preview-end";
import type { Life } from "@/domain/channels/rules";
import type { Context } from "@/domain/context";
import { formatBoundary } from "@/domain/time";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { renderMail } from "@/integrations/mail/render-mail";
import { announce, change } from "./actions";

export type EndPageProps = {
  ctx: Context;
  owner: EndOwner;
  name: string;
  slug: string;
  life: Life & { endRevision: number };
  timeZone: string;
  query: Query;
  /** The page of the channel; this one is beneath it. */
  path: string;
};

export async function EndPage({ ctx, owner, name, slug, life, timeZone, query, path }: EndPageProps) {
  const t = await getTranslations("channels.end");
  const isChange = life.endAnnouncedAt !== null;
  const asked = endFields.some((field) => query[field] !== undefined);
  const days = daysOf(asked ? query : shown(life, timeZone));
  const seenRevision = asked ? String(Number(firstOf(query["revision"]) ?? "0")) : String(life.endRevision);
  const preview = asked ? await previewEnd(ctx, { owner, days }) : undefined;
  const isMeant = preview?.ok === true && query["again"] === undefined;
  const title = isChange
    ? t("changeTitle", { name })
    : t(owner.kind === "connection" ? "ownTitle" : "announceTitle", { name });
  const hidden = { ownerKind: owner.kind, ownerId: owner.id, slug, seenRevision, ...days };
  return (
    <>
      <PageHead title={title} back={{ href: path, label: name }} />
      {isMeant ? (
        <>
          <Meaning preview={preview.value} />
          <div className="grid gap-3 p-4">
            <ActionForm
              id="end"
              action={isChange ? change : announce}
              submit={t(isChange ? "change" : owner.kind === "connection" ? "endOwn" : "announce")}
              hidden={hidden}
            />
            <a
              href={`${path}/end?${new URLSearchParams({ ...days, revision: seenRevision, again: "" })}`}
              className={buttonLook("quiet", "sm:justify-self-start")}
            >
              {t("changeAgain")}
            </a>
          </div>
        </>
      ) : (
        <DaysForm
          path={path}
          days={days}
          seenRevision={seenRevision}
          timeZone={timeZone}
          name={name}
          hasPassed={(field) => {
            const at = isChange ? life[field] : null;
            return at !== null && at <= ctx.clock.now();
          }}
          fault={preview?.ok === false ? preview.detail : undefined}
        />
      )}
    </>
  );
}

const shown = (life: Life, timeZone: string): Query =>
  Object.fromEntries(endFields.map((field) => [field, life[field] ? dayIn(life[field], timeZone) : ""]));

const daysOf = (query: Query): EndDays =>
  Object.fromEntries(
    endFields.map((field) => [field, (firstOf(query[field]) ?? "").slice(0, 20)]),
  ) as EndDays;

type DaysFormProps = {
  path: string;
  days: EndDays;
  seenRevision: string;
  timeZone: string;
  name: string;
  /** What has happened stays as it was, and is not asked for. */
  hasPassed: (field: EndField) => boolean;
  fault: DateFault | undefined;
};

async function DaysForm({ path, days, seenRevision, timeZone, name, hasPassed, fault }: DaysFormProps) {
  const t = await getTranslations("channels.end");
  const words = await getTranslations("channels");
  const locale = await getLocale();
  const whatIsWrong = fault && {
    [fault.field]: t(`fault.${fault.fault}`, {
      name,
      other: fault.fault === "before" ? words(`dates.${fault.other}`) : "",
      limit: fault.fault === "after-above" ? formatBoundary(fault.limit, locale, timeZone) : "",
    }),
  };
  return (
    <form action={`${path}/end`} className="grid gap-5 p-4 *:max-w-column" noValidate>
      <p className="text-ink-soft">{t("intro")}</p>
      {fault ? (
        <div role="alert">
          <Notice tone="bad">{t("refused.wrong-date")}</Notice>
        </div>
      ) : null}
      <input type="hidden" name="revision" value={seenRevision} />
      {endFields.map((field) => (
        <Field
          key={field}
          id={`end-${field}`}
          name={field}
          type="date"
          label={words(`dates.${field}`)}
          hint={hasPassed(field) ? t("fault.has-passed") : t(`hints.${field}`)}
          readOnly={hasPassed(field)}
          error={whatIsWrong?.[field]}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the answer is a page of its own: what is wrong is said at once
          autoFocus={fault?.field === field}
          defaultValue={days[field]}
          aria-required={field === "salesEndAt" || field === "closesAt"}
        />
      ))}
      <p className="text-small text-ink-soft">{words("zone", { zone: timeZone })}</p>
      <Button type="submit" look="strong" className="sm:min-w-40 sm:justify-self-start">
        {t("preview")}
      </Button>
    </form>
  );
}

async function Meaning({ preview }: { preview: EndPreview }) {
  const t = await getTranslations("channels.end");
  const words = await getTranslations("channels");
  const locale = await getLocale();
  const { dates, timeZone, planned, shops, people, shown: first } = preview;
  const day = (at: Date) => formatBoundary(at, locale, timeZone);
  const counted = (count: number) =>
    count > mostCounted ? t("moreThan", { count: String(mostCounted) }) : String(count);
  const [example] = first;
  const others = shops - first.length;
  return (
    <>
      <Section id="meaning" title={t("meaningTitle")}>
        <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
          {endFields.flatMap((field) =>
            dates[field]
              ? [
                  <div key={field} className="contents">
                    <dt className="text-ink-soft">{words(`dates.${field}`)}</dt>
                    <dd className="mb-2 font-semibold tabular-nums sm:mb-0">{day(dates[field])}</dd>
                  </div>,
                ]
              : [],
          )}
        </dl>
        <p className="mt-3 text-small text-ink-soft">{words("zone", { zone: timeZone })}</p>
        <p className="mt-3 font-semibold">{t("touches", { shops, people })}</p>
      </Section>
      {first.length > 0 ? (
        <Section id="shops" title={t("shopsTitle")}>
          <ScrollArea label={t("shopsTitle")}>
            <table className="w-full border-collapse text-left tabular-nums">
              <caption className="sr-only">{t("shopsTitle")}</caption>
              <thead>
                <tr className="border-b border-hairline text-small text-ink-soft">
                  <th scope="col" className="py-2 pr-4 font-semibold">
                    {t("shop")}
                  </th>
                  {(["liveListings", "openOrders", "refundableOrders", "told"] as const).map((number) => (
                    <th
                      key={number}
                      scope="col"
                      className="py-2 pl-4 text-right font-semibold whitespace-nowrap"
                    >
                      {t(number)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {first.map(({ name, people: told, mail }, place) => (
                  <tr key={place} className="border-b border-hairline last:border-b-0">
                    <th scope="row" className="py-2 pr-4 font-semibold">
                      {name}
                    </th>
                    <td className="py-2 pl-4 text-right">{counted(mail.liveListings)}</td>
                    <td className="py-2 pl-4 text-right">{counted(mail.openOrders)}</td>
                    <td className="py-2 pl-4 text-right">{counted(mail.refundableOrders)}</td>
                    <td className="py-2 pl-4 text-right">{told}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollArea>
          {others > 0 ? <p className="mt-2 text-ink-soft">{t("others", { count: others })}</p> : null}
        </Section>
      ) : null}
      <Section id="when" title={t("whenTitle")}>
        <ul className="grid gap-1">
          {planned.map(({ kind, dueAt }, place) => (
            <li key={kind}>
              {place === 0
                ? t("atOnce", { what: t(`notice.${kind}`) })
                : t("at", { day: day(dueAt), what: t(`notice.${kind}`) })}
            </li>
          ))}
        </ul>
      </Section>
      {example ? (
        <Section id="mail" title={t("mailTitle", { shop: example.name })}>
          <MailExample locale={locale} content={example.mail} />
        </Section>
      ) : null}
    </>
  );
}

type MailExampleProps = { locale: "en" | "fr"; content: EndPreview["shown"][number]["mail"] };

function MailExample({ locale, content }: MailExampleProps) {
  const mail = { id: "", kind: "channel-end", to: "", locale, content, createdAt: new Date(0) };
  const { subject, text } = renderMail(mail, env.publicUrl);
  return (
    <div className="rounded-card bg-sunken p-4">
      <p className="font-semibold">{subject}</p>
      <p className="mt-2 text-small break-words whitespace-pre-wrap">{text}</p>
    </div>
  );
}
