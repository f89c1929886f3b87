import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { asAccount } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { fingerprint, newId } from "../ids";
import { listPage } from "../lists";
import { knownCurrency } from "../money";
import { fields, flag, oneOf, page, text } from "../params";
import type { Entry } from "../store";
import { where } from "../store";

// The banks to which accounts are paid out.

/**
 * The test numbers, and what becomes of a payout to each: it is paid, or fails with this code.
 * Source: docs.stripe.com/connect/testing, account numbers for payouts.
 */
export const testBankAccounts: Record<string, string> = {
  "000123456789": "paid",
  FR1420041010050500013M02606: "paid",
  DE89370400440532013000: "paid",
  GB82WEST12345698765432: "paid",
  "000111111116": "no_account",
  "000111111113": "account_closed",
  "000222222227": "insufficient_funds",
  "000333333335": "debit_not_authorized",
  "000444444440": "invalid_currency",
};

const ordinary = "000123456789";

export const CreateExternalAccount = fields({
  default_for_currency: flag().optional(),
  external_account: fields({
    object: oneOf("bank_account"),
    account_holder_name: text().optional(),
    account_holder_type: oneOf("company", "individual").optional(),
    account_number: text(),
    country: text(2),
    currency: text(),
    routing_number: text().optional(),
  }),
});

export const ListExternalAccounts = fields({ ...page, object: oneOf("bank_account").optional() });

/** Adds a bank account by one of the test numbers. The first of a currency is the one that payouts go to. */
export function createExternalAccount(
  call: Call,
  params: z.output<typeof CreateExternalAccount>,
  path: { parent: string },
): Stripe.BankAccount {
  call.store.get("v2.core.account", path.parent);
  const { external_account: bank, default_for_currency: isDefault = false } = params;
  const number = bank.account_number.replaceAll(/[\s-]/g, "");
  return addBankAccount(asAccount(call, path.parent), {
    number,
    country: bank.country.toUpperCase(),
    currency: knownCurrency(bank.currency),
    isDefault,
    holder: bank.account_holder_name ?? null,
    holderType: bank.account_holder_type ?? null,
    routingNumber: bank.routing_number ?? null,
  }).object;
}

export function retrieveExternalAccount(
  call: Call,
  _: unknown,
  path: { parent: string; id: string },
): Stripe.BankAccount {
  call.store.get("v2.core.account", path.parent);
  return asAccount(call, path.parent).store.get("bank_account", path.id).object;
}

export function listExternalAccounts(
  call: Call,
  params: z.output<typeof ListExternalAccounts>,
  path: { parent: string },
) {
  call.store.get("v2.core.account", path.parent);
  const url = `/v1/accounts/${path.parent}/external_accounts`;
  return listPage(asAccount(call, path.parent), "bank_account", url, params, []);
}

/** The bank that a completed onboarding leaves behind, unless there is one. */
export function openTestBankAccount(call: Call, country: string, currency: string): void {
  if (defaultBankAccount(call, currency)) return;
  addBankAccount(call, {
    number: ordinary,
    country,
    currency,
    isDefault: true,
    holder: null,
    holderType: null,
    routingNumber: null,
  });
}

/** Where a payout goes: to the bank named, or to the default one of its currency. The platform has one in every currency. */
export function bankAccountFor(
  call: Call,
  currency: string,
  destination: string | undefined,
): Entry<"bank_account"> {
  if (destination !== undefined) return call.store.get("bank_account", destination, "destination");
  if (call.store.account === "") openTestBankAccount(call, "US", currency);
  const bank = defaultBankAccount(call, currency);
  if (bank) return bank;
  throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency}).`, {
    param: "currency",
  });
}

function defaultBankAccount(call: Call, currency: string): Entry<"bank_account"> | undefined {
  const { entries } = call.store.list("bank_account", { limit: 1 }, [
    ...where("currency", currency),
    { sql: "json_extract(body, '$.default_for_currency') = 1", values: [] },
  ]);
  return entries[0];
}

interface NewBankAccount {
  number: string;
  country: string;
  currency: string;
  isDefault: boolean;
  holder: string | null;
  holderType: string | null;
  routingNumber: string | null;
}

function addBankAccount(call: Call, bank: NewBankAccount): Entry<"bank_account"> {
  const outcome = testBankAccounts[bank.number];
  if (outcome === undefined) {
    throw invalidRequest("You must use a test bank account number in test mode.", {
      code: "account_number_invalid",
      param: "external_account[account_number]",
    });
  }
  const before = defaultBankAccount(call, bank.currency);
  const isDefault = bank.isDefault || before === undefined;
  if (before && isDefault) {
    before.object.default_for_currency = false;
    call.store.save("bank_account", before);
  }
  const object: Stripe.BankAccount = {
    id: newId("ba"),
    object: "bank_account",
    account: call.store.account === "" ? null : call.store.account,
    account_holder_name: bank.holder,
    account_holder_type: bank.holderType,
    account_type: null,
    available_payout_methods: ["standard"],
    bank_name: "STRIPE TEST BANK",
    country: bank.country,
    currency: bank.currency,
    default_for_currency: isDefault,
    fingerprint: fingerprint(bank.number),
    future_requirements: null,
    last4: bank.number.slice(-4),
    metadata: {},
    requirements: null,
    routing_number: bank.routingNumber,
    status: "new",
  };
  const entry = call.store.insert("bank_account", { object, hidden: { outcome } }, call.now);
  if (call.store.account !== "") recordEvent(call, "account.external_account.created", object);
  return entry;
}
