import type { Call } from "./call";
import { html, page } from "./html";
import type { Html, HtmlValue } from "./html";
import { decimalsOf } from "./money";
import type { Delivery } from "./webhooks";

// What the pages for people are made of. No scripts: all of it is links and one form.

type Tone = "good" | "bad" | "warn" | "busy" | "plain";

export interface State {
  words: string;
  tone: Tone;
}

export const sections = [
  { path: "/", title: "Overview" },
  { path: "/payments", title: "Payments" },
  { path: "/customers", title: "Customers" },
  { path: "/refunds", title: "Refunds" },
  { path: "/disputes", title: "Disputes" },
  { path: "/accounts", title: "Accounts" },
  { path: "/transfers", title: "Transfers" },
  { path: "/events", title: "Events" },
] as const;

/** A whole page; `section` is the path of the entry that is marked in its navigation. */
export function sheet(
  call: Call,
  { title, section, body, status }: { title: string; section: string; body: Html; status?: number },
): Response {
  return page(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Local Stripe</title>
        <link rel="stylesheet" href="/dashboard.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <div class="bar">
            <a class="home" href="/">Local Stripe</a>
            <span class="mode">Test payments only</span>
            <form action="/find" role="search">
              <label for="find">Find by id</label>
              <input
                id="find"
                name="id"
                type="search"
                placeholder="pi_…, ch_…, evt_…"
                autocomplete="off"
                spellcheck="false"
                required
              />
              <button>Find</button>
            </form>
          </div>
          <nav aria-label="Sections">
            ${sections.map(
              (entry) =>
                html`<a href="${entry.path}" ${entry.path === section ? html`aria-current="page"` : ""}
                  >${entry.title}</a
                >`,
            )}
          </nav>
        </header>
        <main id="content">${body}</main>
        <footer>
          <p>No real card and no real money ever come here. This server’s time is ${at(call.now)}.</p>
        </footer>
      </body>
    </html>`,
    status === undefined ? {} : { status },
  );
}

interface Column {
  head: string;
  /** Amounts stand on the right, one under the other. */
  isFigure?: boolean;
}

/** A table on a desk, a list of short cards on a phone. */
export function table(caption: string, columns: Column[], rows: HtmlValue[][]): Html {
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          ({ head, isFigure }) =>
            html`<th role="columnheader" scope="col" class="${isFigure ? "figure" : ""}">${head}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${row.map(
              (cell, index) =>
                html`<td
                  role="cell"
                  data-head="${columns[index]?.head}"
                  class="${columns[index]?.isFigure ? "figure" : ""}"
                >
                  <div>${cell === "" || cell === null ? html`<span class="none">–</span>` : cell}</div>
                </td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function badge({ words, tone }: State): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

export function linkTo(id: string, words: HtmlValue = code(id)): Html {
  return html`<a href="/objects/${encodeURIComponent(id)}">${words}</a>`;
}

/** An amount with its currency: `1,234.50 EUR`. */
export function money(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const figure = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
  return `${figure} ${currency.toUpperCase()}`;
}

const instants = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** An instant, in seconds. */
export function at(seconds: number): Html {
  const instant = new Date(seconds * 1000);
  return html`<time datetime="${instant.toISOString()}">${instants.format(instant)} UTC</time>`;
}

/** What became of the deliveries of one event. */
export function deliveryState(deliveries: Delivery[]): State {
  if (deliveries.length === 0) return { words: "No endpoint", tone: "plain" };
  const open = deliveries.filter(({ delivered_ms }) => delivered_ms === null);
  if (open.length === 0) return { words: "Delivered", tone: "good" };
  const last = open.find(({ last_result }) => last_result !== null)?.last_result;
  const why = last ? `: ${answerInWords(last)}` : "";
  return open.some(({ due_ms }) => due_ms === null)
    ? { words: `Not delivered${why}`, tone: "bad" }
    : { words: `Waiting${why}`, tone: "warn" };
}

/** What came back from an endpoint: its status, or why there was none. */
export function answerInWords(result: string): string {
  if (/^\d+$/.test(result)) return `answered ${result}`;
  return result === "dropped" ? "held back by a test" : "no answer";
}

/** `requires_payment_method` as words. */
export function inPlainWords(name: string): string {
  const words = name.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
