// The words of each kind of mail, in the language that its reader had when it was written.
import { createTranslator } from "use-intl/core";
import { formatMoney, taxNameIn } from "@/components/ui/money";
import type { PostalAddress } from "@/db/schema/accounts";
import type { Locale } from "@/domain/context";
import { endFields, mostCounted } from "@/domain/channels/date-rules";
import type { WaitingMail } from "@/domain/mail/deliver-mails";
import type { MailContents, MailKind } from "@/domain/mail/kinds";
import { envelopeLines } from "@/domain/orders/address-rules";
import { dateFormat, formatBoundary } from "@/domain/time";
import { type Messages, messages } from "@/messages";
import { type Block, type Letter, type RenderedMail, renderLetter } from "./letter";

const wordsIn = (locale: Locale) =>
  createTranslator({ locale, messages: messages[locale], namespace: "mail" });

type Tools = {
  t: ReturnType<typeof wordsIn>;
  money: (amountMinor: number, currency: string) => string;
  /** The name of a tax. */
  tax: (name: string) => string;
  date: (instant: string, timeZone?: string) => string;
  /** When something begins or ends: the day, or the hour where it is not the start of a day there. */
  boundary: (instant: string, timeZone: string) => string;
  /** Those of other parts of the product. */
  words: Messages;
  /** As it stands on an envelope. */
  envelope: (address: PostalAddress) => string;
  /** The full address of a path of this site. */
  url: (path: string) => string;
};

const text = (words: string): Block => ({ kind: "text", text: words });
const small = (words: string): Block => ({ kind: "small", text: words });

const writers: { [K in MailKind]: (content: MailContents[K], tools: Tools) => Letter } = {
  "confirm-email": ({ name, url: path }, { t, url }) => ({
    subject: t("confirmEmail.subject"),
    blocks: [
      text(t("hello", { name })),
      text(t("confirmEmail.text")),
      { kind: "button", label: t("confirmEmail.button"), url: url(path) },
      small(t("confirmEmail.notYou")),
    ],
  }),

  "address-already-known": ({ name, signInUrl, resetUrl }, { t, url }) => ({
    subject: t("addressAlreadyKnown.subject"),
    blocks: [
      text(t("hello", { name })),
      text(t("addressAlreadyKnown.text")),
      { kind: "button", label: t("addressAlreadyKnown.button"), url: url(signInUrl) },
      { kind: "link", text: "", label: t("addressAlreadyKnown.reset"), url: url(resetUrl) },
      small(t("addressAlreadyKnown.notYou")),
    ],
  }),

  "reset-password": ({ name, url: path }, { t, url }) => ({
    subject: t("resetPassword.subject"),
    blocks: [
      text(t("hello", { name })),
      text(t("resetPassword.text")),
      { kind: "button", label: t("resetPassword.button"), url: url(path) },
      small(t("resetPassword.notYou")),
    ],
  }),

  "shop-invitation": ({ shopName: shop, invitedBy, role, url: path, expiresAt }, { t, date, url }) => ({
    subject: t("shopInvitation.subject", { shop }),
    blocks: [
      text(t("shopInvitation.text", { name: invitedBy, shop, role: t(`shopInvitation.roles.${role}`) })),
      { kind: "button", label: t("shopInvitation.button"), url: url(path) },
      small(t("shopInvitation.until", { day: date(expiresAt) })),
      small(t("shopInvitation.notYou")),
    ],
  }),

  "order-paid": (order, { t, money, tax, date, envelope, url }) => {
    const amount = (minor: number) => money(minor, order.currency);
    const name = tax(order.taxName);
    const taxLabel = order.pricesIncludeTax ? t("orderPaid.taxIncluded", { tax: name }) : name;
    const arrives = order.deliveryKind === "same-day" ? "orderPaid.arrivesSameDay" : "orderPaid.arrives";
    const rows = [
      ...order.lines.map(({ title, optionValues, quantity, unitPriceMinor }) => ({
        label: [t("orderPaid.line", { quantity, title }), optionValues.join(", ")].filter(Boolean).join("\n"),
        value: amount(unitPriceMinor * quantity),
      })),
      { label: t("orderPaid.delivery"), value: amount(order.deliveryMinor) },
      ...(order.pricesIncludeTax || order.taxMinor === 0
        ? []
        : [{ label: taxLabel, value: amount(order.taxMinor) }]),
      { label: t("orderPaid.total"), value: amount(order.totalMinor), isStrong: true },
      ...(order.pricesIncludeTax && order.taxMinor > 0
        ? [{ label: taxLabel, value: amount(order.taxMinor) }]
        : []),
    ];
    return {
      subject: t("orderPaid.subject", { number: order.number, seller: order.sellerName }),
      blocks: [
        text(t("orderPaid.text", { number: order.number, seller: order.sellerName })),
        { kind: "rows", rows },
        text(t(arrives, { date: date(order.deliverBy, order.timeZone) })),
        ...(order.address ? [text(`${t("orderPaid.shipTo")}\n${envelope(order.address)}`)] : []),
        { kind: "button", label: t("orderPaid.button"), url: url(order.orderUrl) },
        ...claim(order.claimUrl, t("orderPaid.claim"), t("orderPaid.claimLink"), url),
        small(t("orderPaid.help", { email: order.supportEmail })),
      ],
    };
  },

  "order-cancelled": ({ number, orderUrl, sellerName, totalMinor, currency }, { t, money, url }) => ({
    subject: t("orderCancelled.subject", { number }),
    blocks: [
      text(t("orderCancelled.text", { number, seller: sellerName, total: money(totalMinor, currency) })),
      { kind: "button", label: t("orderCancelled.button"), url: url(orderUrl) },
    ],
  }),

  "order-shipped": (shipped, { t, envelope, url }) => {
    const { number, sellerName, carrier, trackingNumber, trackingUrl, address } = shipped;
    const lines = [
      t("orderShipped.text", { number, seller: sellerName, carrier }),
      ...(trackingNumber ? [t("orderShipped.number", { trackingNumber })] : []),
    ];
    return {
      subject: t("orderShipped.subject", { number }),
      blocks: [
        text(lines.join("\n")),
        ...(address ? [text(`${t("orderPaid.shipTo")}\n${envelope(address)}`)] : []),
        trackingUrl
          ? { kind: "button", label: t("orderShipped.follow", { carrier }), url: trackingUrl }
          : { kind: "button", label: t("orderShipped.button"), url: url(shipped.orderUrl) },
      ],
    };
  },

  "order-delivered": ({ number, orderUrl, sellerName, supportEmail }, { t, url }) => ({
    subject: t("orderDelivered.subject", { number }),
    blocks: [
      text(t("orderDelivered.text", { number, seller: sellerName })),
      { kind: "button", label: t("orderDelivered.button"), url: url(orderUrl) },
      small(t("orderDelivered.help", { email: supportEmail })),
    ],
  }),

  "order-refunded": ({ number, orderUrl, sellerName, amountMinor, currency }, { t, money, url }) => {
    const amount = money(amountMinor, currency);
    return {
      subject: t("orderRefunded.subject", { amount }),
      blocks: [
        text(t("orderRefunded.text", { amount, number, seller: sellerName })),
        { kind: "button", label: t("orderRefunded.button"), url: url(orderUrl) },
      ],
    };
  },

  "order-too-late": ({ sellerName, title, totalMinor, currency }, { t, money }) => ({
    subject: t("orderTooLate.subject"),
    blocks: [text(t("orderTooLate.text", { seller: sellerName, title, total: money(totalMinor, currency) }))],
  }),

  "dispute-opened": (dispute, tools) => {
    const { t, date } = tools;
    const facts = paidFor(dispute, tools);
    const { amount } = facts;
    return {
      subject: t(dispute.isInquiry ? "disputeOpened.subjectInquiry" : "disputeOpened.subject", { amount }),
      blocks: [
        text(t(dispute.isInquiry ? "disputeOpened.textInquiry" : "disputeOpened.text", facts)),
        ...(dispute.answerBy ? [text(t("disputeOpened.answerBy", { date: date(dispute.answerBy) }))] : []),
      ],
    };
  },

  "dispute-closed": (dispute, tools) => {
    const { t } = tools;
    const facts = paidFor(dispute, tools);
    const { amount } = facts;
    return {
      subject: t(`disputeClosed.subject.${dispute.outcome}`, { amount }),
      blocks: [
        text(t(`disputeClosed.text.${dispute.outcome}`, facts)),
        ...(dispute.takenFrom ? [text(t(`disputeClosed.takenFrom.${dispute.takenFrom}`, facts))] : []),
      ],
    };
  },

  "donation-receipt": (gift, { t, money, date, url }) => {
    const amount = (minor: number) => money(minor, gift.currency);
    const { charityName: charity, receiptNumber: number } = gift;
    return {
      subject: t("donationReceipt.subject", { number, charity }),
      blocks: [
        text(t("donationReceipt.text", { charity })),
        {
          kind: "rows",
          rows: [
            { label: t("donationReceipt.number"), value: number },
            { label: t("donationReceipt.date"), value: date(gift.paidAt) },
            { label: t("donationReceipt.charity"), value: `${gift.legalName}\n${gift.registration}` },
            { label: t("donationReceipt.cause"), value: gift.causeTitle },
            {
              label: t("donationReceipt.donor"),
              value: gift.isAnonymous ? t("donationReceipt.anonymous", { charity }) : gift.donorName,
            },
            { label: t("donationReceipt.gift"), value: amount(gift.giftMinor) },
            ...(gift.coveredFeeMinor > 0
              ? [{ label: t("donationReceipt.coveredFee"), value: amount(gift.coveredFeeMinor) }]
              : []),
            { label: t("donationReceipt.total"), value: amount(gift.totalMinor), isStrong: true },
          ],
        },
        text(t("donationReceipt.inReturn")),
        { kind: "button", label: t("donationReceipt.button"), url: url(gift.donationUrl) },
        ...claim(gift.monthlyUrl, t("donationReceipt.monthly"), t("donationReceipt.monthlyLink"), url),
        ...claim(gift.claimUrl, t("donationReceipt.claim"), t("donationReceipt.claimLink"), url),
      ],
    };
  },

  "month-waits": (month, { t, money, date, url }) => {
    const kind = month.needsBank ? "monthNeedsBank" : "monthDeclined";
    const { charityName: charity, causeTitle: cause } = month;
    const amount = money(month.amountMinor, month.currency);
    return {
      subject: t(`${kind}.subject`, { charity }),
      blocks: [
        text(t(`${kind}.text`, { amount, charity, cause })),
        ...(month.nextTryAt === null || month.needsBank
          ? []
          : [text(t("monthDeclined.nextTry", { date: date(month.nextTryAt) }))]),
        { kind: "button", label: t(`${kind}.button`), url: url(month.monthlyUrl) },
        small(t(`${kind}.orStop`)),
      ],
    };
  },

  "monthly-gift-ended": ({ charityName: charity, causeTitle: cause, causeUrl }, { t, url }) => ({
    subject: t("monthlyGiftEnded.subject", { charity }),
    blocks: [
      text(t("monthlyGiftEnded.text", { charity, cause })),
      { kind: "button", label: t("monthlyGiftEnded.button"), url: url(causeUrl) },
    ],
  }),

  "archive-ready": ({ shopName: shop, url: path, until }, { t, date, url }) => ({
    subject: t("archiveReady.subject", { shop }),
    blocks: [
      text(t("archiveReady.text", { shop })),
      { kind: "button", label: t("archiveReady.button"), url: url(path) },
      small(t("archiveReady.until", { day: date(until) })),
    ],
  }),

  "channel-end": (end, { t, boundary, words, url }) => {
    const { notice, whose, channelName: channel, shopName: shop, timeZone } = end;
    const day = end.salesEndAt === null ? "" : boundary(end.salesEndAt, timeZone);
    const facts = { whose, channel, shop, day };
    const isOver = notice === "closed" || notice === "cancelled";
    const dates = endFields.flatMap((field) => {
      const at = end[field];
      return at === null ? [] : [{ label: words.channels.dates[field], value: boundary(at, timeZone) }];
    });
    const counted = (count: number) =>
      count > mostCounted ? t("channelEnd.more", { count: String(mostCounted) }) : String(count);
    const numbers = (["liveListings", "openOrders", "refundableOrders"] as const).map((number) => ({
      label: t(`channelEnd.${number}`),
      value: counted(end[number]),
    }));
    return {
      subject: t(`channelEnd.subject.${notice}`, facts),
      blocks: [
        text(t(`channelEnd.opening.${notice}`, facts)),
        ...(dates.length > 0 ? [{ kind: "rows" as const, rows: dates }] : []),
        ...(isOver
          ? []
          : [
              text(t("channelEnd.numbers", { shop })),
              { kind: "rows" as const, rows: numbers },
              text(t(notice === "sales-ended" ? "channelEnd.todo.winding" : "channelEnd.todo.selling")),
            ]),
        { kind: "button", label: t("channelEnd.button"), url: url(end.dashboardUrl) },
        {
          kind: "link",
          text: t("channelEnd.help"),
          label: t("channelEnd.helpLink", { channel }),
          url: url(end.helpUrl),
        },
        small(t("channelEnd.donate")),
      ],
    };
  },
};

/** Of a dispute, as its words want it. */
const paidFor = (
  { purpose, number, sellerName, amountMinor, currency }: MailContents["dispute-opened" | "dispute-closed"],
  { money }: Tools,
) => ({ purpose, number, seller: sellerName, amount: money(amountMinor, currency) });

const claim = (path: string | null, words: string, label: string, url: Tools["url"]): Block[] =>
  path === null ? [] : [{ kind: "link", text: words, label, url: url(path) }];

/**
 * @param publicUrl the address of this site, for the links.
 * Throws when the mail is of a kind that is not known here.
 */
export function renderMail({ kind, locale, content }: WaitingMail, publicUrl: string): RenderedMail {
  const write = writers[kind as MailKind] as ((content: unknown, tools: Tools) => Letter) | undefined;
  if (!write) throw new Error(`A mail is of a kind that is not known here: ${kind}`);
  const t = wordsIn(locale);
  const dateLocale = locale === "en" ? "en-GB" : locale;
  const letter = write(content, {
    t,
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, locale),
    tax: (name) => taxNameIn(messages[locale].checkout.taxNames, name),
    date: (instant, timeZone = "UTC") =>
      dateFormat(dateLocale, { dateStyle: "long", timeZone }).format(new Date(instant)),
    boundary: (instant, timeZone) => formatBoundary(new Date(instant), dateLocale, timeZone),
    words: messages[locale],
    envelope: (address) => envelopeLines(address, locale).join("\n"),
    url: (path) => new URL(path, publicUrl).toString(),
  });
  const line = (label: string, value: string) => t("line", { label, value });
  return renderLetter(letter, { locale, linkHint: t("linkHint"), footer: t("footer"), line });
}
