import { asAccount } from "./call";
import type { Call } from "./call";
import { html, page } from "./html";
import type { Html } from "./html";
import { inWords } from "./money";
import { transfersOf } from "./objects/accounts";
import { retrieveBalance, sumsOf } from "./objects/balance";
import { idOf } from "./records";
import { deliveriesOf } from "./webhooks";

const shownRows = 30;

/**
 * What this server holds, for people: the balance, the latest payments and refunds, connected accounts with what they
 * hold, transfers, and the platform's events with their deliveries.
 */
export function dashboard(call: Call): Response {
  const { store } = call;
  const balance = retrieveBalance(call);
  const payments = store
    .list("payment_intent", { limit: shownRows })
    .entries.map(({ object }) => [
      at(object.created),
      code(object.id),
      inWords(object.amount, object.currency),
      object.status,
      idOf(object.customer) ?? "",
      object.last_payment_error?.decline_code ?? object.last_payment_error?.code ?? "",
    ]);
  const refunds = store
    .list("refund", { limit: shownRows })
    .entries.map(({ object }) => [
      at(object.created),
      code(object.id),
      inWords(object.amount, object.currency),
      object.status ?? "",
      code(idOf(object.payment_intent) ?? ""),
    ]);
  const accounts = store
    .list("v2.core.account", { limit: shownRows })
    .entries.map(({ object }) => [
      object.created.replace("T", " ").slice(0, 19),
      code(object.id),
      object.display_name ?? "",
      transfersOf(object)?.status ?? "",
      sumsOf(asAccount(call, object.id)).map(
        ({ currency, available, pending }) =>
          html`<div>${inWords(available, currency)}, and ${inWords(pending, currency)} pending</div>`,
      ),
    ]);
  const transfers = store
    .list("transfer", { limit: shownRows })
    .entries.map(({ object }) => [
      at(object.created),
      code(object.id),
      inWords(object.amount, object.currency),
      object.amount_reversed > 0 ? inWords(object.amount_reversed, object.currency) : "",
      code(idOf(object.destination) ?? ""),
    ]);
  const events = store
    .list("event", { limit: shownRows })
    .entries.map(({ object }) => [
      at(object.created),
      code(object.id),
      object.type,
      "id" in object.data.object ? code(String(object.data.object.id)) : "",
      deliveriesOf(store, object.id).map(
        ({ endpoint, attempts, delivered_ms, due_ms, last_result }) =>
          html`<div>
            ${endpoint}: ${delivered_ms === null ? (due_ms === null ? "given up" : "waiting") : "delivered"},
            ${attempts}
            ${attempts === 1 ? "attempt" : "attempts"}${last_result ? `, last ${last_result}` : ""}
          </div>`,
      ),
    ]);
  return page(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Local Stripe</title>
        <link rel="stylesheet" href="/dashboard.css" />
      </head>
      <body>
        <main>
          <h1>Local Stripe</h1>
          <p>Test payments only: no real card and no real money ever come here.</p>
          <h2>Balance</h2>
          ${table(
            ["Currency", "Available", "Pending"],
            balance.available.map(({ amount, currency }, index) => [
              currency,
              inWords(amount, currency),
              inWords(balance.pending[index]?.amount ?? 0, currency),
            ]),
          )}
          <h2>Payments</h2>
          ${table(["Created", "Id", "Amount", "Status", "Customer", "Last error"], payments)}
          <h2>Refunds</h2>
          ${table(["Created", "Id", "Amount", "Status", "Payment"], refunds)}
          <h2>Connected accounts</h2>
          ${table(["Created", "Id", "Name", "Transfers", "Balance"], accounts)}
          <h2>Transfers</h2>
          ${table(["Created", "Id", "Amount", "Reversed", "To"], transfers)}
          <h2>Events</h2>
          ${table(["Created", "Id", "Type", "About", "Deliveries"], events)}
        </main>
      </body>
    </html>`,
  );
}

function table(heads: string[], rows: (string | Html | Html[])[][]): Html {
  if (rows.length === 0) return html`<p>None yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${heads.join(", ")}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function code(id: string): Html {
  return html`<code>${id}</code>`;
}

function at(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace("T", " ").slice(0, 19);
}
