import type Stripe from "stripe";
import type { Call } from "../call";
import { noSuch } from "../errors";

/** A connected account as the first version of the API shows it. */
export function retrieveAccountOfVersion1(call: Call, _: unknown, path: { id: string }): Stripe.Account {
  const entry = call.store.find("v2.core.account", path.id);
  if (!entry) throw noSuch("account", path.id);
  return accountOfVersion1(entry.object);
}

export function accountOfVersion1(account: Stripe.V2.Core.Account): Stripe.Account {
  const { configuration = {}, defaults, identity, requirements } = account;
  const balance = configuration.recipient?.capabilities?.stripe_balance;
  const cards = configuration.merchant?.capabilities?.card_payments;
  const due = (requirements?.entries ?? []).map((entry) => entry.description);
  return {
    id: account.id,
    object: "account",
    business_type: identity?.entity_type ?? null,
    capabilities: {
      ...(cards ? { card_payments: stateOf(cards.status) } : {}),
      ...(balance?.stripe_transfers ? { transfers: stateOf(balance.stripe_transfers.status) } : {}),
    },
    charges_enabled: cards?.status === "active",
    controller: {
      fees: {
        payer: defaults?.responsibilities.fees_collector === "application" ? "application" : "account",
      },
      is_controller: true,
      losses: { payments: defaults?.responsibilities.losses_collector ?? "stripe" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: account.dashboard ?? "none" },
      type: "application",
    },
    ...(identity?.country === undefined ? {} : { country: identity.country }),
    created: Math.floor(Date.parse(account.created) / 1000),
    ...(defaults?.currency === undefined ? {} : { default_currency: defaults.currency }),
    details_submitted: due.length === 0,
    email: account.contact_email ?? null,
    metadata: account.metadata ?? {},
    payouts_enabled: balance?.payouts?.status === "active",
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: due.length > 0 ? "requirements.past_due" : null,
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
    type: account.dashboard === "express" ? "express" : "none",
  };
}

function stateOf(status: string): "active" | "inactive" | "pending" {
  return status === "active" || status === "pending" ? status : "inactive";
}
