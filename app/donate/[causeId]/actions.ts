"use server";
// The steps of giving. Each reads a form, asks the domain, and says which step comes next.
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { buyerContext, ownOrigin } from "@/app/buyer-context";
import { clientAddress } from "@/app/client-address";
import { countedPayment } from "@/app/counted-payment";
import { valuesOfPending } from "@/app/donate/values";
import { chargeFor, chosenGift } from "@/components/donations/amount";
import { declineWord } from "@/components/checkout/decline-words";
import { type DonateState, type DonateValues, rhythms } from "@/components/donations/state";
import { formatMoney } from "@/components/ui/money";
import { Email } from "@/domain/accounts/rules";
import type { PaymentStep } from "@/domain/checkout/payment-step";
import { endAttemptsOf } from "@/domain/checkout/end-attempt";
import { give } from "@/domain/checkout/give";
import { giveMonthly, learnMonthlyGift, leaveMonthlyGift } from "@/domain/checkout/give-monthly";
import { learnPayment } from "@/domain/checkout/learn-payment";
import { type Context, personOf } from "@/domain/context";
import { firstMonthOf, monthlyGiftPage, pendingMonthlyGift } from "@/domain/donations/monthly-gifts";
import type { PlaceMonthlyGiftRefusal } from "@/domain/donations/place-monthly-gift";
import type { PlaceDonationRefusal } from "@/domain/donations/place-donation";
import { donateSheet, donationPage, givenGift, pendingGift } from "@/domain/donations/queries";
import type { DonateSheet } from "@/domain/donations/views";
import { ensureCustomer, keptCardMeans } from "@/domain/payments/kept-cards";
import type { Means } from "@/domain/payments/start-attempt";
import { getTranslations } from "@/i18n/translations";

const ticked = z
  .literal("yes")
  .optional()
  .catch(undefined)
  .transform((value) => value === "yes");

const Give = z.object({
  causeId: z.string().min(1).max(40),
  seenTotalMinor: z.coerce.number().int().min(0).catch(0),
  rhythm: z.enum(rhythms).catch("once"),
  amount: z.string().max(40).default(""),
  suggestion: z.string().max(20).default(""),
  email: z.string().max(400).default(""),
  donorName: z.string().trim().max(120).default(""),
  tweetId: z.string().max(40).optional(),
  cardId: z.string().max(40).default("new"),
  confirmationToken: z.string().max(100).optional(),
  coversFee: ticked,
  isAnonymous: ticked,
  keeps: ticked,
  again: ticked,
  /** Set by the script: whether the bank's question can be shown in place. */
  inPlace: ticked,
});

type Given = z.infer<typeof Give>;
type Answer = Omit<DonateState, "turn">;

/** What a form of the dialog says is in its field `do`. */
export async function donate(previous: DonateState, form: FormData): Promise<DonateState> {
  return { ...(await answerTo(previous, form)), turn: previous.turn + 1 };
}

async function answerTo(previous: DonateState, form: FormData): Promise<Answer> {
  switch (form.get("do")) {
    case "give":
      return giveNow(form);
    case "check":
      return look(form, false);
    case "answer":
      return look(form, true);
    case "another-way":
      return anotherWay(form);
    default:
      return previous;
  }
}

async function giveNow(form: FormData): Promise<Answer> {
  const t = await getTranslations("donations");
  const locale = await getLocale();
  const ctx = await buyerContext();
  const parsed = Give.safeParse(Object.fromEntries(form));
  const sheet = parsed.success ? await donateSheet(ctx, parsed.data.causeId) : undefined;
  if (!parsed.success || !sheet)
    return { step: "give", notice: { tone: "bad", text: t("refused.not-found") } };
  const input = parsed.data;
  const values = valuesOf(input);
  const money = (amountMinor: number) => formatMoney(amountMinor, sheet.currency, locale);

  const giftMinor = chosenGift(input, sheet.currency);
  const email = Email.safeParse(input.email);
  const errors: DonateState["errors"] = {};
  if (!giftMinor) errors.amount = t("badAmount", { example: money(sheet.minimumMinor) });
  else if (giftMinor < sheet.minimumMinor)
    errors.amount = t("refused.too-small", { minimum: money(sheet.minimumMinor) });
  if (!email.success) errors.email = t("badEmail");
  if (!input.isAnonymous && input.donorName === "") errors.donorName = t("badName");
  if (!giftMinor || !email.success || Object.keys(errors).length > 0) return { step: "give", values, errors };

  const means = await meansOf(ctx, input);
  if (!means) {
    const text = t(input.inPlace ? "cardFormFailed" : "cardNeedsScript");
    return { step: "give", values, notice: { tone: "bad", text } };
  }
  const wish = { ...input, giftMinor, email: email.data };
  if (input.rhythm === "monthly") return giveEveryMonth(ctx, sheet, wish, means);
  const returnUrl = `${await ownOrigin()}/donate/return?gift=:id`;
  const outcome = await countedPayment(ctx, await clientAddress(), means, () =>
    give(ctx, {
      causeId: input.causeId,
      giftMinor,
      coversFee: input.coversFee,
      seenTotalMinor: input.seenTotalMinor,
      email: email.data,
      donorName: input.donorName,
      isAnonymous: input.isAnonymous,
      keepsDetails: input.keeps,
      tweetId: input.tweetId,
      means,
      returnUrl,
      showsChallengeInPlace: input.inPlace,
      again: input.again,
    }),
  );
  if (!outcome.ok && outcome.reason === "too-many-declines") return tooMany(values, outcome.detail);
  if (!outcome.ok) return refused(ctx, sheet, input, outcome.reason);
  const given = { donationId: outcome.value.donationId };
  return afterPayment(ctx, given, outcome.value, input.inPlace, values);
}

/** The same every month: the first month now, with the card that then pays the others. */
async function giveEveryMonth(
  ctx: Context,
  sheet: DonateSheet,
  input: Given & { giftMinor: number },
  means: Means,
): Promise<Answer> {
  const values = valuesOf(input);
  const returnUrl = `${await ownOrigin()}/donate/return?monthly=:id`;
  const outcome = await countedPayment(ctx, await clientAddress(), means, () =>
    giveMonthly(ctx, {
      causeId: input.causeId,
      giftMinor: input.giftMinor,
      coversFee: input.coversFee,
      seenTotalMinor: input.seenTotalMinor,
      email: input.email,
      donorName: input.donorName,
      isAnonymous: input.isAnonymous,
      keepsCard: means.kind === "new-card" && means.keepsCard,
      tweetId: input.tweetId,
      card:
        means.kind === "kept-card"
          ? { paymentMethodId: means.paymentMethodId }
          : { confirmationToken: means.confirmationToken },
      returnUrl,
      showsChallengeInPlace: input.inPlace,
      again: input.again,
    }),
  );
  if (!outcome.ok && outcome.reason === "too-many-declines") return tooMany(values, outcome.detail);
  if (!outcome.ok) return refused(ctx, sheet, input, outcome.reason);
  const given = { monthlyGiftId: outcome.value.giftId };
  return afterPayment(ctx, given, outcome.value, input.inPlace, values);
}

async function tooMany(values: DonateValues, { waitMinutes }: { waitMinutes: number }): Promise<Answer> {
  const t = await getTranslations("checkout");
  const text = t("tooManyDeclines", { minutes: waitMinutes });
  return { step: "give", values, notice: { tone: "bad", text } };
}

/** A kept card of this person's, or the token that Stripe's form made of a new one. */
async function meansOf(ctx: Context, input: Given): Promise<Means | undefined> {
  if (input.cardId !== "new") {
    return keptCardMeans(ctx, input.cardId);
  }
  if (!input.confirmationToken) return undefined;
  const keepsCard = input.keeps && personOf(ctx) !== undefined;
  const customerId = keepsCard ? await ensureCustomer(ctx) : undefined;
  return { kind: "new-card", confirmationToken: input.confirmationToken, customerId, keepsCard };
}

async function refused(
  ctx: Context,
  sheet: DonateSheet,
  input: Given,
  reason: PlaceDonationRefusal | PlaceMonthlyGiftRefusal,
): Promise<Answer> {
  const t = await getTranslations("donations");
  const values = valuesOf(input);
  if (reason === "not-verified" || reason === "closed") return { step: "closed" };
  if (reason === "given-just-now")
    return { step: "give", values, notice: { tone: "plain", text: t("givenJustNow"), ask: "again" } };
  if (reason === "monthly-already")
    return { step: "give", values, notice: { tone: "plain", text: t("monthlyAlready"), ask: "again" } };
  if (reason === "payment-under-way" && input.rhythm === "monthly") {
    const pending = await pendingMonthlyGift(ctx, input.causeId);
    if (pending) return { step: "waiting", monthlyGiftId: pending.id };
  } else if (reason === "payment-under-way") {
    const pending = await pendingGift(ctx, input.causeId);
    if (pending) return { step: "waiting", donationId: pending.id };
  }
  if (reason === "total-changed") return { step: "give", values, notice: await totalNotice(sheet, input) };
  const words = t(`refused.${reason}`, { charity: sheet.charity.name, minimum: "" });
  return { step: "give", values, notice: { tone: "bad", text: words } };
}

/** Without a script the total is first seen here, and is given with the next press. */
async function totalNotice(sheet: DonateSheet, input: Given): Promise<DonateState["notice"] & object> {
  const t = await getTranslations("donations");
  const giftMinor = chosenGift(input, sheet.currency) ?? 0;
  const { totalMinor } = chargeFor(giftMinor, input.coversFee, sheet.currency);
  const total = formatMoney(totalMinor, sheet.currency, await getLocale());
  return { tone: "plain", text: t("totalIsNow", { total }) };
}

/** The gift that is being paid: once, or its first month. */
type Paying = { donationId: string } | { monthlyGiftId: string };

async function afterPayment(
  ctx: Context,
  paying: Paying,
  step: PaymentStep,
  isInPlace: boolean,
  values?: DonateValues,
): Promise<Answer> {
  const kept = values ? { values } : {};
  switch (step.state) {
    case "paid":
      return thanks(ctx, paying);
    case "confirming":
      return { step: "waiting", ...paying };
    case "declined": {
      const t = await getTranslations("checkout.declined");
      return { step: "give", ...kept, notice: { tone: "bad", text: t(declineWord(step.code)) } };
    }
    case "requires-action":
      if (!isInPlace && step.redirectUrl) redirect(step.redirectUrl);
      return { step: "waiting", ...paying, clientSecret: step.clientSecret };
  }
}

async function thanks(ctx: Context, paying: Paying): Promise<Answer> {
  if ("donationId" in paying) {
    const given = await givenGift(ctx, paying.donationId);
    return given ? { step: "done", given } : { step: "waiting", ...paying };
  }
  const first = await firstMonthOf(ctx, paying.monthlyGiftId);
  const given = first && (await givenGift(ctx, first));
  const gift = await monthlyGiftPage(ctx, { giftId: paying.monthlyGiftId });
  if (!given) return { step: "waiting", ...paying };
  return { step: "done", given, ...paying, ...(gift?.renewsAt && { renewsAt: gift.renewsAt.toISOString() }) };
}

/** How the payment stands; when `answers`, the bank's question is put again. */
async function look(form: FormData, answers: boolean): Promise<Answer> {
  const t = await getTranslations("donations");
  const ctx = await buyerContext();
  const monthlyGiftId = idOf(form, "monthlyGiftId");
  if (monthlyGiftId !== "") return lookAtMonthly(ctx, form, monthlyGiftId, answers);
  const donationId = idOf(form, "donationId");
  const gift = await donationPage(ctx, donationId);
  if (!gift) return { step: "give", notice: { tone: "bad", text: t("refused.not-found") } };
  const values = await pendingValues(ctx, gift.causeId);
  const step = await learnPayment(ctx, donationId);
  if (!step) return { step: "give", ...values };
  if (step.state === "requires-action" && !answers) return { step: "waiting", donationId, isAsked: true };
  return afterPayment(ctx, { donationId }, step, form.get("inPlace") === "yes", values.values);
}

async function lookAtMonthly(
  ctx: Context,
  form: FormData,
  monthlyGiftId: string,
  answers: boolean,
): Promise<Answer> {
  const t = await getTranslations("donations");
  if (!(await monthlyGiftPage(ctx, { giftId: monthlyGiftId })))
    return { step: "give", notice: { tone: "bad", text: t("refused.not-found") } };
  const step = await learnMonthlyGift(ctx, monthlyGiftId);
  if (step.state === "requires-action" && !answers) return { step: "waiting", monthlyGiftId, isAsked: true };
  return afterPayment(ctx, { monthlyGiftId }, step, form.get("inPlace") === "yes");
}

/** The bank's question is left for good: the payment is closed, the gift waits for another one. */
async function anotherWay(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const monthlyGiftId = idOf(form, "monthlyGiftId");
  if (monthlyGiftId !== "") {
    await leaveMonthlyGift(ctx, monthlyGiftId);
  } else {
    const gift = await donationPage(ctx, idOf(form, "donationId"));
    if (gift) await endAttemptsOf(ctx, gift.id);
  }
  return look(form, false);
}

async function pendingValues(ctx: Context, causeId: string): Promise<{ values?: DonateValues }> {
  const sheet = await donateSheet(ctx, causeId);
  return sheet?.underWay ? { values: valuesOfPending(sheet, sheet.underWay) } : {};
}

function idOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function valuesOf(input: Given): DonateValues {
  const { rhythm, amount, suggestion, email, donorName, isAnonymous, coversFee, cardId } = input;
  return { rhythm, amount, suggestion, email, donorName, isAnonymous, coversFee, cardId };
}
