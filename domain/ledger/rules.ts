// What each fact does to the accounts. Whole minor units; debits positive, credits negative.
import type { Line } from "./post-entry";

/** What a payment is for: an order earns the platform its commission, a gift is the charity's alone. */
export type Purpose =
  | { kind: "order"; merchantId: string; commissionMinor: number }
  | { kind: "donation"; nonprofitId: string }
  | { kind: "unwanted" };

/** Money was taken from the shopper: it is on its way to Stripe's balance, and owed to whom it is for. */
export function paymentLines(amountMinor: number, purpose: Purpose): Line[] {
  return [{ account: "payments-clearing", amountMinor }, ...owed(-amountMinor, purpose)];
}

/**
 * Money goes back. The commission goes back with it by the same part as the money, rounded down, so that the refund
 * that empties the payment returns what is left of it.
 * @param refundedMinor what went back before · commissionReturnedMinor what of the commission went back with it.
 */
export function refundLines(
  amountMinor: number,
  purpose: Purpose,
  paid: { totalMinor: number; refundedMinor: number; commissionReturnedMinor: number },
): Line[] {
  const clearing: Line = { account: "refunds-clearing", amountMinor: -amountMinor };
  if (purpose.kind !== "order") return [clearing, ...owed(amountMinor, purpose)];
  const commissionMinor =
    commissionToReturn(purpose.commissionMinor, paid.totalMinor, paid.refundedMinor + amountMinor) -
    paid.commissionReturnedMinor;
  return [clearing, ...owed(amountMinor, { ...purpose, commissionMinor })];
}

/** How much of a commission has gone back once `refundedMinor` of `totalMinor` have: rounded down. */
export function commissionToReturn(
  commissionMinor: number,
  totalMinor: number,
  refundedMinor: number,
): number {
  return Number((BigInt(commissionMinor) * BigInt(refundedMinor)) / BigInt(totalMinor));
}

function owed(amountMinor: number, purpose: Purpose): Line[] {
  switch (purpose.kind) {
    case "order": {
      const commissionMinor = amountMinor < 0 ? -purpose.commissionMinor : purpose.commissionMinor;
      return [
        { account: "payable", ownerId: purpose.merchantId, amountMinor: amountMinor - commissionMinor },
        { account: "commission", amountMinor: commissionMinor },
      ];
    }
    case "donation":
      return [{ account: "payable", ownerId: purpose.nonprofitId, amountMinor }];
    case "unwanted":
      return [{ account: "unwanted", amountMinor }];
  }
}
