import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest, missingParameter } from "../errors";
import { newId } from "../ids";
import { fields, oneOf, text } from "../params";
import type { Entry } from "../store";
import { recordThinEvent } from "../thin-events";
import { completeOnboarding, existingAccount } from "./accounts";
import { requireUrl } from "./webhook-endpoints";

const goodForMs = 5 * 60 * 1000;

const wayBack = fields({
  collection_options: fields({
    fields: oneOf("currently_due", "eventually_due").optional(),
    future_requirements: oneOf("include", "omit").optional(),
  }).optional(),
  refresh_url: text(),
  return_url: text().optional(),
});

export const CreateAccountLink = fields({
  account: text(),
  use_case: fields({
    type: oneOf("account_onboarding", "account_update"),
    account_onboarding: wayBack.optional(),
    account_update: wayBack.optional(),
  }),
});

/** Makes the address of the onboarding page. It is good once, for five minutes: whoever is late is sent to `refresh_url`. */
export function createAccountLink(
  call: Call,
  params: z.output<typeof CreateAccountLink>,
): Stripe.V2.Core.AccountLink {
  const account = existingAccount(call, params.account).object;
  if (account.closed) throw invalidRequest(`Account ${account.id} is closed.`, { code: "account_closed" });
  const { type } = params.use_case;
  const way = params.use_case[type];
  if (!way) throw missingParameter(`use_case.${type}`);
  requireUrl(way.refresh_url, `use_case.${type}.refresh_url`);
  if (way.return_url !== undefined) requireUrl(way.return_url, `use_case.${type}.return_url`);
  const id = newId("acctlnk");
  const link: Stripe.V2.Core.AccountLink = {
    object: "v2.core.account_link",
    account: account.id,
    created: new Date(call.nowMs).toISOString(),
    expires_at: new Date(call.nowMs + goodForMs).toISOString(),
    livemode: false,
    url: `${call.origin}/hosted/onboarding/${id}`,
    use_case: { type, [type]: way },
  };
  call.store.insert("account_link", { object: { ...link, id }, hidden: { session: null } }, call.now);
  return link;
}

/** Opens a link, for the first and only time: answers the session in which its page goes on, or null when it is spent. */
export function openAccountLink(call: Call, link: Entry<"account_link">): string | null {
  if (link.hidden.session !== null || call.nowMs >= Date.parse(link.object.expires_at)) return null;
  link.hidden.session = newId("session");
  call.store.save("account_link", link);
  return link.hidden.session;
}

/** The owner leaves the page, having given everything or not. */
export function returnFromAccountLink(call: Call, link: Entry<"account_link">, isComplete: boolean): void {
  const { account, use_case: useCase } = link.object;
  if (isComplete) completeOnboarding(call, account);
  recordThinEvent(call, "v2.core.account_link.returned", {
    data: {
      account_id: account,
      configurations: existingAccount(call, account).object.applied_configurations,
      use_case: useCase.type,
    },
  });
}

export function waysBack(link: Stripe.V2.Core.AccountLink): { refreshUrl: string; returnUrl: string } {
  const way = link.use_case.account_onboarding ?? link.use_case.account_update;
  const refreshUrl = way?.refresh_url ?? "";
  return { refreshUrl, returnUrl: way?.return_url ?? refreshUrl };
}
