import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { newId } from "../ids";
import { listPage } from "../lists";
import { created, fields, page, text } from "../params";
import { createdWithin, where } from "../store";

const twoDays = 2 * 24 * 60 * 60;

export const ListBalanceTransactions = fields({
  ...page,
  created,
  currency: text().optional(),
  source: text().optional(),
  type: text().optional(),
});

/** What moves money, and the name under which reports add it up. */
const reportingCategories = {
  adjustment: "other_adjustment",
  application_fee: "platform_earning",
  application_fee_refund: "platform_earning_refund",
  charge: "charge",
  payment: "charge",
  payment_refund: "refund",
  payout: "payout",
  payout_cancel: "payout_reversal",
  payout_failure: "payout_reversal",
  refund: "refund",
  refund_failure: "refund_failure",
  transfer: "transfer",
  transfer_refund: "transfer_reversal",
} as const satisfies Partial<Record<Stripe.BalanceTransaction.Type, string>>;

/** One movement of money. `amount` and `fee` are minor units; what reaches the balance is `amount - fee`. */
export interface Movement {
  type: keyof typeof reportingCategories;
  /** What reports call it where its type does not say enough. */
  category?: "dispute" | "dispute_reversal";
  amount: number;
  fee: number;
  feeDescription?: string;
  /** Whose the fee is: the application's that asked for it, Stripe's otherwise. */
  application?: string;
  currency: string;
  source: string;
  description: string | null;
  /** At once, after two days, or in the second when the money that it comes from becomes available. */
  available: "at-once" | "after-two-days" | number;
}

export function recordMovement(call: Call, movement: Movement): Stripe.BalanceTransaction {
  const { amount, fee, currency, available } = movement;
  const availableOn =
    typeof available === "number"
      ? Math.max(available, call.now)
      : available === "at-once"
        ? call.now
        : call.now + twoDays;
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: availableOn,
    balance_type: "payments",
    created: call.now,
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: movement.application ?? null,
              currency,
              description:
                movement.feeDescription ??
                (movement.application ? "Application fee" : "Stripe processing fees"),
              type: movement.application ? "application_fee" : "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: movement.category ?? reportingCategories[movement.type],
    source: movement.source,
    status: availableOn <= call.now ? "available" : "pending",
    type: movement.type,
  };
  return call.store.insert("balance_transaction", { object: transaction, hidden: null }, call.now).object;
}

/** A balance transaction as it stands now: its money becomes available by the clock alone. */
export function shownBalanceTransaction(
  transaction: Stripe.BalanceTransaction,
  now: number,
): Stripe.BalanceTransaction {
  return { ...transaction, status: transaction.available_on <= now ? "available" : "pending" };
}

export function retrieveBalanceTransaction(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.BalanceTransaction {
  return call.store.get("balance_transaction", path.id).object;
}

export function listBalanceTransactions(call: Call, params: z.output<typeof ListBalanceTransactions>) {
  return listPage(call, "balance_transaction", "/v1/balance_transactions", params, [
    ...where("currency", params.currency),
    ...where("source", params.source),
    ...where("type", params.type),
    ...createdWithin(params.created),
  ]);
}

/** The sums of all movements per currency, apart by whether they are available yet. */
export function retrieveBalance(call: Call): Stripe.Balance {
  const sums = sumsOf(call);
  const shown = sums.length > 0 ? sums : [{ currency: "usd", available: 0, pending: 0 }];
  return {
    object: "balance",
    available: shown.map(({ currency, available }) => ({
      amount: available,
      currency,
      source_types: { card: available },
    })),
    livemode: false,
    pending: shown.map(({ currency, pending }) => ({
      amount: pending,
      currency,
      source_types: { card: pending },
    })),
  };
}

/** Refuses to let more money leave the balance (minor units) than is available in it. */
export function requireAvailable(call: Call, amount: number, currency: string, message: string): void {
  if (amount <= (sumsOf(call).find((sum) => sum.currency === currency)?.available ?? 0)) return;
  throw invalidRequest(message, { code: "balance_insufficient" });
}

/** What an account holds, minor units per currency. */
export function sumsOf(call: Call): { currency: string; available: number; pending: number }[] {
  return call.store
    .prepare<{ currency: string; available: number; pending: number }>(
      `select json_extract(body, '$.currency') as currency,
              sum(case when json_extract(body, '$.available_on') <= @now then json_extract(body, '$.net') else 0 end) as available,
              sum(case when json_extract(body, '$.available_on') > @now then json_extract(body, '$.net') else 0 end) as pending
       from objects where kind = 'balance_transaction' and account = @account group by 1 order by 1`,
    )
    .all({ now: call.now, account: call.store.account });
}
