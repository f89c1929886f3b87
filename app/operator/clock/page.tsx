// Where the clock of the demo world stands, and the ways to move it.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Reread } from "@/components/ui/reread";
import { TextLink } from "@/components/ui/text-link";
import { historicDays } from "@/domain/clock/move-rules";
import { type ClockView, clockView } from "@/domain/clock/queries";
import { workView } from "@/domain/operator/queries";
import { dateFormat, type Instant } from "@/domain/time";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { localStripeOffset } from "@/integrations/local-stripe-clock";
import { setClock, stepClock } from "./actions";
import { notForYou, OperatorPage } from "../operator-page";

type Props = { searchParams: Promise<Query> };

const steps = [
  { step: "hour", minutes: 60 },
  { step: "day", minutes: 24 * 60 },
  { step: "week", minutes: 7 * 24 * 60 },
  { step: "month", minutes: 30 * 24 * 60 },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("clock");
  return { title: t("title") };
}

export default async function ClockPage({ searchParams }: Props) {
  const view = env.isDemoWorld ? await clockView(await requestContext()) : undefined;
  if (!view) return notForYou("/operator/clock");
  const t = await getTranslations("clock");
  const time = await timeFormat();
  const said = saidOf(firstOf((await searchParams)["said"]));
  const stripeOffset = await localStripeOffset();
  const times = [
    { name: t("shown"), text: t("utc", { time: time(view.shownAt) }) },
    { name: t("real"), text: t("utc", { time: time(view.realAt) }) },
    {
      name: t("stripe"),
      text:
        stripeOffset === undefined
          ? t("stripeSilent")
          : t("utc", { time: time(new Date(view.realAt.getTime() + stripeOffset)) }),
    },
  ];
  return (
    <OperatorPage>
      <PageHead title={t("title")} />
      {said ? (
        <div className="px-4 pt-4">
          <Notice tone={said === "moved" || said === "back" ? "good" : "bad"}>{t(`said.${said}`)}</Notice>
        </div>
      ) : null}
      <p className="max-w-column px-4 pt-4 text-ink-soft">{t("what")}</p>
      <Section id="now" title={t("now")}>
        <dl className="grid gap-x-4 gap-y-1 tabular-nums max-sm:[&_dd]:mb-1 sm:grid-cols-[auto_1fr]">
          {times.map(({ name, text }) => (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <form action={stepClock} aria-labelledby="steps" className="mt-4 flex flex-wrap items-center gap-2">
          <input type="hidden" name="afterMoveId" value={view.lastMoveId} />
          <span id="steps" className="text-ink-soft">
            {t("steps")}
          </span>
          {steps.map(({ step, minutes }) => (
            <Button key={step} type="submit" look="quiet" name="where" value={`on:${minutes}`}>
              {t(`step.${step}`)}
            </Button>
          ))}
          {view.isMoved ? (
            <Button type="submit" look="strong" name="where" value="back">
              {t("back")}
            </Button>
          ) : null}
        </form>
      </Section>
      <Due />
      <Section id="any-day" title={t("anyDay")}>
        <ActionForm
          id="any"
          action={setClock}
          hidden={{ afterMoveId: view.lastMoveId }}
          fields={[
            {
              name: "at",
              label: t("at"),
              hint: t("atHint"),
              type: "datetime-local",
              defaultValue: view.shownAt.toISOString().slice(0, "2017-02-01T00:00".length),
            },
          ]}
          submit={t("move")}
        />
      </Section>
      <Section id="history" title={t("history")}>
        <form action={stepClock}>
          <input type="hidden" name="afterMoveId" value={view.lastMoveId} />
          <ul className="max-w-column divide-y divide-hairline rounded-card border border-hairline bg-surface">
            {historicDays.map(({ day, at }) => (
              <li key={day}>
                <button
                  name="where"
                  value={`to:${at.toISOString()}`}
                  className="flex min-h-touch w-full flex-wrap items-center justify-between gap-x-3 px-3 py-2 text-left -outline-offset-2 hover:bg-sunken"
                >
                  <span className="font-semibold">{t(`days.${day}`)}</span>
                  <span className="text-small text-ink-soft tabular-nums">
                    {t("utc", { time: time(at) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </form>
      </Section>
      <Section id="moves" title={t("moves")}>
        <Moves moves={view.moves} />
      </Section>
    </OperatorPage>
  );
}

async function timeFormat(): Promise<(at: Instant) => string> {
  const format = dateFormat(await getLocale(), { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return (at) => format.format(at);
}

const said = ["moved", "back", "meanwhile", "outside"] as const;
const saidOf = (word: string | undefined) => said.find((one) => one === word);

/** What was due until the day shown and waits for its turn; the page is read again until it is done. */
async function Due() {
  const t = await getTranslations("clock");
  const kinds = await getTranslations("operator.jobs.kinds");
  const waiting = (await workView(await requestContext()))?.waiting.filter(({ count }) => count > 0) ?? [];
  return (
    <Section id="due" title={t("due")}>
      {waiting.length === 0 ? (
        <p className="text-ink-soft">{t("nothingDue")}</p>
      ) : (
        <dl className="grid max-w-column grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          {waiting.map(({ kind, count }) => (
            <div key={kind} className="contents">
              <dt>{kinds(kind)}</dt>
              <dd className="text-right tabular-nums">{t("waits", { count })}</dd>
            </div>
          ))}
        </dl>
      )}
      {waiting.length > 0 ? <Reread /> : null}
      <p className="mt-2">
        <TextLink href="/operator/jobs">{t("allWork")}</TextLink>
      </p>
    </Section>
  );
}

async function Moves({ moves }: { moves: ClockView["moves"] }) {
  const t = await getTranslations("clock");
  const time = await timeFormat();
  if (moves.length === 0) return <p className="text-ink-soft">{t("noMoves")}</p>;
  return (
    <ol className="divide-y divide-hairline">
      {moves.map(({ id, movedAt, shownAt, isBack, by }) => (
        <li key={id} className="py-2">
          <p className="font-semibold">{isBack ? t("movedBack") : t("movedTo", { time: time(shownAt) })}</p>
          <p className="text-small text-ink-soft">
            {t("movedBy", { by: by === undefined ? t("somebody") : `@${by}`, time: time(movedAt) })}
          </p>
        </li>
      ))}
    </ol>
  );
}
