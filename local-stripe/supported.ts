import type { Contract } from "./contract/contract";
import { refusedParameters } from "./contract/refused";
import { apiVersion, eventTypes } from "./events";
import { faultKinds } from "./faults";
import { capabilityStatuses } from "./objects/accounts";
import { testBankAccounts } from "./objects/external-accounts";
import type { Route } from "./routes";
import { routes } from "./routes";
import type { TestCard } from "./test-cards";
import { testCards } from "./test-cards";
import { thinEventTypes } from "./thin-events";

/** The text of SUPPORTED.md: what this server does, told by its own tables, and what of the SDK it does not. */
export function supported(contract: Contract): string {
  return `# What the local Stripe supports

Written by \`node --import tsx local-stripe/write-supported.ts\` from the server's own tables; do not edit by hand.
API version ${apiVersion}. Its behaviour follows Stripe's documentation and has never been compared with Stripe itself.

## Routes

Every route also takes \`expand[]\`. Another route, and a parameter that is not named here, is refused with the API's
own error. "publishable" marks what a page may ask with the publishable key, and a client secret where there is one.
"accounts" marks what the platform may ask in the name of a connected account, by the \`Stripe-Account\` header.

| Route | Key | Parameters |
|---|---|---|
${routes.map(routeRow).join("\n")}

## Parameters that are refused

The installed SDK may send these, and this server refuses them with \`parameter_unknown\`: nothing is passed over in
silence. Of an object that it takes, the members that it does not are named in brackets.

| Route | Refused |
|---|---|
${routes.flatMap((route) => refusedRow(contract, route)).join("\n")}

## Events

Delivered to webhook endpoints, signed, until they are answered with a 2xx, for three days.

${eventTypes.map((type) => `- \`${type}\``).join("\n")}

What happens in a connected account is told to endpoints made with \`connect\`. Thin events go to event destinations,
signed in the same way; they name their object and do not show it:

${thinEventTypes.map((type) => `- \`${type}\``).join("\n")}

## Test cards

Any other number is refused. Expiry in the future, any security code. Names follow \`pm_card_\` and \`tok_\`.

| Number | Names | Behaviour |
|---|---|---|
${testCards.map(cardRow).join("\n")}

## Not here yet

Payment methods that take days, direct charges, account persons, the customer configuration of accounts, automatic and
instant payouts, other currencies within one transfer, files (also as evidence), appeals of disputes, search. Of
billing: invoices without a subscription, proration of a changed price (refused unless \`proration_behavior\` is
\`none\`), items added later, discounts, tax, usage, schedules, invoices that are sent, upcoming invoices, deleting a test
clock. Fees are 2.9 % and 30 minor units in every currency. Money becomes available after two days. Onboarding asks
nothing: its page has a button for "complete". The parts of a transfer and of a fee that go back with a partial refund
are rounded down over all refunds until then, so the last one takes the remainder.

## Test bank accounts

Any other number is refused.

| Number | A payout to it |
|---|---|
${Object.entries(testBankAccounts).map(bankRow).join("\n")}

## Disputes

The bank comes forward half a second after the money was taken, and decides five seconds after it was told something,
by the evidence's \`uncategorized_text\`: \`winning_evidence\`, \`losing_evidence\`, of an inquiry
\`escalate_inquiry_evidence\`; anything else stays under review. A chargeback costs its amount and 15.00 USD, or what
that is about in its currency; a win returns the amount alone. What nobody answers by \`due_by\` is lost; an inquiry
rests after 120 days. A refund less than a minute old fails when its charge is charged back.

## For tests: \`/_local/\`

JSON, from this machine only, and not at all with \`LOCAL_STRIPE_CONTROL=0\`.

| Order | What it does |
|---|---|
| \`POST /_local/faults\` | \`{kind, method?, path?, times?, milliseconds?}\`, or a list of them: what goes wrong with the next requests that match; \`*\` in a path stands for anything. Kinds: ${faultKinds.map((kind) => `\`${kind}\``).join(", ")} |
| \`GET\`, \`DELETE /_local/faults\` | the faults that still wait; none any more |
| \`POST /_local/webhooks\` | \`{mode?: "normal", "paused" or "drop", delayMs?, copies?, reorder?}\`: what is not named goes back to normal |
| \`GET /_local/webhooks\` | how webhooks are disturbed now |
| \`POST /_local/webhooks/flush\` | delivers what waits, and what was dropped |
| \`POST /_local/clock\` | \`{now: "2027-01-31T12:00:00Z"}\` or \`{advanceSeconds}\`: moves the server's clock, then does what has become due in the order of its times. Everything timed goes by it but the delivery of webhooks |
| \`GET\`, \`DELETE /_local/clock\` | where it stands; back to the machine's |
| \`POST /_local/billing\` | \`{retryAfterDays?, afterRetries?: "cancel", "unpaid" or "past_due"}\`: when a failed renewal is tried again (days after the last try; 3, 5 and 7), and what becomes of its subscription after the last |
| \`GET /_local/billing\` | what is set now |
| \`POST /_local/accounts\` | \`{account, capabilities}\`: what is said of the capabilities that the account asked for, ${capabilityStatuses.map((status) => `"${status}"`).join(", ")}, as if it had been through the onboarding or had failed it |
| \`POST /_local/reset\` | forgets everything |
`;
}

function routeRow(route: Route): string {
  const names = Object.keys(route.params.shape).map((name) => `\`${name}\``);
  const askers = [...route.keys, ...(route.forAccounts ? ["accounts"] : [])];
  return `| \`${route.method} ${route.path}\` | ${askers.join(", ")} | ${names.join(", ")} |`;
}

function refusedRow(contract: Contract, route: Route): string[] {
  const names = refusedParameters(contract, route).map((name) => `\`${name}\``);
  return names.length > 0 ? [`| \`${route.method} ${route.path}\` | ${names.join(", ")} |`] : [];
}

function bankRow([number, outcome]: [string, string]): string {
  return `| ${number} | ${outcome === "paid" ? "is paid" : `fails: ${outcome}`} |`;
}

function cardRow(card: TestCard): string {
  return `| ${card.number} | ${card.names.map((name) => `\`${name}\``).join(", ")} | ${behaviourOf(card)} |`;
}

const complaints = {
  "disputed-as-fraud": "pays, then disputed as fraudulent",
  "disputed-as-not-received": "pays, then disputed as product not received",
  inquiry: "pays, then an inquiry, which moves no money",
  "fraud-warning": "pays, then an early fraud warning",
};

function behaviourOf(card: TestCard): string {
  const authentication = {
    always: "3-D Secure for every payment",
    "unless-set-up": "3-D Secure with the shopper present; without them until it was set up",
    "on-session": "3-D Secure with the shopper present, none without",
    "on-request": "3-D Secure if it is asked for",
    broken: "3-D Secure breaks: declined",
    never: "",
  }[card.authentication];
  const { decline } = card;
  const refused = decline && [decline.code, decline.declineCode].filter(Boolean).join(" / ");
  const outcome = refused
    ? `${card.canBeAttached && authentication === "" ? "can be kept, then " : ""}${refused}`
    : "";
  const refund = {
    succeeds: "",
    "stays-pending-first": "refunds stay pending for some seconds",
    "fails-later": "refunds fail after some seconds",
  }[card.refund];
  const funds = card.fundsAvailable === "at-once" ? "money is available at once" : "";
  const complaint = card.complaint && complaints[card.complaint];
  const words = [authentication, outcome, refund, funds, complaint].filter(Boolean);
  return words.length > 0 ? words.join("; ") : "pays";
}
