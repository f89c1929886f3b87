import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { asAccount } from "../call";
import { ApiError, invalidRequest, missingParameter } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { mergedMetadata } from "../metadata";
import { currencyOf, knownCurrency } from "../money";
import { fields, flag, listOf, metadata, oneOf, text } from "../params";
import type { Entry } from "../store";
import { recordThinEvent } from "../thin-events";
import type { ThinEventType } from "../thin-events";
import { accountOfVersion1 } from "./accounts-v1";
import { sumsOf } from "./balance";
import { openTestBankAccount } from "./external-accounts";
import { v2ListPage, v2Page } from "./v2-lists";

// Connected accounts: whoever sells or collects through the platform.

type Account = Stripe.V2.Core.Account;
type Capability = Stripe.V2.Core.Account.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers;

/** What Stripe may say of a capability. */
export const capabilityStatuses = ["active", "pending", "rejected", "restricted", "unsupported"] as const;
type CapabilityStatus = (typeof capabilityStatuses)[number];

const inclusion = oneOf(
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
);
type Inclusion = z.output<typeof inclusion>;

const include = listOf(inclusion).optional();
const asked = fields({ requested: flag() });

const configuration = fields({
  merchant: fields({ capabilities: fields({ card_payments: asked.optional() }).optional() }).optional(),
  recipient: fields({
    capabilities: fields({
      stripe_balance: fields({ stripe_transfers: asked.optional() }).optional(),
    }).optional(),
  }).optional(),
});

const appliedConfiguration = listOf(oneOf("customer", "merchant", "recipient"));

export const AccountDetails = fields({
  configuration: configuration.optional(),
  contact_email: text(512).optional(),
  contact_phone: text().optional(),
  dashboard: oneOf("express", "full", "none").optional(),
  defaults: fields({
    currency: text().optional(),
    profile: fields({
      business_url: text().optional(),
      doing_business_as: text().optional(),
      product_description: text().optional(),
    }).optional(),
    responsibilities: fields({
      fees_collector: oneOf("application", "stripe"),
      losses_collector: oneOf("application", "stripe"),
    }).optional(),
  }).optional(),
  display_name: text().optional(),
  identity: fields({
    business_details: fields({ registered_name: text().optional() }).optional(),
    country: text(2).optional(),
    entity_type: oneOf("company", "government_entity", "individual", "non_profit").optional(),
  }).optional(),
  include,
  metadata: metadata().optional(),
});

export const RetrieveAccount = fields({ include });

export const ListAccounts = fields({
  ...v2Page,
  applied_configurations: appliedConfiguration.optional(),
  closed: flag().optional(),
});

export const CloseAccount = fields({ applied_configurations: appliedConfiguration.optional() });

/** Opens an account. Its capabilities stay restricted until its owner has been through the onboarding. */
export function createAccount(call: Call, params: z.output<typeof AccountDetails>): Account {
  const account: Account = {
    id: newId("acct").slice(0, 21),
    object: "v2.core.account",
    applied_configurations: [],
    closed: false,
    configuration: {},
    created: new Date(call.nowMs).toISOString(),
    defaults: {
      responsibilities: {
        fees_collector: "stripe",
        losses_collector: "stripe",
        requirements_collector: "stripe",
      },
    },
    future_requirements: { entries: [] },
    identity: {},
    livemode: false,
    metadata: {},
    requirements: { entries: [] },
  };
  change(account, params);
  if (account.applied_configurations.length > 0 && account.identity?.country === undefined) {
    throw missingParameter("identity.country");
  }
  const entry = call.store.insert("v2.core.account", { object: account, hidden: null }, call.now);
  tell(call, account, "v2.core.account.created");
  for (const name of account.applied_configurations) tell(call, account, configurationUpdated(name));
  call.store.save("v2.core.account", entry);
  return withIncluded(account, params.include);
}

/** Shows an account; what is not named in `include` is left out. */
export function retrieveAccount(
  call: Call,
  params: z.output<typeof RetrieveAccount>,
  path: { id: string },
): Account {
  return withIncluded(existingAccount(call, path.id).object, params.include);
}

export function updateAccount(
  call: Call,
  params: z.output<typeof AccountDetails>,
  path: { id: string },
): Account {
  const entry = openAccount(call, path.id);
  const { object: account } = entry;
  const before = structuredClone(account);
  change(account, params);
  call.store.save("v2.core.account", entry);
  tellWhatChanged(call, before, account);
  return withIncluded(account, params.include);
}

export function listAccounts(call: Call, params: z.output<typeof ListAccounts>): Stripe.V2List<Account> {
  const { applied_configurations: applied = [], closed = false } = params;
  const list = v2ListPage(
    call,
    "v2.core.account",
    "/v2/core/accounts",
    params,
    { applied_configurations: applied, ...(closed ? { closed: ["true"] } : {}) },
    [
      { sql: "json_extract(body, '$.closed') = ?", values: [closed ? 1 : 0] },
      ...applied.map((name) => ({
        sql: "exists (select 1 from json_each(body, '$.applied_configurations') where value = ?)",
        values: [name],
      })),
    ],
  );
  return { ...list, data: list.data.map((account) => withIncluded(account, [])) };
}

/** Closes an account for good. Refuses while money is left in it. */
export function closeAccount(call: Call, _: unknown, path: { id: string }): Account {
  const entry = openAccount(call, path.id);
  const { object: account } = entry;
  if (sumsOf(asAccount(call, account.id)).some((sum) => sum.available + sum.pending !== 0)) {
    throw invalidRequest("The account cannot be closed: its balance is not zero.", {
      code: "account_balance_not_zero",
    });
  }
  account.closed = true;
  account.applied_configurations = [];
  account.configuration = {};
  account.requirements = { entries: [] };
  call.store.save("v2.core.account", entry);
  tell(call, account, "v2.core.account.closed");
  return withIncluded(account, []);
}

/** The owner has been through the onboarding: what was requested becomes active, and there is a bank to pay out to. */
export function completeOnboarding(call: Call, id: string): void {
  setCapabilities(call, id, "active");
}

/** What Stripe says of the account's capabilities from now on, all of those that were requested. */
export function setCapabilities(call: Call, id: string, status: CapabilityStatus): void {
  const entry = openAccount(call, id);
  const { object: account } = entry;
  const before = structuredClone(account);
  for (const capability of capabilitiesOf(account)) Object.assign(capability, inState(status));
  account.requirements = requirementsOf(account);
  call.store.save("v2.core.account", entry);
  if (status === "active") {
    const currency = account.defaults?.currency ?? currencyOf(account.identity?.country ?? "") ?? "usd";
    openTestBankAccount(asAccount(call, id), account.identity?.country ?? "US", currency);
  }
  tellWhatChanged(call, before, account);
}

/** An account by its id. Refuses one that does not exist, as the second version of the API does. */
export function existingAccount(call: Call, id: string): Entry<"v2.core.account"> {
  const entry = call.store.find("v2.core.account", id);
  if (entry) return entry;
  throw new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `Account ${id} not found.`,
  });
}

function openAccount(call: Call, id: string): Entry<"v2.core.account"> {
  const entry = existingAccount(call, id);
  if (entry.object.closed) throw invalidRequest(`Account ${id} is closed.`, { code: "account_closed" });
  return entry;
}

/** Refuses a destination that cannot receive transfers now; `param` names the parameter that it came from. */
export function requireTransfersTo(call: Call, id: string, param: string): void {
  const account = call.store.find("v2.core.account", id)?.object;
  if (!account) {
    throw invalidRequest(`No such destination: '${id}'`, { code: "resource_missing", param });
  }
  if (transfersOf(account)?.status === "active") return;
  throw invalidRequest(
    "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    { code: "insufficient_capabilities_for_transfer", param },
  );
}

/** Refuses an account in whose name cards cannot be charged now. */
export function requireCardPaymentsOf(call: Call, id: string): void {
  const account = call.store.find("v2.core.account", id)?.object;
  const param = "on_behalf_of";
  if (!account) throw invalidRequest(`No such account: '${id}'`, { code: "resource_missing", param });
  if (account.configuration?.merchant?.capabilities?.card_payments?.status === "active") return;
  throw invalidRequest(
    "Your account can only charge on behalf of an account that has the card_payments capability enabled.",
    { code: "capability_not_active", param },
  );
}

export function transfersOf(account: Account): Capability | undefined {
  return account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
}

function change(account: Account, params: z.output<typeof AccountDetails>): void {
  const { defaults, identity } = params;
  if (params.contact_email !== undefined) account.contact_email = params.contact_email;
  if (params.contact_phone !== undefined) account.contact_phone = params.contact_phone;
  if (params.dashboard !== undefined) account.dashboard = params.dashboard;
  if (params.display_name !== undefined) account.display_name = params.display_name;
  account.metadata = mergedMetadata(account.metadata ?? {}, params.metadata);
  if (identity) {
    const { business_details: business, country, entity_type: entityType } = identity;
    account.identity = {
      ...account.identity,
      ...(country === undefined ? {} : { country: knownCountry(country) }),
      ...(entityType === undefined ? {} : { entity_type: entityType }),
      ...(business ? { business_details: { ...account.identity?.business_details, ...business } } : {}),
    };
  }
  if (defaults && account.defaults) {
    const { currency, profile, responsibilities } = defaults;
    if (currency !== undefined) account.defaults.currency = knownCurrency(currency);
    if (profile) account.defaults.profile = { ...account.defaults.profile, ...profile };
    if (responsibilities) Object.assign(account.defaults.responsibilities, responsibilities);
  }
  const { merchant, recipient } = params.configuration ?? {};
  const cards = merchant?.capabilities?.card_payments?.requested;
  if (merchant) applyMerchant(account, cards);
  if (recipient) applyRecipient(account, recipient.capabilities?.stripe_balance?.stripe_transfers?.requested);
  const { configuration: applied = {} } = account;
  account.applied_configurations = (["merchant", "recipient"] as const).filter((name) => applied[name]);
  account.requirements = requirementsOf(account);
}

function applyMerchant(account: Account, requested: boolean | undefined): void {
  const known = account.configuration?.merchant?.capabilities?.card_payments;
  const capability =
    requested === false ? undefined : (known ?? (requested ? inState("restricted") : undefined));
  account.configuration = {
    ...account.configuration,
    merchant: { applied: true, capabilities: capability ? { card_payments: capability } : {} },
  };
}

function applyRecipient(account: Account, requested: boolean | undefined): void {
  const known = account.configuration?.recipient?.capabilities?.stripe_balance;
  const fresh = { payouts: inState("restricted"), stripe_transfers: inState("restricted") };
  const balance = requested === false ? undefined : (known ?? (requested ? fresh : undefined));
  account.configuration = {
    ...account.configuration,
    recipient: { applied: true, capabilities: balance ? { stripe_balance: balance } : {} },
  };
}

function capabilitiesOf(account: Account): Capability[] {
  const { merchant, recipient } = account.configuration ?? {};
  const balance = recipient?.capabilities?.stripe_balance;
  return [merchant?.capabilities?.card_payments, balance?.stripe_transfers, balance?.payouts].filter(
    (capability) => capability !== undefined,
  );
}

/** A capability in this state, with the reason that goes with it. */
function inState(status: CapabilityStatus): Capability {
  const details = {
    active: [],
    pending: [{ code: "determining_status", resolution: "no_resolution" }],
    rejected: [{ code: "rejected_other", resolution: "contact_stripe" }],
    restricted: [{ code: "requirements_past_due", resolution: "provide_info" }],
    unsupported: [{ code: "unsupported_business", resolution: "no_resolution" }],
  } as const satisfies Record<CapabilityStatus, Capability["status_details"]>;
  return { status, status_details: [...details[status]] };
}

/** What is still asked of the account's owner: the onboarding, as long as a capability waits for it. */
function requirementsOf(account: Account): Stripe.V2.Core.Account.Requirements {
  const { merchant, recipient } = account.configuration ?? {};
  const transfers = recipient?.capabilities?.stripe_balance?.stripe_transfers;
  const waiting = [
    {
      capability: "card_payments",
      configuration: "merchant",
      status: merchant?.capabilities?.card_payments?.status,
    },
    { capability: "stripe_balance.stripe_transfers", configuration: "recipient", status: transfers?.status },
  ].filter(({ status }) => status === "restricted");
  if (waiting.length === 0) return { entries: [] };
  return {
    entries: [
      {
        awaiting_action_from: "user",
        description: "identity.attestations.terms_of_service.account",
        errors: [],
        impact: {
          restricts_capabilities: waiting.map(({ capability, configuration: name }) => ({
            capability,
            configuration: name,
            deadline: { status: "past_due" },
          })),
        },
        minimum_deadline: { status: "past_due" },
        requested_reasons: [{ code: "routine_onboarding" }],
      },
    ],
    summary: { minimum_deadline: { status: "past_due" } },
  };
}

function tellWhatChanged(call: Call, before: Account, account: Account): void {
  const differs = (of: (account: Account) => unknown) =>
    JSON.stringify(of(before)) !== JSON.stringify(of(account));
  for (const name of ["merchant", "recipient"] as const) {
    if (!differs((one) => one.configuration?.[name])) continue;
    tell(call, account, configurationUpdated(name));
    for (const [capability, statusOf] of capabilityNames[name]) {
      if (!differs(statusOf)) continue;
      const type = `v2.core.account[configuration.${name}].capability_status_updated` as const;
      tell(call, account, type, { updated_capability: capability });
    }
  }
  if (differs((one) => one.requirements)) tell(call, account, "v2.core.account[requirements].updated");
  if (differs((one) => one.identity)) tell(call, account, "v2.core.account[identity].updated");
  if (differs((one) => one.defaults)) tell(call, account, "v2.core.account[defaults].updated");
  if (!differs((one) => one)) return;
  tell(call, account, "v2.core.account.updated");
  recordEvent(
    asAccount(call, account.id),
    "account.updated",
    accountOfVersion1(account),
    accountOfVersion1(before),
  );
}

const capabilityNames = {
  merchant: [
    [
      "card_payments",
      (account: Account) => account.configuration?.merchant?.capabilities?.card_payments?.status,
    ],
  ],
  recipient: [
    ["stripe_balance.stripe_transfers", (account: Account) => transfersOf(account)?.status],
    [
      "stripe_balance.payouts",
      (account: Account) => account.configuration?.recipient?.capabilities?.stripe_balance?.payouts?.status,
    ],
  ],
} as const;

function configurationUpdated(name: "customer" | "merchant" | "recipient"): ThinEventType {
  return name === "merchant"
    ? "v2.core.account[configuration.merchant].updated"
    : "v2.core.account[configuration.recipient].updated";
}

function tell(call: Call, { id }: Account, type: ThinEventType, data?: Record<string, unknown>): void {
  const related = { id, type: "v2.core.account", url: `/v2/core/accounts/${id}` };
  recordThinEvent(call, type, { related, ...(data ? { data } : {}) });
}

function withIncluded(account: Account, included: Inclusion[] = []): Account {
  const {
    configuration: applied = {},
    defaults,
    future_requirements: future,
    identity,
    requirements,
    ...always
  } = account;
  const shownConfiguration = Object.fromEntries(
    Object.entries(applied).filter(([name]) => included.some((one) => one === `configuration.${name}`)),
  );
  const wantsConfiguration = included.some((one) => one.startsWith("configuration."));
  return {
    ...always,
    ...(wantsConfiguration ? { configuration: shownConfiguration } : {}),
    ...(defaults && included.includes("defaults") ? { defaults } : {}),
    ...(future && included.includes("future_requirements") ? { future_requirements: future } : {}),
    ...(identity && included.includes("identity") ? { identity } : {}),
    ...(requirements && included.includes("requirements") ? { requirements } : {}),
  };
}

function knownCountry(raw: string): string {
  const country = raw.toUpperCase();
  if (currencyOf(country) !== undefined) return country;
  throw invalidRequest(`Invalid country: ${raw}. This server opens no accounts there.`, {
    code: "country_unsupported",
    param: "identity.country",
  });
}
