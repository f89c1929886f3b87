// What passes between the sheet and its action. The action's answer says which step is shown and what it says.
import type { CheckoutSheet, OrderView } from "@/domain/checkout/queries";

export type QuoteView = {
  currency: string;
  itemsMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  totalMinor: number;
  taxName: string;
  taxRateBasisPoints: number;
  pricesIncludeTax: boolean;
  deliveryKind: "standard" | "same-day";
  /** Where it goes; blank while that is not known. */
  country: string;
  /** All in which it can be paid, with the total in each. */
  currencies: { currency: string; totalMinor: number }[];
  options: { kind: "standard" | "same-day"; label: string; fee: string; hint: string | undefined }[];
};

/** A sentence above the form; `ask` puts a button beside it that sends the same form again with a yes in it. */
export type CheckoutNotice = { tone: "bad" | "plain"; text: string; ask?: "again" };

export type CheckoutState = {
  /** details: everything is asked · confirm: all is known · pay: a held order is paid · waiting · done · closed */
  step: "details" | "confirm" | "pay" | "waiting" | "done" | "closed";
  notice?: CheckoutNotice;
  errors?: Record<string, string>;
  /** What was typed, so that nothing has to be typed again. */
  values?: Record<string, string>;
  order?: OrderView;
  quote?: QuoteView;
  /** As it is now, when what is shown may be older: how many are left, that any are. */
  sheet?: CheckoutSheet;
  /** The bank's question was left open: the shopper may answer it, or pay another way. */
  isAsked?: boolean;
  /** The bank asks: Stripe's script shows it with this. */
  clientSecret?: string;
  /** Changes with each answer, so that the same sentence twice is announced twice. */
  turn: number;
};
