// Every mail that Merle sends, with what its words are filled with. Contents are kept as JSON, so instants are ISO
// strings; amounts are minor units; urls are paths of this site. The words are in messages/*/mail.ts.
import type { PostalAddress } from "@/db/schema/accounts";
import type { Role } from "@/domain/context";
import type { lifeOwners, noticeKinds } from "@/db/schema/channels";

export type OrderPaidMail = {
  number: string;
  orderUrl: string;
  /** Only for guests: the link that lets an account claim the order. */
  claimUrl: string | null;
  sellerName: string;
  supportEmail: string;
  lines: { title: string; optionValues: string[]; quantity: number; unitPriceMinor: number }[];
  currency: string;
  itemsMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  taxName: string;
  pricesIncludeTax: boolean;
  totalMinor: number;
  deliveryKind: "standard" | "same-day";
  deliverBy: string;
  /** The seller's, on whose calendar it is delivered. */
  timeZone: string;
  address: PostalAddress | null;
};

export type DonationReceiptMail = {
  receiptNumber: string;
  donationUrl: string;
  claimUrl: string | null;
  charityName: string;
  legalName: string;
  registration: string;
  causeTitle: string;
  currency: string;
  giftMinor: number;
  coveredFeeMinor: number;
  totalMinor: number;
  isAnonymous: boolean;
  donorName: string;
  paidAt: string;
  /** For a month of a monthly gift: the link that stops, pauses and changes it, without signing in. */
  monthlyUrl: string | null;
};

export type MonthWaitsMail = {
  charityName: string;
  causeTitle: string;
  currency: string;
  amountMinor: number;
  /** The bank wants to ask the donor; otherwise it said no. */
  needsBank: boolean;
  /** When the card is tried again by itself. */
  nextTryAt: string | null;
  monthlyUrl: string;
};

type DisputeMail = {
  purpose: "order" | "donation";
  /** The order's, or the receipt's. */
  number: string;
  sellerName: string;
  amountMinor: number;
  currency: string;
};

/** What an end means for one shop, with its own numbers as they were when the mail was written. */
export type ChannelEndMail = {
  notice: (typeof noticeKinds)[number];
  whose: (typeof lifeOwners)[number];
  /** The channel; of the programme its own name. */
  channelName: string;
  shopName: string;
  /** The shop's, on whose calendar the dates are written. */
  timeZone: string;
  lastNewListingAt: string | null;
  salesEndAt: string | null;
  fulfilByAt: string | null;
  refundsUntilAt: string | null;
  closesAt: string | null;
  /** Each up to 1000; 1001 says "more". */
  liveListings: number;
  openOrders: number;
  refundableOrders: number;
  helpUrl: string;
  dashboardUrl: string;
};

export type MailContents = {
  "confirm-email": { name: string; url: string };
  "address-already-known": { name: string; signInUrl: string; resetUrl: string };
  "reset-password": { name: string; url: string };
  "shop-invitation": { shopName: string; invitedBy: string; role: Role; url: string; expiresAt: string };
  "order-paid": OrderPaidMail;
  "order-cancelled": {
    number: string;
    orderUrl: string;
    sellerName: string;
    totalMinor: number;
    currency: string;
  };
  "order-shipped": {
    number: string;
    orderUrl: string;
    sellerName: string;
    /** As the carrier calls itself. */
    carrier: string;
    trackingNumber: string | null;
    /** The carrier's own page, the one address here that is not of this site. */
    trackingUrl: string | null;
    address: PostalAddress | null;
  };
  "order-delivered": { number: string; orderUrl: string; sellerName: string; supportEmail: string };
  "order-refunded": {
    number: string;
    orderUrl: string;
    sellerName: string;
    amountMinor: number;
    currency: string;
  };
  /** The money came after the hold had run out and nothing was left: all of it goes back. */
  "order-too-late": { sellerName: string; title: string; totalMinor: number; currency: string };
  "donation-receipt": DonationReceiptMail;
  "month-waits": MonthWaitsMail;
  "monthly-gift-ended": { charityName: string; causeTitle: string; currency: string; causeUrl: string };
  /** To the seller and the operator: a shopper's bank asks about a payment, or has taken it back. */
  "dispute-opened": DisputeMail & {
    isInquiry: boolean;
    /** Until when the bank hears an answer. */
    answerBy: string | null;
  };
  "dispute-closed": DisputeMail & {
    outcome: "won" | "lost" | "inquiry-closed";
    /** Of one that is lost, where the seller's share comes from; null when the seller never had any of it. */
    takenFrom: "account" | "owed" | null;
  };
  /** To those who run a shop: a channel, or Buy now as a whole, comes to its end. */
  "channel-end": ChannelEndMail;
  /** To the one who asked for an archive of a shop: it can be fetched, and until when. */
  "archive-ready": { shopName: string; url: string; until: string };
};

export type MailKind = keyof MailContents;
