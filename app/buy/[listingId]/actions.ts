"use server";
// The steps of buying. Each reads a form, asks the domain, and says which step comes next; all work without JavaScript.
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { buyerContext, keepBuyer, ownOrigin, passingContext } from "@/app/buyer-context";
import { quoteView } from "@/app/buy/quote";
import { clientAddress } from "@/app/client-address";
import { countedPayment } from "@/app/counted-payment";
import { requestContext } from "@/app/request-context";
import { declineWord } from "@/components/checkout/decline-words";
import type { CheckoutNotice, CheckoutState, QuoteView } from "@/components/checkout/state";
import { formatMoney } from "@/components/ui/money";
import { buy } from "@/domain/checkout/buy";
import { endAttemptsOf } from "@/domain/checkout/end-attempt";
import { learnPayment } from "@/domain/checkout/learn-payment";
import type { PaymentStep } from "@/domain/checkout/payment-step";
import { checkoutSheet, keptAddressesOf, type OrderView, orderView } from "@/domain/checkout/queries";
import { type Context, personOf } from "@/domain/context";
import { Email } from "@/domain/accounts/rules";
import { type BeginPayment, extendHold } from "@/domain/orders/begin-payment";
import { placeOrder, type PlaceOrder, type PlaceOrderRefusal } from "@/domain/orders/place-order";
import { readAddress } from "@/domain/orders/read-address";
import { isCurrency } from "@/domain/shops/country-rules";
import { ensureCustomer, keptCardMeans } from "@/domain/payments/kept-cards";
import type { Means } from "@/domain/payments/start-attempt";
import { getTranslations } from "@/i18n/translations";
import { digest } from "@/integrations/rate-limits";
import { chosenCurrency, orderIdOf, Pay, Seen, typedFields, valuesOf, What, Where, wishedOf } from "./fields";

type Answer = Omit<CheckoutState, "turn">;

/** What is asked about is not there for whoever asks: to begin again, with what was typed. */
async function notHere(values?: Record<string, string>): Promise<Answer> {
  const t = await getTranslations("checkout");
  return {
    step: "details",
    ...(values ? { values } : {}),
    notice: { tone: "bad", text: t("refused.not-found") },
  };
}

/** What a form of the sheet says is in its field `do`. */
export async function checkout(previous: CheckoutState, form: FormData): Promise<CheckoutState> {
  const answer = await answerTo(previous, form);
  return { ...answer, turn: previous.turn + 1 };
}

async function answerTo(previous: CheckoutState, form: FormData): Promise<Answer> {
  const asked = form.get("do");
  if (typeof asked === "string" && asked.startsWith("in-")) return payIn(form, asked.slice(3));
  switch (asked) {
    case "place":
      return place(form);
    case "confirm":
      return confirm(previous, form);
    case "pay":
      return pay(form);
    case "check":
      return check(form);
    case "answer":
      return answerBank(form);
    case "another-way":
      return anotherWay(form);
    case "extend":
      return extend(form);
    case "hold-again":
      return holdAgain(form);
    case "details":
      return backToDetails(form);
    default:
      return previous;
  }
}

/** The total for what is typed so far, for the summary; undefined when it cannot be delivered there. */
export async function quoteFor(form: FormData): Promise<QuoteView | undefined> {
  const what = What.safeParse(Object.fromEntries(form));
  if (!what.success) return undefined;
  const ctx = await requestContext();
  const kept = (await keptAddressesOf(ctx)).find(({ id }) => id === form.get("addressId"))?.address;
  const { country, state, postalCode } = Where.parse(Object.fromEntries(form));
  const typed = country === "" ? undefined : { country, state, postalCode };
  const address = kept ?? typed;
  const currency = chosenCurrency(what.data, address?.country ?? "");
  return quoteView(ctx, what.data.listingId, { ...what.data, address, currency });
}

// ---- placing

async function place(form: FormData): Promise<Answer> {
  const t = await getTranslations("checkout");
  const values = typedFields(form);
  const ctx = await passingContext();
  const what = What.safeParse(Object.fromEntries(form));
  if (!what.success) return notHere(values);
  const email = Email.safeParse(form.get("email"));
  const isShipped = form.get("isShipped") !== "no";
  const address = isShipped ? readAddress(Where.parse(Object.fromEntries(form))) : undefined;

  const errors: Record<string, string> = {};
  if (!email.success) errors["email"] = t("badEmail");
  if (address && !address.ok)
    for (const [field, problem] of Object.entries(address.detail)) errors[field] = t(`problem.${problem}`);
  if (Object.keys(errors).length > 0 || !email.success) {
    const quote = await quoteFor(form);
    return { step: "details", values, errors, ...(quote ? { quote } : {}) };
  }

  const wish = {
    ...what.data,
    email: email.data,
    address: address?.ok ? address.value : undefined,
    currency: chosenCurrency(what.data, values["country"]),
  };
  return placed(ctx, wish, { step: "details", values });
}

/** Places, and shows the payment; or shows `otherwise` with the reason. */
async function placed(ctx: Context, wish: Wish, otherwise: Answer): Promise<Answer> {
  const outcome = await placeWish(ctx, wish);
  if (!outcome.ok) return refusedPlacing(ctx, wish, outcome, otherwise);
  await keepBuyer(ctx);
  return { step: "pay", order: await mustSee(ctx, outcome.value.id) };
}

type Wish = What & Pick<PlaceOrder, "email" | "address">;

async function placeWish(ctx: Context, wish: Wish) {
  const behind = digest(await clientAddress());
  return placeOrder(ctx, { ...wish, tweetId: wish.tweetId, again: wish.again === "yes", behind });
}

async function refusedPlacing(
  ctx: Context,
  wish: Wish,
  {
    reason,
    detail,
  }: { reason: PlaceOrderRefusal; detail: { units: number } | { orderId: string } | undefined },
  otherwise: Answer,
): Promise<Answer> {
  const t = await getTranslations("checkout");
  const sheet = await checkoutSheet(ctx, wish.listingId);
  if (reason === "payment-under-way" && sheet?.underWay)
    return { step: "waiting", order: sheet.underWay.order };
  if (reason === "bought-just-now") {
    return { ...otherwise, notice: { tone: "plain", text: t("boughtJustNow"), ask: "again" } };
  }
  const words = t(`refused.${reason}`, {
    units: detail && "units" in detail ? detail.units : 0,
    seller: sheet?.seller.name ?? "",
  });
  const isOver = sheet?.notForSale !== undefined;
  const text = isOver || reason === "sold-out" ? `${words} ${t("nothingCharged")}` : words;
  return {
    ...otherwise,
    step: isOver ? "closed" : otherwise.step,
    notice: { tone: "bad", text },
    ...(sheet && { sheet }),
  };
}

// ---- paying

/** One step for those whom we know: places and pays, unless the total is not the one that was seen. */
async function confirm(previous: CheckoutState, form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const person = personOf(ctx);
  const what = What.safeParse(Object.fromEntries(form));
  const values = typedFields(form);
  const otherwise: Answer = { step: "confirm", values, ...(previous.quote ? { quote: previous.quote } : {}) };
  const address = (await keptAddressesOf(ctx)).find(({ id }) => id === form.get("addressId"))?.address;
  if (!what.success || !person) return notHere(values);
  const currency = chosenCurrency(what.data, address?.country);
  const wish = { ...what.data, email: person.email, address, currency };
  const outcome = await placeWish(ctx, wish);
  if (!outcome.ok) return refusedPlacing(ctx, wish, outcome, otherwise);
  const placedNow = outcome.value;

  const seen = Seen.parse(Object.fromEntries(form));
  if (placedNow.totalMinor !== seen.seenTotalMinor || placedNow.currency !== seen.seenCurrency) {
    const order = await mustSee(ctx, placedNow.id);
    return { step: "pay", order, values, notice: await totalNotice("totalChanged", seen, order) };
  }
  form.set("orderId", placedNow.id);
  return payPlaced(ctx, form, { placedBy: placedNow.placedBy });
}

async function pay(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  if (!order) return notHere();
  return payPlaced(ctx, form, { seen: order });
}

/** @param known what was read already: the order, or the offer by which it was placed just now. */
async function payPlaced(
  ctx: Context,
  form: FormData,
  { seen, placedBy }: { seen?: OrderView } & Pick<BeginPayment, "placedBy">,
): Promise<Answer> {
  const t = await getTranslations("checkout");
  const input = Pay.safeParse(Object.fromEntries(form));
  if (!input.success) return notHere();
  const { orderId, seenTotalMinor, seenCurrency, inPlace } = input.data;
  const order = async () => seen ?? (await mustSee(ctx, orderId));
  const means = await meansOf(ctx, input.data);
  if (!means)
    return { step: "pay", order: await order(), notice: { tone: "bad", text: t("cardFormFailed") } };

  const returnUrl = `${await ownOrigin()}/buy/return?order=${orderId}`;
  const outcome = await countedPayment(ctx, await clientAddress(), means, () =>
    buy(ctx, {
      orderId,
      seenTotalMinor,
      seenCurrency,
      means,
      keepsDetails: input.data.keeps === "yes",
      returnUrl,
      showsChallengeInPlace: inPlace === "yes",
      // A card that had to be asked about first took its time: then the offer is looked at again.
      placedBy: means.kind === "kept-card" && means.fingerprint !== undefined ? placedBy : undefined,
    }),
  );
  if (outcome.ok) return afterPayment(ctx, orderId, outcome.value, inPlace === "yes");
  switch (outcome.reason) {
    case "too-many-declines":
      return {
        step: "pay",
        order: await order(),
        notice: { tone: "bad", text: t("tooManyDeclines", { minutes: outcome.detail.waitMinutes }) },
      };
    case "already-paid":
      return { step: "done", order: await mustSee(ctx, orderId) };
    case "payment-under-way":
      return { step: "waiting", order: await order() };
    case "price-changed":
      return reprice(ctx, await order(), input.data);
    case "hold-ended":
      return { step: "pay", order: await order() };
    default:
      return {
        step: "closed",
        order: await order(),
        notice: {
          tone: "bad",
          text: `${t(`refused.${outcome.reason}`, { units: 0, seller: "" })} ${t("nothingCharged")}`,
        },
      };
  }
}

/** A kept card of this person's, or the token that Stripe's form made of a new one. */
async function meansOf(ctx: Context, input: Pay): Promise<Means | undefined> {
  if (input.cardId && input.cardId !== "new") {
    return keptCardMeans(ctx, input.cardId);
  }
  if (!input.confirmationToken) return undefined;
  const keepsCard = input.keeps === "yes" && personOf(ctx) !== undefined;
  const customerId = keepsCard ? await ensureCustomer(ctx) : undefined;
  return { kind: "new-card", confirmationToken: input.confirmationToken, customerId, keepsCard };
}

async function afterPayment(
  ctx: Context,
  orderId: string,
  step: PaymentStep,
  isInPlace: boolean,
): Promise<Answer> {
  const t = await getTranslations("checkout");
  const order = await mustSee(ctx, orderId);
  switch (step.state) {
    case "paid":
      return { step: "done", order };
    case "confirming":
      return { step: "waiting", order };
    case "declined":
      return {
        step: order.status === "pending" ? "pay" : "closed",
        order,
        notice: { tone: "bad", text: t(`declined.${declineWord(step.code)}`) },
      };
    case "requires-action":
      if (!isInPlace && step.redirectUrl) redirect(step.redirectUrl);
      return { step: "waiting", order, clientSecret: step.clientSecret };
  }
}

/** The price moved: the order is placed again at what it costs now, and the shopper is asked. */
async function reprice(ctx: Context, order: OrderView, seen: Seen): Promise<Answer> {
  const again = await replaced(ctx, order);
  if (again.step !== "pay" || !again.order) return again;
  return { ...again, notice: await totalNotice("priceChanged", seen, again.order) };
}

/** The same order in another currency: placed again at its price in that one, which then stands above the button. */
async function payIn(form: FormData, currency: string): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  if (!order) return notHere();
  if (order.status !== "pending") return check(form);
  return replaced(ctx, { ...order, currency }, "yes");
}

async function holdAgain(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  return order ? replaced(ctx, order) : notHere();
}

async function replaced(ctx: Context, order: OrderView, again?: "yes"): Promise<Answer> {
  const line = order.lines[0];
  if (!line) return notHere();
  const wish: Wish = {
    listingId: order.listingId,
    variantId: line.variantId,
    quantity: line.quantity,
    deliveryKind: order.deliveryKind,
    email: order.email,
    address: order.address,
    currency: order.currency,
    again,
  };
  return placed(ctx, wish, { step: "details", values: valuesOf(order) });
}

async function totalNotice(
  words: "totalChanged" | "priceChanged",
  { seenTotalMinor, seenCurrency }: Seen,
  order: OrderView,
): Promise<CheckoutNotice> {
  const t = await getTranslations("checkout");
  const locale = await getLocale();
  const after = formatMoney(order.totalMinor, order.currency, locale);
  const before = formatMoney(
    seenTotalMinor,
    isCurrency(seenCurrency) ? seenCurrency : order.currency,
    locale,
  );
  return { tone: "plain", text: t(words, { before, after }) };
}

// ---- the rest

async function check(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  if (!order) return notHere();
  if (order.status !== "pending" && order.status !== "expired") return { step: "done", order };
  const step = await learnPayment(ctx, order.id);
  if (!step) return { step: "pay", order };
  if (step.state === "requires-action") return { step: "waiting", order, isAsked: true };
  return afterPayment(ctx, order.id, step, true);
}

/** The bank's question again, after it was closed or left. */
async function answerBank(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  const step = order && (await learnPayment(ctx, order.id));
  if (!order || !step) return check(form);
  return afterPayment(ctx, order.id, step, form.get("inPlace") === "yes");
}

/** The question is left for good: the payment is closed, the order waits for another one. */
async function anotherWay(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  if (order) await endAttemptsOf(ctx, order.id);
  return check(form);
}

async function extend(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const orderId = orderIdOf(form);
  await extendHold(ctx, orderId);
  return { step: "pay", order: await mustSee(ctx, orderId) };
}

async function backToDetails(form: FormData): Promise<Answer> {
  const ctx = await buyerContext();
  const order = await orderView(ctx, orderIdOf(form));
  if (!order) return { step: "details", values: {} };
  const { deliveryKind, currency, address } = order;
  const ask = { ...wishedOf(order), deliveryKind, currency, address };
  const quote = await quoteView(ctx, order.listingId, ask);
  return { step: "details", values: valuesOf(order), ...(quote ? { quote } : {}) };
}

async function mustSee(ctx: Context, orderId: string): Promise<OrderView> {
  const order = await orderView(ctx, orderId);
  if (!order) throw new Error("An order was looked for that is not the asker's");
  return order;
}
