// What passes between the dialog and its action. The action's answer says which step is shown and what it says.
import type { GivenGift } from "@/domain/donations/views";

export type DonateState = {
  /** give: everything on one page · waiting: the outcome is not known · done · closed: no gifts are taken */
  step: "give" | "waiting" | "done" | "closed";
  notice?: { tone: "bad" | "plain"; text: string; ask?: "again" };
  errors?: Partial<Record<"amount" | "email" | "donorName", string>>;
  /** What was typed and ticked, so that nothing has to be done again. */
  values?: DonateValues;
  /** The gift that is being paid. */
  donationId?: string;
  /** The gift of every month whose first month is being paid. */
  monthlyGiftId?: string;
  /** When a gift of every month, now given, is charged next: an ISO instant. */
  renewsAt?: string;
  given?: GivenGift;
  /** The bank's question was left open: the donor may answer it, or pay another way. */
  isAsked?: boolean;
  /** The bank asks: Stripe's script shows it with this. */
  clientSecret?: string;
  /** Changes with each answer, so that the same sentence twice is announced twice. */
  turn: number;
};

export const rhythms = ["once", "monthly"] as const;

export type DonateValues = {
  rhythm: (typeof rhythms)[number];
  amount: string;
  suggestion: string;
  email: string;
  donorName: string;
  isAnonymous: boolean;
  coversFee: boolean;
  cardId: string;
};
