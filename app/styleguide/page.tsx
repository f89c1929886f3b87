// Every component in each of its states, and the tokens they are made of. A window of the demo world, as the outbox is.
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageShell } from "@/app/shell";
import { toTimeline } from "@/app/to-timeline";
import { CurrencyChoice } from "@/components/checkout/currency-choice";
import { Summary } from "@/components/checkout/summary";
import { Tick } from "@/components/checkout/tick";
import { GiftRow } from "@/components/donations/gift-row";
import { OrderRow } from "@/components/orders/order-row";
import { StatusWord } from "@/components/orders/status-word";
import { DayChart } from "@/components/dashboard/day-chart";
import { SortHeading } from "@/components/dashboard/sort-heading";
import { ScrollArea } from "@/components/ui/scroll-area";
import { Section } from "@/components/settings/section";
import { Mark } from "@/components/shell/mark";
import { PageHead } from "@/components/shell/page-head";
import { AccountRow } from "@/components/timeline/account-row";
import { CauseCard } from "@/components/timeline/cause-card";
import { ProductCard } from "@/components/timeline/product-card";
import { TimelineIsland } from "@/components/timeline/timeline-island";
import { StandIn } from "@/components/timeline/stand-in";
import { TweetList } from "@/components/timeline/tweet-list";
import { timelineWords } from "@/components/timeline/words";
import { writeProduct, writeTweet } from "@/components/timeline/written";
import { ActionForm } from "@/components/ui/action-form";
import { Choice } from "@/components/ui/choice";
import { Avatar } from "@/components/ui/avatar";
import { Button, type ButtonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, SelectField, TextAreaField } from "@/components/ui/field";
import { Icon, iconNames } from "@/components/ui/icon";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { PictureField } from "@/components/ui/picture-field";
import { PrintButton } from "@/components/ui/print-button";
import { TextLink } from "@/components/ui/text-link";
import { Waiting } from "@/components/ui/waiting";
import { roles } from "@/db/schema/accounts";
import { orderStatuses } from "@/db/schema/orders";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import tokens, { themes } from "@/tailwind.config";
import { pictureFieldProps } from "../dashboard/picture-from";
import { answerSample } from "./actions";
import { CheckBoxSample, SheetSample } from "./islands";
import {
  accounts,
  amounts,
  causes,
  gift,
  now,
  orderOf,
  products,
  quote,
  sampleSales,
  tweets,
} from "./samples";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("styleguide");
  return { title: t("title"), robots: { index: false } };
}

export default async function StyleguidePage() {
  if (!env.isDemo) notFound();
  const t = await getTranslations("styleguide");
  return (
    <PageShell>
      <PageHead title={t("title")} />
      <p className="border-b border-hairline px-4 py-3 text-ink-soft">{t("about")}</p>
      <Tokens />
      <Controls />
      <Composed />
      <TimelineIsland words={{ failed: "" }} />
    </PageShell>
  );
}

const typeLooks = [
  ["small", "text-small"],
  ["body", "text-body"],
  ["input", "text-input"],
  ["lead", "text-lead"],
  ["title", "text-title font-bold"],
  ["headline", "text-headline font-bold"],
  ["display", "text-display font-bold"],
] as const;

/** Of a size in rem. */
const pixels = (size: unknown) => (typeof size === "string" ? Number.parseFloat(size) * 16 : "");

const distances = ["w-1", "w-2", "w-3", "w-4", "w-6", "w-8", "w-touch"];

const radii = [
  ["tag", "rounded-tag"],
  ["control", "rounded-control"],
  ["card", "rounded-card"],
  ["full", "rounded-full"],
] as const;

async function Tokens() {
  const t = await getTranslations("styleguide");
  return (
    <Section id="tokens" title={t("tokens")}>
      <div className="grid gap-6">
        <Part title={t("type")}>
          {typeLooks.map(([name, look]) => (
            <p key={name} className="flex flex-wrap items-baseline gap-x-3">
              <span className="w-20 text-small text-ink-soft">
                {name} {pixels(tokens.theme.fontSize[name][0])}
              </span>
              <span className={look}>{t("typeSample")}</span>
            </p>
          ))}
        </Part>
        <Part title={t("spacing")}>
          {distances.map((width) => (
            <p key={width} className="flex items-center gap-3 text-small text-ink-soft">
              <span className="w-16">{width.slice(2)}</span>
              <span className={`h-3 bg-ink ${width}`} />
            </p>
          ))}
        </Part>
        <Part title={t("radii")}>
          <div className="flex flex-wrap gap-3">
            {radii.map(([name, look]) => (
              <span
                key={name}
                className={`grid h-14 w-24 place-items-center border border-control text-small ${look}`}
              >
                {name} {tokens.theme.borderRadius[name].replace(/^9999.*/, "")}
              </span>
            ))}
          </div>
        </Part>
        <Part title={t("colours")}>
          <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {Object.entries(themes.light).map(([name, light]) => (
              <p key={name} className="flex items-center gap-3 text-small">
                <svg
                  viewBox="0 0 56 28"
                  className="h-7 w-14 rounded-tag border border-hairline"
                  aria-hidden="true"
                >
                  <rect width="28" height="28" fill={light} />
                  <rect x="28" width="28" height="28" fill={themes.dark[name as keyof typeof themes.dark]} />
                </svg>
                {name}
              </p>
            ))}
          </div>
        </Part>
        <Part title={t("icons")}>
          <div className="grid grid-cols-3 gap-3 sm:grid-cols-5">
            {iconNames.map((name) => (
              <span key={name} className="grid justify-items-center gap-1 text-small text-ink-soft">
                <Icon name={name} className="size-6" />
                {name}
              </span>
            ))}
            <Mark />
          </div>
        </Part>
      </div>
    </Section>
  );
}

async function Controls() {
  const t = await getTranslations("styleguide");
  const common = await getTranslations("common");
  const choices = t("choices")
    .split(", ")
    .map((choice) => <option key={choice}>{choice}</option>);
  const looks: ButtonLook[] = ["primary", "strong", "quiet", "danger"];
  const shops = await getTranslations("shops");
  const orders = await getTranslations("orders");
  const picture = await pictureFieldProps();
  return (
    <>
      <Section id="buttons" title={t("buttons")}>
        <div className="flex flex-wrap gap-3">
          {looks.map((look) => (
            <Button key={look} look={look}>
              {t(look)}
            </Button>
          ))}
          {looks.map((look) => (
            <Button key={look} look={look} disabled>
              {t("disabled")}
            </Button>
          ))}
          <PrintButton>{t("print")}</PrintButton>
        </div>
        <p className="mt-3">
          <TextLink href="#buttons">{t("link")}</TextLink>
        </p>
      </Section>
      <Section id="fields" title={t("fields")}>
        <div className="grid gap-4">
          <Field id="field" name="field" label={t("fieldLabel")} autoComplete="name" hint={t("fieldHint")} />
          <Field
            id="wrong"
            name="wrong"
            label={t("fieldLabel")}
            autoComplete="name"
            hint={t("fieldHint")}
            error={t("fieldError")}
          />
          <TextAreaField id="area" name="area" label={t("areaLabel")} rows={3} />
          <TextAreaField
            id="wrong-area"
            name="wrong-area"
            label={t("areaLabel")}
            rows={3}
            error={t("areaError")}
          />
          <SelectField id="choice" name="choice" label={t("choiceLabel")}>
            {choices}
          </SelectField>
          <SelectField
            id="wrong-choice"
            name="wrong-choice"
            label={t("choiceLabel")}
            error={t("choiceError")}
          >
            {choices}
          </SelectField>
          <PictureField
            id="picture"
            name="picture"
            label={t("pictureLabel")}
            hint={shops("picture.hint")}
            {...picture}
          />
          <PictureField
            id="wrong-picture"
            name="wrong-picture"
            label={t("pictureLabel")}
            look="wide"
            url="/demo/causes/clean-the-saone.webp"
            error={shops("picture.refused.not-a-picture")}
            {...picture}
          />
          <Choice
            name="role"
            legend={shops("team.role")}
            chosen="owner"
            options={roles.map((role) => ({
              value: role,
              label: shops(`role.${role}`),
              hint: shops(`roleText.${role}`),
            }))}
          />
          <CheckBoxSample label={t("tick")} hint={t("tickHint")} />
        </div>
      </Section>
      <Section id="form" title={t("form")}>
        <ActionForm
          id="sample"
          action={answerSample}
          fields={[{ name: "name", label: t("fieldLabel"), autoComplete: "name" }]}
          submit={t("formSubmit")}
        />
      </Section>
      <Section id="notices" title={t("notices")}>
        <div className="grid gap-3">
          <Notice>{t("noticePlain")}</Notice>
          <Notice tone="good">{t("noticeGood")}</Notice>
          <Notice tone="bad">{t("noticeBad")}</Notice>
        </div>
      </Section>
      <Section id="empty" title={t("empty")}>
        <EmptyState title={orders("empty")} wayOn={await toTimeline()}>
          <p>{orders("emptyText")}</p>
        </EmptyState>
      </Section>
      <Section id="sheet" title={t("sheet")}>
        <SheetSample
          words={{
            open: t("openSheet"),
            title: t("sheet"),
            close: common("close"),
            label: t("fieldLabel"),
            notice: t("noticePlain"),
            submit: t("primary"),
          }}
        />
      </Section>
      <Section id="waiting" title={t("waiting")}>
        <Waiting lines={3} />
      </Section>
      <Section id="avatars" title={t("avatars")}>
        <div className="flex flex-wrap items-end gap-3">
          {(["small", "medium", "large"] as const).flatMap((size) =>
            accounts.map(({ id, name, avatarUrl }) => (
              <Avatar key={`${id} ${size}`} name={name} url={avatarUrl} size={size} />
            )),
          )}
        </div>
      </Section>
    </>
  );
}

async function Composed() {
  const t = await getTranslations("styleguide");
  const timeline = await getTranslations("timeline");
  const locale = await getLocale();
  const words = await timelineWords(now);
  const follow = {
    verified: timeline("verified"),
    follow: timeline("follow"),
    following: timeline("following"),
  };
  return (
    <>
      <Section id="money" title={t("money")}>
        <p className="mb-4 flex flex-wrap gap-x-6 tabular-nums">
          {["EUR", "USD", "CAD", "JPY"].map((currency) => (
            <span key={currency}>{formatMoney(1_234_567, currency, locale)}</span>
          ))}
        </p>
        <Summary amounts={amounts} />
        <NextIntlClientProvider messages={{ checkout: { payIn: messages[locale].checkout.payIn } }}>
          <div className="mt-4">
            <CurrencyChoice quote={quote} />
          </div>
        </NextIntlClientProvider>
      </Section>
      <Section id="orders" title={t("orders")}>
        <p className="mb-3 flex flex-wrap gap-2">
          {orderStatuses.map((status) => (
            <StatusWord key={status} status={status} />
          ))}
        </p>
        <ul className="-mx-4">
          {(["shipped", "pending"] as const).map((status, at) => (
            <OrderRow key={status} order={orderOf(status, at)} />
          ))}
        </ul>
      </Section>
      <Section id="figures" title={t("figures")}>
        <DayChart
          days={sampleSales}
          label={t("figures")}
          writeValue={(value) => formatMoney(value, "EUR", locale)}
          writeDay={(day) => day}
        />
        <ScrollArea label={t("sorted")} className="-mx-4">
          <table className="w-full tabular-nums">
            <caption className="sr-only">{t("sorted")}</caption>
            <thead>
              <tr>
                <SortHeading href="#figures" label={t("products")} />
                <SortHeading href="#figures" label={t("orders")} sorted="descending" isNumber />
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row" className="p-2 pl-4 text-left font-normal">
                  {t("typeSample")}
                </th>
                <td className="p-2 pr-4 text-right">12</td>
              </tr>
            </tbody>
          </table>
        </ScrollArea>
      </Section>
      <Section id="gifts" title={t("gifts")}>
        <ul className="-mx-4">
          <GiftRow gift={gift} />
        </ul>
      </Section>
      <Section id="accounts" title={t("accounts")}>
        {accounts.map((account, at) => (
          <AccountRow key={account.id} account={account} isFollowed={at > 0} words={follow} />
        ))}
      </Section>
      <Section id="tweets" title={t("tweets")}>
        <div className="-mx-4">
          <TweetList tweets={tweets.map((tweet) => writeTweet(tweet, words))} labels={words.labels} />
        </div>
      </Section>
      <Section id="products" title={t("products")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {products.map((card) => (
            <ProductCard
              key={`${card.title} ${card.notForSale}`}
              card={writeProduct(card, words)}
              labels={words.labels}
              standIn={<StandIn />}
            />
          ))}
        </div>
      </Section>
      <Section id="causes" title={t("causes")}>
        {causes.map((card) => (
          <CauseCard key={String(card.isOpen)} card={card} labels={words.labels} />
        ))}
      </Section>
      <Section id="done" title={t("done")}>
        <Tick />
      </Section>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </div>
  );
}
