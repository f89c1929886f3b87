// What each fact does to the accounts. Whole minor units; debits positive, credits negative.
import type { Line } from "./post-entry";

/** What a payment is for: an order earns the platform its commission, a gift is the charity's alone. */
export type Purpose =
  | { kind: "order"; merchantId: string; commissionMinor: number }
  | { kind: "donation"; nonprofitId: string }
  | { kind: "unwanted" };

/**
 * What of a payment the platform holds for its receiver, in minor units, when the money goes on at once to an account
 * at Stripe; the rest is there. Undefined when the platform holds all of it.
 */
export type Held = number | undefined;

/** Money was taken from the shopper: it is on its way to Stripe's balance, and owed to whom it is for. */
export function paymentLines(amountMinor: number, purpose: Purpose, held?: Held): Line[] {
  return [{ account: "payments-clearing", amountMinor }, ...owed(-amountMinor, purpose, held)];
}

/**
 * Money goes back. The commission goes back with it by the same part as the money, rounded down, so that the refund
 * that empties the payment returns what is left of it.
 * @param refundedMinor what went back before · commissionReturnedMinor what of the commission went back with it ·
 * fromAccountMinor what came from the receiver's account at Stripe, without the fee that went there; the platform held
 * the rest. Undefined when it held all.
 */
export function refundLines(
  amountMinor: number,
  purpose: Purpose,
  paid: {
    totalMinor: number;
    refundedMinor: number;
    commissionReturnedMinor: number;
    fromAccountMinor?: number;
  },
): Line[] {
  const clearing: Line = { account: "refunds-clearing", amountMinor: -amountMinor };
  const commissionMinor =
    purpose.kind === "order"
      ? commissionToReturn(purpose.commissionMinor, paid.totalMinor, paid.refundedMinor + amountMinor) -
        paid.commissionReturnedMinor
      : 0;
  const held =
    paid.fromAccountMinor === undefined ? undefined : amountMinor - commissionMinor - paid.fromAccountMinor;
  return [
    clearing,
    ...owed(amountMinor, purpose.kind === "order" ? { ...purpose, commissionMinor } : purpose, held),
  ];
}

/** What a bank took back for good. The commission stays: the work was done. */
export function disputeLostLines(amountMinor: number, purpose: Purpose): Line[] {
  return [
    { account: "disputes-clearing", amountMinor: -amountMinor },
    { ...bearerOf(purpose), amountMinor },
  ];
}

/** What of such money came back from the account at Stripe to which it had gone on: so much less is owed for it. */
export function takenBackLines(amountMinor: number, purpose: Purpose): Line[] {
  return [
    { account: "transfers-clearing", amountMinor },
    { ...bearerOf(purpose), amountMinor: -amountMinor },
  ];
}

function bearerOf(purpose: Purpose): Omit<Line, "amountMinor"> {
  switch (purpose.kind) {
    case "order":
      return { account: "payable", ownerId: purpose.merchantId };
    case "donation":
      return { account: "payable", ownerId: purpose.nonprofitId };
    case "unwanted":
      return { account: "dispute-losses" };
  }
}

/** How much of a commission has gone back once `refundedMinor` of `totalMinor` have: rounded down. */
export function commissionToReturn(
  commissionMinor: number,
  totalMinor: number,
  refundedMinor: number,
): number {
  return Number((BigInt(commissionMinor) * BigInt(refundedMinor)) / BigInt(totalMinor));
}

function owed(amountMinor: number, purpose: Purpose, held: Held): Line[] {
  switch (purpose.kind) {
    case "order": {
      const commissionMinor = amountMinor < 0 ? -purpose.commissionMinor : purpose.commissionMinor;
      return [
        ...received({ account: "payable", ownerId: purpose.merchantId }, amountMinor - commissionMinor, held),
        { account: "commission", amountMinor: commissionMinor },
      ];
    }
    case "donation":
      return received({ account: "payable", ownerId: purpose.nonprofitId }, amountMinor, held);
    case "unwanted":
      return received({ account: "unwanted" }, amountMinor, held);
  }
}

/** Who holds it: the platform what it is said to hold, the receiver's account at Stripe the rest. */
function received(holder: Omit<Line, "amountMinor">, amountMinor: number, held: Held): Line[] {
  if (held === undefined) return [{ ...holder, amountMinor }];
  const here = Math.sign(amountMinor) * held;
  return [
    { ...holder, amountMinor: here },
    { account: "transfers-clearing", amountMinor: amountMinor - here },
  ];
}
