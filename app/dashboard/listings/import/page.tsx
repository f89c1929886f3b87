// Bring a catalogue in, and see what became of those before.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { Section } from "@/components/orders/section";
import { PageHead } from "@/components/shell/page-head";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { importTasks, importTerms } from "@/domain/catalog/import/import-tasks";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { closedWords } from "../../closed-words";
import { closedSince, shopContext } from "../../shop-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("products.import");
  return { title: t("title"), robots: { index: false } };
}

const problems = ["empty", "too-large", "no-connection", "unreadable"] as const;

export default async function ImportPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/listings/import", "edit-listings");
  const t = await getTranslations("products.import");
  const asked = firstOf((await searchParams)["problem"]);
  const problem = problems.find((one) => one === asked);
  const closed = await closedSince();
  const { channels, currency, timeZone } = await importTerms(ctx, shop.accountId);
  return (
    <>
      <PageHead title={t("title")} back={{ href: "/dashboard/listings", label: t("back") }} />
      {closed ? (
        <div className="p-4">
          <Notice>{await closedWords(closed)}</Notice>
        </div>
      ) : (
        <form
          action={`/dashboard/listings/import/upload?shop=${shop.accountId}`}
          method="post"
          encType="multipart/form-data"
          className="grid gap-4 p-4 *:max-w-column"
        >
          <p className="text-ink-soft">{t("intro", { currency })}</p>
          {problem ? (
            <div role="alert">
              <Notice tone="bad">{t(`problem.${problem}`)}</Notice>
            </div>
          ) : null}
          <Field
            id="file"
            name="file"
            type="file"
            label={t("file")}
            hint={t("fileHint")}
            accept=".csv,text/csv"
            required
          />
          {channels.length > 1 ? (
            <SelectField id="channel" name="channel" label={t("channel")}>
              {channels.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </SelectField>
          ) : null}
          <div className="flex flex-wrap gap-3 max-sm:grid">
            <Button type="submit" name="then" value="look" look="strong">
              {t("look")}
            </Button>
            <Button type="submit" name="then" value="import">
              {t("now")}
            </Button>
          </div>
          <p className="text-small text-ink-soft">{t("lookHint")}</p>
        </form>
      )}
      <Section title={t("before")}>
        <Before tasks={await importTasks(ctx, shop.accountId)} timeZone={timeZone} />
      </Section>
    </>
  );
}

type BeforeProps = { tasks: Awaited<ReturnType<typeof importTasks>>; timeZone: string };

async function Before({ tasks, timeZone }: BeforeProps) {
  const t = await getTranslations("products.import");
  const when = dateFormat(await getLocale(), { dateStyle: "medium", timeStyle: "short", timeZone });
  if (tasks.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{t("before")}</caption>
      <thead className="border-b border-hairline text-small text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-semibold">
            {t("file")}
          </th>
          <th scope="col" className="py-2 pr-3 font-semibold max-sm:sr-only">
            {t("when")}
          </th>
          <th scope="col" className="py-2 font-semibold">
            {t("state")}
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map(({ id, kind, fileName, createdAt, state }) => (
          <tr key={id} className="border-b border-hairline align-top">
            <th scope="row" className="py-3 pr-3 font-normal break-all">
              <TextLink href={`/dashboard/listings/import/${id}`}>
                {kind === "import-trial"
                  ? t("trialOf", { file: fileName || t("unnamed") })
                  : fileName || t("unnamed")}
              </TextLink>
              <span className="block text-small text-ink-soft sm:hidden">{when.format(createdAt)}</span>
            </th>
            <td className="py-3 pr-3 max-sm:hidden">{when.format(createdAt)}</td>
            <td className="py-3 whitespace-nowrap">{t(`states.${state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
