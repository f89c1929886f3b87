import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { PostalAddress } from "@/db/schema/accounts";
import { merchants } from "@/db/schema/accounts";
import { deliveryMethods, type OtherFees, variants } from "@/db/schema/catalog";
import { ledgerLines } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { offerOf } from "@/domain/catalog/offers";
import { placeOrder } from "@/domain/orders/place-order";
import { quoteOrder } from "@/domain/orders/quote-order";
import { refuse } from "@/domain/outcome";
import { lyonAddress, world } from "@/domain/testing";
import {
  expectBooksInOrder,
  intentsAtStripe,
  orderRow,
  paidAtStripe,
  pay,
  placed,
  typedCard,
  wish,
} from "@/domain/testing-purchases";
import { beginPayment } from "@/domain/orders/begin-payment";
import { checkoutSheet, orderView } from "./queries";
import { refundOrder } from "./refund-order";

const leeds: PostalAddress = { ...lyonAddress, city: "Leeds", postalCode: "LS1 1UR", country: "GB" };
const kyoto: PostalAddress = {
  ...lyonAddress,
  city: "Kyoto",
  state: "26",
  postalCode: "600-8001",
  country: "JP",
};
const boston: PostalAddress = {
  ...lyonAddress,
  city: "Boston",
  state: "MA",
  postalCode: "02108",
  country: "US",
};

/** A shop in euros that also sells in pounds and yen, and a mug with a price in each. */
async function shop(otherPrices: Record<string, number> = { GBP: 2100, JPY: 3900 }) {
  const w = await world();
  const seller = await w.merchant("atelier", { otherCurrencies: ["GBP", "JPY"] });
  const mug = await w.listing(seller, { priceMinor: 2400, otherPrices, unitsInStock: 9 });
  const person = await w.person("olive");
  const memberships = [{ accountId: seller.accountId, role: "owner" as const }];
  const olive = { ...person, actor: { ...person.actor, memberships } };
  const setFees = (otherFees: OtherFees) =>
    w.db.update(deliveryMethods).set({ otherFees }).where(eq(deliveryMethods.merchantId, seller.accountId));
  const setCurrencies = (otherCurrencies: string[]) =>
    w.db.update(merchants).set({ otherCurrencies }).where(eq(merchants.accountId, seller.accountId));
  const quoted = async (address: PostalAddress, currency?: string) => {
    const offer = await offerOf(w.guest(), mug.listingId);
    const ask = {
      variantId: mug.variantId,
      quantity: 1,
      address,
      deliveryKind: "standard",
      currency,
    } as const;
    const outcome = await quoteOrder(w.guest(), offer!, ask);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  };
  return { w, seller, mug, olive, setFees, setCurrencies, quoted };
}

test("a buyer is asked for the currency of the country that it goes to, where the shop has a price in it", async () => {
  const { quoted } = await shop();
  expect(await quoted(leeds)).toMatchObject({ currency: "GBP", itemsMinor: 2100, totalMinor: 2600 });
  expect(await quoted(kyoto)).toMatchObject({ currency: "JPY", itemsMinor: 3900, totalMinor: 4400 });
  expect(await quoted(lyonAddress)).toMatchObject({ currency: "EUR", itemsMinor: 2400, totalMinor: 2900 });
  // Nothing is converted: a country whose currency has no price pays in the shop's own.
  expect(await quoted(boston)).toMatchObject({ currency: "EUR", totalMinor: 2900 });
});

test("a buyer may take any currency of the shop, and is told what it comes to in each", async () => {
  const { quoted } = await shop();
  const inPounds = await quoted(lyonAddress, "GBP");
  expect(inPounds).toMatchObject({ currency: "GBP", totalMinor: 2600 });
  expect(inPounds.currencies).toEqual([
    { currency: "EUR", totalMinor: 2900 },
    { currency: "GBP", totalMinor: 2600 },
    { currency: "JPY", totalMinor: 4400 },
  ]);
  expect(await quoted(leeds, "USD")).toMatchObject({ currency: "GBP" });
});

test("without a price, or without a fee for the way that it travels, a currency is not offered", async () => {
  const { quoted, setFees } = await shop({ GBP: 2100 });
  expect((await quoted(kyoto)).currencies.map(({ currency }) => currency)).toEqual(["EUR", "GBP"]);
  await setFees({ JPY: { feeMinor: 900, freeFromMinor: null } });
  expect(await quoted(leeds, "GBP")).toMatchObject({ currency: "EUR", currencies: [{ currency: "EUR" }] });
});

test("a zone without a fee in a currency does not lend that of another zone", async () => {
  const { w, seller, quoted, setFees } = await shop();
  await setFees({ GBP: { feeMinor: 400, freeFromMinor: null } }); // the one for everywhere
  await w.db.insert(deliveryMethods).values({
    id: "leeds",
    merchantId: seller.accountId,
    kind: "standard",
    feeMinor: 1500,
    currency: "EUR",
    countries: ["GB"],
    minDays: 3,
    maxDays: 6,
  });
  expect(await quoted(leeds)).toMatchObject({ currency: "EUR", deliveryMinor: 1500 });
});

test("from when delivery is free is said in each currency by itself", async () => {
  const { quoted, setFees } = await shop();
  await setFees({
    GBP: { feeMinor: 400, freeFromMinor: 2100 },
    JPY: { feeMinor: 700, freeFromMinor: 3901 },
  });
  expect(await quoted(leeds)).toMatchObject({ deliveryMinor: 0, totalMinor: 2100 });
  expect(await quoted(kyoto)).toMatchObject({ deliveryMinor: 700, totalMinor: 4600 });
});

test("a delivery without a fee in the currency stays on offer, in the shop's own, and is paid in it", async () => {
  const { w, seller, mug } = await shop();
  await w.db.insert(deliveryMethods).values({
    id: "today",
    merchantId: seller.accountId,
    kind: "same-day",
    feeMinor: 3000,
    currency: "EUR",
    minDays: 0,
    maxDays: 0,
    sameDay: {
      cityName: "Lyon",
      country: "FR",
      postalPrefixes: ["690"],
      cutOffMinute: 1200,
      deliveredByMinute: 1300,
    },
  });
  const offer = await offerOf(w.guest(), mug.listingId);
  const ask = { variantId: mug.variantId, quantity: 1, address: lyonAddress, currency: "GBP" };
  const standard = await quoteOrder(w.guest(), offer!, { ...ask, deliveryKind: "standard" });
  expect(standard).toMatchObject({
    value: {
      currency: "GBP",
      options: [
        { kind: "standard", currency: "GBP" },
        { kind: "same-day", currency: "EUR", feeMinor: 3000 },
      ],
    },
  });
  const today = await quoteOrder(w.guest(), offer!, { ...ask, deliveryKind: "same-day" });
  expect(today).toMatchObject({ value: { currency: "EUR", totalMinor: 5400 } });
});

test("an order in yen is paid, told of, entered and given back in yen", async () => {
  const { w, mug, olive } = await shop();
  const ctx = w.guest();
  const order = await placed(ctx, mug, { address: kyoto, quantity: 2 });
  expect(order).toMatchObject({ currency: "JPY", itemsMinor: 7800, totalMinor: 8300, commissionMinor: 390 });
  expect(await pay(w, ctx, order)).toMatchObject({ value: { state: "paid" } });
  expect((await paidAtStripe(w)).map(({ amount, currency }) => [amount, currency])).toEqual([[8300, "jpy"]]);
  const [mail] = await w.db.select().from(mails).where(eq(mails.kind, "order-paid"));
  expect(mail?.content).toMatchObject({ currency: "JPY", totalMinor: 8300 });

  expect(
    await refundOrder(olive, { orderId: order.id, amountMinor: 300, seenRefundedMinor: 0 }),
  ).toMatchObject({ ok: true });
  const [refund] = (await w.stripe.client.refunds.list()).data;
  expect(refund).toMatchObject({ amount: 300, currency: "jpy" });
  const lines = await w.db.select().from(ledgerLines);
  expect(new Set(lines.map(({ currency }) => currency))).toEqual(new Set(["JPY"]));
  await expectBooksInOrder(w, { eventsArrive: true });
});

test("of two tabs with two currencies only the one that was chosen last can pay, for what stands in it", async () => {
  const { w, mug } = await shop({ GBP: 2400 }); // the same figure in both: only its currency tells them apart
  const ada = await w.person("ada");
  const first = await placed(ada, mug, { email: ada.email, currency: "EUR" });
  const second = await placed(ada, mug, { email: ada.email, currency: "GBP" });
  expect([second.id, second.totalMinor, second.currency]).toEqual([first.id, first.totalMinor, "GBP"]);

  expect(await pay(w, ada, first)).toEqual(refuse("price-changed"));
  expect(await intentsAtStripe(w)).toEqual([]);
  expect(await pay(w, ada, second)).toMatchObject({ value: { state: "paid" } });
  expect((await paidAtStripe(w)).map(({ amount, currency }) => [amount, currency])).toEqual([[2900, "gbp"]]);
  await expectBooksInOrder(w, { eventsArrive: true });
});

test("while a payment is under way its currency cannot be changed", async () => {
  const { w, mug } = await shop();
  const ada = await w.person("ada");
  const order = await placed(ada, mug, { email: ada.email });
  const begun = await beginPayment(ada, {
    orderId: order.id,
    seenTotalMinor: order.totalMinor,
    seenCurrency: order.currency,
    means: await typedCard(w),
    keepsDetails: false,
    returnUrl: "https://merle.test/return",
    showsChallengeInPlace: true,
  });
  expect(begun.ok).toBe(true);
  expect(await placeOrder(ada, wish(mug, { email: ada.email, currency: "GBP" }))).toEqual(
    refuse("payment-under-way", undefined),
  );
  expect(await orderRow(w, order.id)).toMatchObject({ currency: "EUR" });
  await expectBooksInOrder(w);
});

test("after a card was declined the next try may be in another currency, with a payment of its own", async () => {
  const { w, mug } = await shop();
  const ada = await w.person("ada");
  const order = await placed(ada, mug, { email: ada.email });
  const declined = await pay(w, ada, order, "pm_card_visa_chargeDeclined");
  expect(declined).toMatchObject({ value: { state: "declined" } });
  const again = await placed(ada, mug, { email: ada.email, currency: "GBP" });
  expect(await pay(w, ada, again)).toMatchObject({ value: { state: "paid" } });
  const intents = (await intentsAtStripe(w)).map(({ currency, status }) => `${currency} ${status}`);
  expect(intents.toSorted()).toEqual(["eur canceled", "gbp succeeded"]);
  await expectBooksInOrder(w, { eventsArrive: true });
});

test("a price that changes in one currency only stops those who saw it in that one", async () => {
  const { w, mug } = await shop();
  const [ada, grace] = [await w.person("ada"), await w.person("grace")];
  const euros = await placed(ada, mug, { email: ada.email });
  const pounds = await placed(grace, mug, { email: grace.email, address: leeds });
  await w.db
    .update(variants)
    .set({ otherPrices: { GBP: 2200, JPY: 3900 } })
    .where(eq(variants.id, mug.variantId));
  expect(await pay(w, grace, pounds)).toEqual(refuse("price-changed"));
  expect(await pay(w, ada, euros)).toMatchObject({ value: { state: "paid" } });
  const again = await placed(grace, mug, { email: grace.email, address: leeds, currency: "GBP" });
  expect(again).toMatchObject({ id: pounds.id, currency: "GBP", totalMinor: 2700 });
});

test("who waits at a checkout in a currency that the shop gives up is asked again, in the shop's own", async () => {
  const { w, mug, setCurrencies } = await shop();
  const ada = await w.person("ada");
  const order = await placed(ada, mug, { email: ada.email, address: leeds });
  await setCurrencies(["JPY"]);
  expect(await pay(w, ada, order)).toEqual(refuse("price-changed"));
  const again = await placed(ada, mug, { email: ada.email, address: leeds, currency: "GBP" });
  expect(again).toMatchObject({ id: order.id, currency: "EUR", totalMinor: 2900 });
  expect(await intentsAtStripe(w)).toEqual([]);
});

test("who waits when the fee in their currency is taken away is asked again", async () => {
  const { w, mug, setFees } = await shop();
  const ada = await w.person("ada");
  const order = await placed(ada, mug, { email: ada.email, address: leeds });
  await setFees({});
  expect(await pay(w, ada, order)).toEqual(refuse("price-changed"));
});

test("the sheet shows prices in every currency, and a held order what it would be in the others", async () => {
  const { w, mug, setCurrencies } = await shop();
  const ada = await w.person("ada");
  expect(await checkoutSheet(ada, mug.listingId)).toMatchObject({
    currency: "EUR",
    variants: [{ priceMinor: 2400, otherPrices: { GBP: 2100, JPY: 3900 } }],
  });
  const order = await placed(ada, mug, { email: ada.email, address: leeds });
  expect((await orderView(ada, order.id))?.otherTotals).toEqual([
    { currency: "EUR", totalMinor: 2900 },
    { currency: "JPY", totalMinor: 4400 },
  ]);
  await setCurrencies([]);
  expect(await checkoutSheet(ada, mug.listingId)).toMatchObject({ variants: [{ otherPrices: {} }] });
  expect((await orderView(ada, order.id))?.otherTotals).toEqual([]);
});
