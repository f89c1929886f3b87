// The life of a dispute. Stripe decides; this table keeps an answer that comes late from undoing a later one.
import type { disputeStatuses } from "@/db/schema/payments";

export type DisputeStatus = (typeof disputeStatuses)[number];

/** What each state may become. Banks change their mind about a loss, not about a win. */
export const disputeTransitions: Record<DisputeStatus, readonly DisputeStatus[]> = {
  inquiry: ["inquiry-closed", "needs-response", "under-review", "won", "lost"],
  "inquiry-closed": ["needs-response", "under-review", "won", "lost"],
  "needs-response": ["under-review", "won", "lost"],
  "under-review": ["won", "lost"],
  won: [],
  lost: ["won"],
};

/** The states that may become this one. */
export const disputeStatesBefore = (status: DisputeStatus): DisputeStatus[] =>
  (Object.keys(disputeTransitions) as DisputeStatus[]).filter((before) =>
    disputeTransitions[before].includes(status),
  );

/** While the bank has the money, nothing can be given back: it would be given twice. */
export const statesWithMoneyGone: readonly DisputeStatus[] = ["needs-response", "under-review", "lost"];

export const isMoneyGone = (status: DisputeStatus): boolean => statesWithMoneyGone.includes(status);

export const disputeEndings: readonly DisputeStatus[] = ["inquiry-closed", "won", "lost"];

export const isDisputeOver = (status: DisputeStatus): boolean => disputeEndings.includes(status);
