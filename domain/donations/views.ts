// What the dialog of a cause shows.
import type { NotGivable } from "./causes";

export type DonateSheet = {
  causeId: string;
  title: string;
  description: string;
  image: { url: string; alt: string };
  charity: { handle: string; name: string; isVerified: boolean };
  notGivable: NotGivable | undefined;
  currency: string;
  minimumMinor: number;
  /** With what the charity says that the amount does. */
  suggestions: { amountMinor: number; effect: string }[];
  person: { email: string; name: string; cards: { id: string; brand: string; last4: string }[] } | undefined;
  /** A gift of this donor's to this cause that was begun: to be given, or being paid at this moment. */
  underWay: PendingGift | undefined;
  /** The same of one that is given every month: its id. */
  monthlyUnderWay: string | undefined;
};

export type PendingGift = {
  id: string;
  giftMinor: number;
  email: string;
  donorName: string;
  isAnonymous: boolean;
  coversFee: boolean;
  isBeingPaid: boolean;
};

/** A gift that was given, as the last step shows it. */
export type GivenGift = {
  id: string;
  receiptNumber: string;
  causeId: string;
  causeTitle: string;
  charityName: string;
  currency: string;
  giftMinor: number;
  totalMinor: number;
  email: string;
};

/** A gift that is given every month. Minor units. */
export type MonthlyGiftView = {
  id: string;
  status: "pending" | "active" | "past-due" | "paused" | "ended" | "expired";
  causeId: string;
  charityName: string;
  causeTitle: string;
  imageUrl: string;
  currency: string;
  /** What is given from the next month on. */
  giftMinor: number;
  coveredFeeMinor: number;
  totalMinor: number;
  minimumMinor: number;
  email: string;
  renewsAt: Date | undefined;
  endedAt: Date | undefined;
  endReason: "by-donor" | "not-paid" | "declined" | "left-open" | undefined;
  /** The last month waits for the donor to confirm it with their bank. */
  needsBank: boolean;
};
