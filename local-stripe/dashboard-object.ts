import type Stripe from "stripe";
import type { Call } from "./call";
import type { State } from "./dashboard-parts";
import {
  answerInWords,
  at,
  badge,
  code,
  deliveryState,
  inPlainWords,
  linkTo,
  money,
  sheet,
  table,
} from "./dashboard-parts";
import { chargeState, disputeState, paymentState, refundState, statusState } from "./dashboard-states";
import { html } from "./html";
import type { Html } from "./html";
import type { Kind } from "./records";
import type { Entry, Store } from "./store";
import { where } from "./store";
import { deliveriesOf } from "./webhooks";
import { shown } from "./views";

const eventsInTimeline = 50;

const names: Partial<Record<string, string>> = {
  payment_intent: "Payment",
  "radar.early_fraud_warning": "Early fraud warning",
  "v2.core.account": "Connected account",
};

const sectionsOf: Partial<Record<string, string>> = {
  payment_intent: "/payments",
  charge: "/payments",
  customer: "/customers",
  refund: "/refunds",
  dispute: "/disputes",
  "v2.core.account": "/accounts",
  transfer: "/transfers",
  event: "/events",
};

/** Everything about one object: its state, what belongs to it, what happened to it, and itself as the API shows it. */
export function objectSheet(call: Call, id: string): Response {
  const entry = call.store.findAny(id);
  if (!entry) {
    const body = html`<h1>Not here</h1>
      <p class="empty">This server has no object with the id ${code(id)}.</p>`;
    return sheet(call, { title: "Not here", section: "", body, status: 404 });
  }
  // As its owner sees it, whosever it is.
  const own: Call = { ...call, store: call.store.as(call.store.ownerOf(id) ?? "") };
  const object = shown(own, entry.object);
  const kind = "object" in object ? String(object.object) : "object";
  const name = names[kind] ?? inPlainWords(kind);
  const related = relatedTo(own, kind, id);
  const state = stateOf(own, entry);
  const events = eventsAbout(call.store, [id, ...related.map((other) => other.object.id)]);
  const body = html`<p class="kind">${name}</p>
    <h1>${titleOf(object, id)} ${state ? badge(state) : ""}</h1>
    <dl class="facts">
      <div>
        <dt>Id</dt>
        <dd>${code(id)}</dd>
      </div>
      ${
        own.store.account === ""
          ? ""
          : html`<div>
              <dt>Account</dt>
              <dd>${linkTo(own.store.account)}</dd>
            </div>`
      }
      ${
        "created" in object && typeof object.created === "number"
          ? html`<div>
              <dt>Created</dt>
              <dd>${at(object.created)}</dd>
            </div>`
          : ""
      }
      ${
        isDispute(object)
          ? html`<div>
                <dt>Reason</dt>
                <dd>${inPlainWords(object.reason)}</dd>
              </div>
              <div>
                <dt>Answer by</dt>
                <dd>${at(object.evidence_details.due_by ?? object.created)}</dd>
              </div>`
          : ""
      }
      ${referencesOf(call.store, object).map(
        ([label, other]) =>
          html`<div>
            <dt>${inPlainWords(label)}</dt>
            <dd>${linkTo(other)}</dd>
          </div>`,
      )}
    </dl>
    ${related.length === 0 ? "" : relatedTable(own, related)}
    ${kind === "event" ? deliveriesTable(call, id) : ""} ${events.length === 0 ? "" : timeline(call, events)}
    <h2>As the API shows it</h2>
    <pre tabindex="0" aria-label="JSON">${linked(call.store, JSON.stringify(object, null, 2))}</pre>`;
  return sheet(call, { title: `${name} ${id}`, section: sectionsOf[kind] ?? "", body });
}

function titleOf(object: object, id: string): string {
  if ("amount" in object && typeof object.amount === "number" && "currency" in object)
    return money(object.amount, String(object.currency));
  if ("type" in object && "data" in object) return String(object.type);
  const named = ["name", "email", "url"].map((member) =>
    Object.entries(object).find(([key]) => key === member),
  );
  const title = named.map((found) => found?.[1]).find((value) => typeof value === "string");
  return title ?? id;
}

function stateOf(call: Call, { object }: Entry<Kind>): State | undefined {
  if (!("object" in object)) return undefined;
  switch (object.object) {
    case "payment_intent":
      return paymentState(call, object);
    case "charge":
      return chargeState(object);
    case "dispute":
      return disputeState(object);
    case "refund":
      return refundState(object);
    default:
      return "status" in object && typeof object.status === "string" ? statusState(object.status) : undefined;
  }
}

function isDispute(object: object): object is Stripe.Dispute {
  return "object" in object && object.object === "dispute";
}

/** The members of an object that name another one. */
function referencesOf(store: Store, object: object): [string, string][] {
  return Object.entries(object).filter(
    (member): member is [string, string] =>
      typeof member[1] === "string" && member[0] !== "id" && store.ownerOf(member[1]) !== undefined,
  );
}

/** What came of an object: of a payment its charges, refunds and disputes, of a customer what they paid. */
function relatedTo({ store }: Call, kind: string, id: string): Entry<Kind>[] {
  const of = (other: Kind, member: string) => store.list(other, { limit: 20 }, where(member, id)).entries;
  switch (kind) {
    case "payment_intent":
      return [
        ...of("charge", "payment_intent"),
        ...of("refund", "payment_intent"),
        ...of("dispute", "payment_intent"),
      ];
    case "charge":
      return [
        ...of("refund", "charge"),
        ...of("dispute", "charge"),
        ...of("radar.early_fraud_warning", "charge"),
        ...of("balance_transaction", "source"),
      ];
    case "refund":
    case "dispute":
      return of("balance_transaction", "source");
    case "customer":
      return [
        ...of("payment_intent", "customer"),
        ...of("payment_method", "customer"),
        ...of("subscription", "customer"),
      ];
    default:
      return [];
  }
}

function relatedTable(call: Call, related: Entry<Kind>[]): Html {
  return html`<h2>What belongs to it</h2>
    ${table(
      "What belongs to it",
      [{ head: "What" }, { head: "Amount", isFigure: true }, { head: "Status" }, { head: "Id" }],
      related.map((entry) => {
        const { object } = entry;
        const kind = "object" in object ? object.object : "object";
        const state = stateOf(call, entry);
        return [
          names[kind] ?? inPlainWords(kind),
          "amount" in object && typeof object.amount === "number" && "currency" in object
            ? money(object.amount, object.currency)
            : "",
          state ? badge(state) : "",
          linkTo(object.id),
        ];
      }),
    )}`;
}

/** The latest events about these objects, newest first. */
function eventsAbout(store: Store, ids: string[]): Stripe.EventBase[] {
  const marks = ids.map(() => "?").join(", ");
  return store
    .prepare<{ body: string }>(
      `select body from objects where kind = 'event' and json_extract(body, '$.data.object.id') in (${marks})
       order by seq desc limit ${eventsInTimeline}`,
    )
    .all(...ids)
    .map(({ body }) => JSON.parse(body));
}

function timeline(call: Call, events: Stripe.EventBase[]): Html {
  return html`<h2>What happened</h2>
    <ol class="timeline">
      ${events.map(
        (event) =>
          html`<li>
            <div>
              ${linkTo(event.id, event.type)} ${badge(deliveryState(deliveriesOf(call.store, event.id)))}
            </div>
            ${at(event.created)}
          </li>`,
      )}
    </ol>`;
}

function deliveriesTable({ store }: Call, eventId: string): Html {
  const deliveries = deliveriesOf(store, eventId);
  if (deliveries.length === 0) return html`<p class="empty">No endpoint asked for this event.</p>`;
  return html`<h2>Deliveries</h2>
    ${table(
      "Deliveries",
      [
        { head: "Endpoint" },
        { head: "State" },
        { head: "Attempts" },
        { head: "Last answer" },
        { head: "Next" },
      ],
      deliveries.map((delivery) => {
        const endpoint = store.findAny(delivery.endpoint)?.object;
        const url = endpoint && "url" in endpoint ? String(endpoint.url) : delivery.endpoint;
        const { delivered_ms: done, due_ms: due } = delivery;
        return [
          linkTo(delivery.endpoint, url),
          badge(deliveryState([delivery])),
          String(delivery.attempts),
          delivery.last_result === null ? "" : answerInWords(delivery.last_result),
          done === null && due !== null ? at(Math.floor(due / 1000)) : "",
        ];
      }),
    )}`;
}

/** Text in which every id that this server knows is a link. */
function linked(store: Store, text: string): (string | Html)[] {
  const parts = text.split(/"([a-z][a-z_]*_[A-Za-z0-9]{8,})"/);
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    return store.ownerOf(part) === undefined ? `"${part}"` : html`"${linkTo(part, part)}"`;
  });
}
