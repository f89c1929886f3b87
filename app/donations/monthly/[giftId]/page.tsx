// One gift that is given every month: how it stands, and what its donor can do with it. The link of a mail opens it
// without signing in.
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { stripeInBrowser } from "@/app/stripe-in-browser";
import { GiftRow } from "@/components/donations/gift-row";
import { PayMonth } from "@/components/donations/pay-month";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Reread } from "@/components/ui/reread";
import { learnMonth } from "@/domain/checkout/pay-month";
import { monthlyGiftPage } from "@/domain/donations/monthly-gifts";
import { monthsOf } from "@/domain/donations/queries";
import type { MonthlyGiftView } from "@/domain/donations/views";
import { plainAmount } from "@/domain/money";
import { formatDay } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";
import { changeAmount, goOn, pause, pay, stop } from "./actions";

type Props = { params: Promise<{ giftId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("donations.everyMonth");
  // With a link its address is a secret: it goes to nobody else.
  return { title: t("one"), robots: { index: false }, referrer: "same-origin" };
}

export default async function MonthlyGiftPage({ params, searchParams }: Props) {
  const { giftId } = await params;
  const query = await searchParams;
  const token = firstOf(query["token"]) ?? "";
  const t = await getTranslations("donations");
  const locale = await getLocale();
  const gift = await currentGift(giftId, token);
  if (!gift)
    return (
      <>
        <PageHead title={t("everyMonth.goneTitle")} />
        <div className="mx-auto grid max-w-sheet gap-4 p-4">
          <Notice>{t("everyMonth.gone")}</Notice>
          <a href="/donations" className={buttonLook("quiet")}>
            {t("back")}
          </a>
        </div>
      </>
    );
  const amount = formatMoney(gift.totalMinor, gift.currency, locale);
  const months = await monthsOf(await requestContext(), gift.id);
  const said = await saidOf(firstOf(query["said"]) ?? (firstOf(query["thanks"]) === "1" ? "thanks" : ""));
  return (
    <>
      <PageHead title={t("everyMonth.one")} back={{ href: "/donations", label: t("back") }} />
      <div className="grid gap-6 p-4">
        {said ? <Notice tone="good">{said}</Notice> : null}
        <div className="grid gap-1">
          <h2 className="text-title font-bold">{gift.causeTitle}</h2>
          <p className="text-ink-soft">{gift.charityName}</p>
          <p className="text-lead font-semibold tabular-nums">{t("everyMonth.perMonth", { amount })}</p>
          <p className="text-ink-soft">{await standing(gift)}</p>
        </div>
        {gift.status === "past-due" ? <Waiting gift={gift} token={token} amount={amount} /> : null}
        {gift.status === "pending" ? <Reread /> : null}
        <Steering gift={gift} token={token} />
        {months.length > 0 ? (
          <section className="grid gap-2">
            <h2 className="text-title font-semibold">{t("everyMonth.given")}</h2>
            <ul className="-mx-4">
              {months.map((month) => (
                <GiftRow key={month.id} gift={month} />
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </>
  );
}

/** The gift as it is now: while a month waits, Stripe is asked first. */
async function currentGift(giftId: string, token: string): Promise<MonthlyGiftView | undefined> {
  const ctx = await requestContext();
  const key = { giftId, secret: token };
  const gift = await monthlyGiftPage(ctx, key);
  if (gift?.status !== "past-due" && gift?.status !== "pending") return gift;
  await learnMonth(ctx, key);
  return monthlyGiftPage(ctx, key);
}

async function saidOf(said: string): Promise<string | undefined> {
  const t = await getTranslations("donations.everyMonth");
  const words = new Map([
    ["thanks", t("thanks")],
    ["paid", t("paid")],
    ["confirming", t("confirming")],
    ["changed", t("changed")],
    ["paused", t("isPaused")],
    ["goes-on", t("goesOn")],
    ["stopped", t("stopped")],
  ]);
  return words.get(said);
}

async function standing(gift: MonthlyGiftView): Promise<string> {
  const t = await getTranslations("donations.everyMonth");
  const locale = await getLocale();
  const { clock } = await requestContext();
  switch (gift.status) {
    case "active":
      return t("active", { date: formatDay(gift.renewsAt ?? clock.now(), locale) });
    case "paused":
      return t("paused");
    case "ended": {
      const date = formatDay(gift.endedAt ?? clock.now(), locale);
      return t(gift.endReason === "not-paid" ? "endedUnpaid" : "ended", { date });
    }
    case "expired":
      return t("notBegun");
    case "pending":
    case "past-due":
      return t(`status.${gift.status}`);
  }
}

type PartProps = { gift: MonthlyGiftView; token: string };

/** A month that could not be collected: the bank is answered, or another card pays it. */
async function Waiting({ gift, token, amount }: PartProps & { amount: string }) {
  const t = await getTranslations("donations.everyMonth");
  const { checkout, donations } = messages[await getLocale()];
  return (
    <section className="grid gap-4 rounded-card border border-hairline p-4">
      <Notice>{gift.needsBank ? t("needsBank", { amount }) : t("waits", { amount })}</Notice>
      {gift.needsBank ? (
        <ActionForm id="answer" action={pay} hidden={{ giftId: gift.id, token }} submit={t("answerBank")} />
      ) : null}
      <h2 className="font-semibold">{t("otherCard")}</h2>
      <NextIntlClientProvider messages={{ checkout, donations }}>
        <PayMonth
          giftId={gift.id}
          token={token}
          amountMinor={gift.totalMinor}
          currency={gift.currency}
          action={pay}
          stripe={stripeInBrowser}
        />
      </NextIntlClientProvider>
    </section>
  );
}

/** Another amount, a pause, an end; or giving again once it has ended, and going on with what has not begun yet. */
async function Steering({ gift, token }: PartProps) {
  const t = await getTranslations("donations");
  const locale = await getLocale();
  if (gift.status === "pending" || gift.status === "ended" || gift.status === "expired")
    return (
      <a href={`/donate/${gift.causeId}`} className={buttonLook("quiet", "justify-self-start")}>
        {t(gift.status === "pending" ? "finish" : "everyMonth.giveAgain")}
      </a>
    );
  const minimum = formatMoney(gift.minimumMinor, gift.currency, locale);
  const amountField = {
    name: "amount",
    label: t("amount"),
    hint: t("everyMonth.changeHint", { currency: gift.currency, minimum }),
    defaultValue: plainAmount(gift.giftMinor, gift.currency, locale),
    autoComplete: "off",
  };
  return (
    <>
      <ActionForm
        id="change"
        action={changeAmount}
        hidden={{ giftId: gift.id, token }}
        fields={[amountField]}
        submit={t("everyMonth.changeButton")}
        look="quiet"
      />
      {gift.status === "paused" ? (
        <ActionForm
          id="go-on"
          action={goOn}
          hidden={{ giftId: gift.id, token }}
          submit={t("everyMonth.goOn")}
        />
      ) : (
        <ActionForm
          id="pause"
          action={pause}
          hidden={{ giftId: gift.id, token }}
          submit={t("everyMonth.pause")}
          look="quiet"
        >
          <p className="-mb-2 text-small text-ink-soft">{t("everyMonth.pauseHint")}</p>
        </ActionForm>
      )}
      <ActionForm
        id="stop"
        action={stop}
        hidden={{ giftId: gift.id, token }}
        submit={t("everyMonth.stop")}
        look="quiet"
      >
        <p className="-mb-2 text-small text-ink-soft">{t("everyMonth.stopHint")}</p>
      </ActionForm>
    </>
  );
}
