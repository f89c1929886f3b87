import type { Call } from "./call";
import { eventsTable, listSheet, paymentsTable } from "./dashboard-lists";
import { objectSheet } from "./dashboard-object";
import { badge, linkTo, money, sheet } from "./dashboard-parts";
import { html } from "./html";
import type { Html } from "./html";
import { retrieveBalance } from "./objects/balance";
import type { Kind } from "./records";

const latest = 8;

/** What this server holds, for people; undefined for an address that is no page of theirs. */
export function dashboard(call: Call, url: URL): Response | undefined {
  if (url.pathname === "/") return overview(call);
  if (url.pathname === "/find") {
    const id = url.searchParams.get("id")?.trim() ?? "";
    return new Response(null, { status: 303, headers: { location: `/objects/${encodeURIComponent(id)}` } });
  }
  const [, id] = /^\/objects\/([^/]+)$/.exec(url.pathname) ?? [];
  if (id !== undefined) return objectSheet(call, decoded(id));
  return listSheet(call, url);
}

/** A part of an address that is no text stays as it was sent: no object has such an id. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function overview(call: Call): Response {
  const payments = call.store.list("payment_intent", { limit: latest }).entries;
  const events = call.store.list("event", { limit: latest }).entries;
  const body = html`<h1>Overview</h1>
    ${balances(call)} ${counts(call)} ${endpoints(call)}
    <h2>Latest payments</h2>
    ${
      payments.length === 0
        ? firstPayment(call)
        : html`${paymentsTable(
              call,
              payments.map(({ object }) => object),
            )}
            <p class="all"><a href="/payments">All payments</a></p>`
    }
    <h2>Latest events</h2>
    ${
      events.length === 0
        ? html`<p class="empty">Nothing has happened yet.</p>`
        : html`${eventsTable(
              call,
              events.map(({ object }) => object),
            )}
            <p class="all"><a href="/events">All events</a></p>`
    }`;
  return sheet(call, { title: "Overview", section: "/", body });
}

function balances(call: Call): Html {
  const { available, pending } = retrieveBalance(call);
  return html`<h2>Balance</h2>
    <ul class="cards">
      ${available.map(({ amount, currency }) => {
        const waiting = pending.find((part) => part.currency === currency)?.amount ?? 0;
        return html`<li>
          <span class="large">${money(amount + waiting, currency)}</span>
          <span>${money(amount, currency)} available</span>
          <span>${money(waiting, currency)} on its way</span>
        </li>`;
      })}
    </ul>`;
}

function counts(call: Call): Html {
  const count = (kind: Kind, condition = "1") =>
    Number(
      call.store
        .prepare(`select count(*) from objects where account = ? and kind = ? and ${condition}`)
        .pluck()
        .get(call.store.account, kind),
    );
  const needsAnswer = count("dispute", "json_extract(body, '$.status') like '%needs_response'");
  const undelivered = Number(
    call.store
      .prepare("select count(distinct event) from deliveries where delivered_ms is null")
      .pluck()
      .get(),
  );
  const tiles: [string, string, number, string][] = [
    ["/payments", "Payments", count("payment_intent"), ""],
    ["/customers", "Customers", count("customer"), ""],
    ["/refunds", "Refunds", count("refund"), ""],
    ["/disputes", "Disputes", count("dispute"), needsAnswer > 0 ? `${needsAnswer} to answer` : ""],
    ["/events", "Events", count("event"), undelivered > 0 ? `${undelivered} not delivered` : ""],
  ];
  return html`<ul class="tiles">
    ${tiles.map(
      ([path, title, number, note]) =>
        html`<li>
          <a href="${path}"
            ><span class="large">${new Intl.NumberFormat("en").format(number)}</span> ${title}</a
          >
          ${note === "" ? "" : badge({ words: note, tone: "warn" })}
        </li>`,
    )}
  </ul>`;
}

function endpoints(call: Call): Html {
  const { entries } = call.store.list("webhook_endpoint", { limit: 100 });
  return html`<h2>Webhook endpoints</h2>
    ${
      entries.length === 0
        ? html`<p class="empty">Events are delivered nowhere: no endpoint was made.</p>`
        : html`<ul class="endpoints">
            ${entries.map(
              ({ object }) =>
                html`<li>
                  ${linkTo(object.id, object.url)}
                  ${badge(
                    object.status === "enabled"
                      ? { words: "Enabled", tone: "good" }
                      : { words: "Disabled", tone: "plain" },
                  )}
                </li>`,
            )}
          </ul>`
    }`;
}

function firstPayment(call: Call): Html {
  const { hostname, port } = new URL(call.origin || "http://127.0.0.1");
  return html`<div class="empty">
    <p>Nobody has paid yet. With the official SDK the first payment is</p>
    <pre tabindex="0" aria-label="Example">
const stripe = new Stripe("sk_test_local", { host: "${hostname}", port: ${port}, protocol: "http" });
await stripe.paymentIntents.create({
  amount: 1999, currency: "usd", payment_method: "pm_card_visa", confirm: true,
});</pre>
  </div>`;
}
