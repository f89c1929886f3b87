import { describe, expect, test } from "vitest";
import { locales } from "@/db/schema/accounts";
import { lifeOwners, noticeKinds } from "@/db/schema/channels";
import type { MailContents, MailKind } from "@/domain/mail/kinds";
import { renderMail } from "./render-mail";

const address = {
  fullName: "Grace Okafor",
  line1: "3 rue du Bât-d’Argent",
  city: "Lyon",
  postalCode: "69001",
  country: "FR",
};

const examples: MailContents = {
  "confirm-email": { name: "Ada", url: "/confirm-email?token=t" },
  "address-already-known": { name: "Ada", signInUrl: "/sign-in", resetUrl: "/forgot-password" },
  "reset-password": { name: "Ada", url: "/reset-password?token=t" },
  "shop-invitation": {
    shopName: "Atelier Sorbier",
    invitedBy: "Mona Weber",
    role: "fulfilment",
    url: "/join?token=t",
    expiresAt: "2026-05-11T09:00:00.000Z",
  },
  "archive-ready": {
    shopName: "Atelier Sorbier",
    url: "/dashboard/archive",
    until: "2026-05-11T09:00:00.000Z",
  },
  "order-paid": {
    number: "M-1001",
    orderUrl: "/orders/1",
    claimUrl: "/orders/claim?token=t",
    sellerName: "Atelier Sorbier",
    supportEmail: "atelier@merle.test",
    lines: [{ title: "Moon jar vase", optionValues: ["White"], quantity: 2, unitPriceMinor: 123_456 }],
    currency: "EUR",
    itemsMinor: 246_912,
    deliveryMinor: 690,
    taxMinor: 41_267,
    taxName: "TVA",
    pricesIncludeTax: true,
    totalMinor: 247_602,
    deliveryKind: "standard",
    deliverBy: "2026-05-08T16:00:00.000Z",
    timeZone: "Europe/Paris",
    address,
  },
  "dispute-opened": {
    purpose: "order",
    number: "M-1001",
    sellerName: "Atelier Sorbier",
    amountMinor: 247_602,
    currency: "EUR",
    isInquiry: false,
    answerBy: "2026-05-12T23:59:59.000Z",
  },
  "dispute-closed": {
    purpose: "donation",
    number: "R-7",
    sellerName: "Rivières vivantes",
    amountMinor: 5000,
    currency: "EUR",
    outcome: "won",
    takenFrom: null,
  },
  "order-cancelled": {
    number: "M-1001",
    orderUrl: "/orders/1",
    sellerName: "Atelier Sorbier",
    totalMinor: 5200,
    currency: "JPY",
  },
  "order-shipped": {
    number: "M-1001",
    orderUrl: "/orders/1",
    sellerName: "Atelier Sorbier",
    carrier: "La Poste",
    trackingNumber: "6A12345678901",
    trackingUrl: "https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901",
    address,
  },
  "order-delivered": {
    number: "M-1001",
    orderUrl: "/orders/1",
    sellerName: "Atelier Sorbier",
    supportEmail: "atelier@merle.test",
  },
  "order-refunded": {
    number: "M-1001",
    orderUrl: "/orders/1",
    sellerName: "Atelier Sorbier",
    amountMinor: 5200,
    currency: "USD",
  },
  "order-too-late": { sellerName: "Lumen & Oak", title: "<b>Lamp</b>", totalMinor: 5200, currency: "USD" },
  "donation-receipt": {
    receiptNumber: "D-2001",
    donationUrl: "/donations/1",
    claimUrl: null,
    charityName: "Clear Wells",
    legalName: "Clear Wells Inc.",
    registration: "EIN 00-0000000",
    causeTitle: "One more well",
    currency: "USD",
    giftMinor: 2500,
    coveredFeeMinor: 103,
    totalMinor: 2603,
    isAnonymous: false,
    donorName: "Ada Whitlock",
    paidAt: "2026-05-04T09:00:00.000Z",
    monthlyUrl: "/donations/monthly/1?token=t",
  },
  "month-waits": {
    charityName: "Clear Wells",
    causeTitle: "One more well",
    currency: "USD",
    amountMinor: 1500,
    needsBank: true,
    nextTryAt: "2026-06-07T09:00:00.000Z",
    monthlyUrl: "/donations/monthly/1?token=t",
  },
  "monthly-gift-ended": {
    charityName: "Clear Wells",
    causeTitle: "One more well",
    currency: "USD",
    causeUrl: "/donate/1",
  },
  "channel-end": {
    notice: "announced",
    whose: "channel",
    channelName: "Fancy",
    shopName: "Kaze Objects",
    timeZone: "Asia/Tokyo",
    lastNewListingAt: "2027-01-20T15:00:00.000Z",
    salesEndAt: "2027-01-31T15:00:00.000Z",
    fulfilByAt: null,
    refundsUntilAt: "2027-03-31T15:00:00.000Z",
    closesAt: "2027-04-30T00:00:00.000Z",
    liveListings: 12,
    openOrders: 1001,
    refundableOrders: 7,
    helpUrl: "/help/channels/fancy",
    dashboardUrl: "/dashboard/channels",
  },
};

const rendered = (kind: MailKind, locale: (typeof locales)[number] = "en", content = examples[kind]) =>
  renderMail(
    { id: "1", kind, to: "ada@merle.test", locale, content, createdAt: new Date(0) },
    "https://merle.example",
  );

describe.each(locales)("in %s", (locale) => {
  test.each(Object.keys(examples) as MailKind[])(
    "%s has a subject and says the same in HTML and in text",
    (kind) => {
      const { subject, html, text } = rendered(kind, locale);
      expect(subject).not.toMatch(/mail\.|[{}]/);
      expect(text).not.toMatch(/mail\.|[{}]|undefined/);
      expect(html).not.toContain("undefined");
      for (const [url] of text.matchAll(/https:\S+/g)) expect(html).toContain(url.replaceAll("&", "&amp;"));
    },
  );
});

test("an order reads in the shopper's language, with its money", () => {
  expect(rendered("order-paid").text).toContain("2 × Moon jar vase\nWhite: €2,469.12");
  expect(rendered("order-paid", "fr").text.replaceAll(/\s/g, " ")).toContain("Total : 2 476,02 €");
  expect(rendered("order-paid", "fr").text).toContain("8\u00a0mai 2026");
  expect(rendered("order-cancelled").text).toContain("JP¥5,200");
});

test("a French mail dates the first of a month as the 1er", () => {
  const onTheFirst = { ...examples["order-paid"], deliverBy: "2026-12-01T16:00:00.000Z" };
  expect(rendered("order-paid", "fr", onTheFirst).text).toContain("1er\u00a0décembre 2026");
});

test("a parcel that comes in the evening comes on the seller's day", () => {
  const inPortland = {
    ...examples["order-paid"],
    deliverBy: "2026-05-09T03:00:00Z",
    timeZone: "America/Los_Angeles",
  };
  expect(rendered("order-paid", "en", inPortland).text).toContain("8 May 2026");
});

test.each(locales)(
  "every notice of an end can be said in %s, for a programme, a channel and a connection",
  (locale) => {
    for (const notice of noticeKinds)
      for (const whose of lifeOwners) {
        const { subject, text } = rendered("channel-end", locale, {
          ...examples["channel-end"],
          notice,
          whose,
        });
        expect(subject + text).not.toMatch(/channelEnd|[{}]|undefined/);
      }
  },
);

test("an end tells the shop's own days and numbers, and that giving goes on", () => {
  const { subject, text } = rendered("channel-end");
  expect(subject).toBe("Fancy comes to its end: Kaze Objects sells there until 1 February 2027");
  expect(text).toContain("No sales from: 1 February 2027");
  expect(text).toContain("Closes: 30 April 2027 at 09:00 GMT+9");
  expect(text).not.toContain("Send open orders by");
  expect(text).toContain("Live listings: 12");
  expect(text).toContain("Orders to send: more than 1000");
  expect(text).toContain("https://merle.example/help/channels/fancy");
  expect(text).toContain("They go on.");
  const french = rendered("channel-end", "fr").text.replaceAll(/\s/g, " ");
  expect(french).toContain("1er février 2027");
});

test("what people write stays text in the HTML", () => {
  expect(rendered("order-too-late").html).toContain("&lt;b&gt;Lamp&lt;/b&gt;");
  expect(rendered("order-too-late").html).not.toContain("<b>Lamp");
});

test("a tax is named in the reader's language, combined ones part by part", () => {
  const order = { ...examples["order-paid"], taxName: "GST + QST", pricesIncludeTax: false };
  expect(rendered("order-paid", "en", order).text).toContain("GST + QST");
  expect(rendered("order-paid", "fr", order).text).toContain("TPS + TVQ");
});

test("who has lost a dispute reads where the money is taken from, in a mail from before that was said too", () => {
  const { takenFrom: _, ...before } = { ...examples["dispute-closed"], outcome: "lost" as const };
  const read = (more: object, locale: "en" | "fr" = "en") =>
    renderMail(
      {
        id: "1",
        kind: "dispute-closed",
        to: "lea@merle.test",
        locale,
        content: { ...before, ...more },
        createdAt: new Date(0),
      },
      "https://merle.example",
    ).text.replaceAll(/\s/g, " ");
  expect(read({ takenFrom: "account" })).toContain(
    "the account of Rivières vivantes at Stripe: €50.00 are taken back from there now",
  );
  expect(read({ takenFrom: "owed" }, "fr")).toContain(
    "50,00 € sont déduits de ce que Merle doit à Rivières vivantes.",
  );
  for (const silent of [{ takenFrom: null }, {}])
    expect(read(silent)).not.toMatch(/taken (back from|off)|undefined/);
});
