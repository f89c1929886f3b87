import type Stripe from "stripe";
import { asAccount } from "./call";
import type { Call } from "./call";
import { at, badge, code, deliveryState, linkTo, money, sheet, table } from "./dashboard-parts";
import { disputeState, paymentState, refundState, statusState } from "./dashboard-states";
import { html } from "./html";
import type { Html } from "./html";
import { transfersOf } from "./objects/accounts";
import { sumsOf } from "./objects/balance";
import type { Kind, Kinds } from "./records";
import { idOf } from "./records";
import { deliveriesOf } from "./webhooks";

const rowsOnPage = 50;

interface List<K extends Kind> {
  kind: K;
  title: string;
  /** Said where there is nothing yet. */
  none: string;
  table(call: Call, objects: Kinds[K]["object"][]): Html;
}

const payments: List<"payment_intent"> = {
  kind: "payment_intent",
  title: "Payments",
  none: "Nobody has paid yet.",
  table: paymentsTable,
};

const customers: List<"customer"> = {
  kind: "customer",
  title: "Customers",
  none: "There are no customers yet.",
  table: (_, objects) =>
    table(
      "Customers, newest first",
      [{ head: "Customer" }, { head: "Email" }, { head: "Id" }, { head: "Created" }],
      objects.map((customer) =>
        customer.deleted
          ? [badge({ words: "Deleted", tone: "plain" }), "", linkTo(customer.id), ""]
          : [
              linkTo(customer.id, customer.name ?? "No name"),
              customer.email ?? "",
              linkTo(customer.id),
              at(customer.created),
            ],
      ),
    ),
};

const refunds: List<"refund"> = {
  kind: "refund",
  title: "Refunds",
  none: "Nothing was refunded yet.",
  table: (_, objects) =>
    table(
      "Refunds, newest first",
      [
        { head: "Amount", isFigure: true },
        { head: "Status" },
        { head: "Refund" },
        { head: "Payment" },
        { head: "Created" },
      ],
      objects.map((refund) => [
        html`<b>${money(refund.amount, refund.currency)}</b>`,
        badge(refundState(refund)),
        linkTo(refund.id),
        reference(idOf(refund.payment_intent)),
        at(refund.created),
      ]),
    ),
};

const disputes: List<"dispute"> = {
  kind: "dispute",
  title: "Disputes",
  none: "No bank has disputed a payment. The test card 4000 0000 0000 0259 makes one do so.",
  table: (_, objects) =>
    table(
      "Disputes, newest first",
      [
        { head: "Amount", isFigure: true },
        { head: "Status" },
        { head: "Reason" },
        { head: "Dispute" },
        { head: "Answer by" },
        { head: "Created" },
      ],
      objects.map((dispute) => [
        html`<b>${money(dispute.amount, dispute.currency)}</b>`,
        badge(disputeState(dispute)),
        dispute.reason.replaceAll("_", " "),
        linkTo(dispute.id),
        dispute.evidence_details.due_by ? at(dispute.evidence_details.due_by) : "",
        at(dispute.created),
      ]),
    ),
};

const accounts: List<"v2.core.account"> = {
  kind: "v2.core.account",
  title: "Connected accounts",
  none: "No account is connected yet.",
  table: (call, objects) =>
    table(
      "Connected accounts, newest first",
      [
        { head: "Account" },
        { head: "Transfers" },
        { head: "Balance", isFigure: true },
        { head: "Id" },
        { head: "Created" },
      ],
      objects.map((account) => {
        const transfersTo = transfersOf(account)?.status;
        return [
          linkTo(account.id, account.display_name ?? "No name"),
          transfersTo ? badge(statusState(transfersTo)) : "",
          sumsOf(asAccount(call, account.id)).map(
            ({ currency, available, pending }) => html`<div>${money(available + pending, currency)}</div>`,
          ),
          linkTo(account.id),
          at(Date.parse(account.created) / 1000),
        ];
      }),
    ),
};

const transfers: List<"transfer"> = {
  kind: "transfer",
  title: "Transfers",
  none: "Nothing was sent to a connected account yet.",
  table: (_, objects) =>
    table(
      "Transfers, newest first",
      [
        { head: "Amount", isFigure: true },
        { head: "Taken back", isFigure: true },
        { head: "Transfer" },
        { head: "To" },
        { head: "Created" },
      ],
      objects.map((transfer) => [
        html`<b>${money(transfer.amount, transfer.currency)}</b>`,
        transfer.amount_reversed > 0 ? money(transfer.amount_reversed, transfer.currency) : "",
        linkTo(transfer.id),
        reference(idOf(transfer.destination)),
        at(transfer.created),
      ]),
    ),
};

const events: List<"event"> = {
  kind: "event",
  title: "Events",
  none: "Nothing has happened yet.",
  table: eventsTable,
};

/** The page of one list, or undefined for an address that is none. */
export function listSheet(call: Call, url: URL): Response | undefined {
  switch (url.pathname) {
    case "/payments":
      return sheetOf(call, url, payments);
    case "/customers":
      return sheetOf(call, url, customers);
    case "/refunds":
      return sheetOf(call, url, refunds);
    case "/disputes":
      return sheetOf(call, url, disputes);
    case "/accounts":
      return sheetOf(call, url, accounts);
    case "/transfers":
      return sheetOf(call, url, transfers);
    case "/events":
      return sheetOf(call, url, events);
    default:
      return undefined;
  }
}

function sheetOf<K extends Kind>(call: Call, url: URL, list: List<K>): Response {
  const known = (name: string) => {
    const id = url.searchParams.get(name);
    return id !== null && call.store.find(list.kind, id) ? id : undefined;
  };
  const [after, before] = [known("after"), known("before")];
  const { entries, hasMore } = call.store.list(list.kind, {
    limit: rowsOnPage,
    ...(before === undefined ? { starting_after: after } : { ending_before: before }),
  });
  const objects = entries.map(({ object }) => object);
  const hasNewer = before === undefined ? after !== undefined : hasMore;
  const hasOlder = before === undefined ? hasMore : true;
  const body = html`<h1>${list.title}</h1>
    ${objects.length === 0 ? html`<p class="empty">${list.none}</p>` : list.table(call, objects)}
    ${pager(url.pathname, {
      newer: hasNewer ? objects[0]?.id : undefined,
      older: hasOlder ? objects.at(-1)?.id : undefined,
    })}`;
  return sheet(call, { title: list.title, section: url.pathname, body });
}

function pager(path: string, { newer, older }: { newer: string | undefined; older: string | undefined }) {
  if (newer === undefined && older === undefined) return "";
  return html`<nav class="pager" aria-label="Pages">
    ${newer === undefined ? "" : html`<a href="${path}?before=${newer}" rel="prev">Newer</a>`}
    ${older === undefined ? "" : html`<a href="${path}?after=${older}" rel="next">Older</a>`}
  </nav>`;
}

export function paymentsTable(call: Call, objects: Stripe.PaymentIntent[]): Html {
  return table(
    "Payments, newest first",
    [
      { head: "Amount", isFigure: true },
      { head: "Status" },
      { head: "Payment" },
      { head: "Customer" },
      { head: "Created" },
    ],
    objects.map((intent) => [
      html`<b>${money(intent.amount, intent.currency)}</b>`,
      html`${badge(paymentState(call, intent))} ${whyFailed(intent)}`,
      linkTo(intent.id),
      customerOf(call, intent),
      at(intent.created),
    ]),
  );
}

export function eventsTable(call: Call, objects: Stripe.EventBase[]): Html {
  return table(
    "Events, newest first",
    [{ head: "Event" }, { head: "About" }, { head: "Delivery" }, { head: "Created" }],
    objects.map((event) => {
      const about = "id" in event.data.object ? String(event.data.object.id) : null;
      return [
        linkTo(event.id, event.type),
        reference(about),
        badge(deliveryState(deliveriesOf(call.store, event.id))),
        at(event.created),
      ];
    }),
  );
}

function whyFailed({ last_payment_error: error }: Stripe.PaymentIntent): Html | "" {
  const why = error?.decline_code || error?.code;
  return why ? html`<span class="why">${why.replaceAll("_", " ")}</span>` : "";
}

function customerOf(call: Call, intent: Stripe.PaymentIntent): Html | string {
  const id = idOf(intent.customer);
  if (id === null) return intent.receipt_email ?? "";
  const customer = call.store.find("customer", id)?.object;
  return linkTo(id, customer?.deleted ? code(id) : (customer?.email ?? customer?.name ?? code(id)));
}

function reference(id: string | null): Html | string {
  return id === null ? "" : linkTo(id);
}
