import type { Call } from "./call";
import type { Html } from "./html";
import { html, page } from "./html";
import { payAndTell } from "./objects/invoice-payments";
import { answerChallenge } from "./objects/payment-confirmation";
import { answerSetupChallenge } from "./objects/setup-intents";
import type { Entry } from "./store";

const words = {
  en: {
    title: "3-D Secure",
    lead: "Your bank asks whether this payment is yours.",
    leadSetup: "Your bank asks whether you are keeping this card.",
    note: "This is a test page: no bank is asked, no money moves.",
    complete: "Complete",
    fail: "Fail",
    done: "Your answer has been noted. You may close this page.",
    unknown: "There is no such payment.",
  },
  fr: {
    title: "3-D Secure",
    lead: "Votre banque demande si ce paiement vient bien de vous.",
    leadSetup: "Votre banque demande si vous enregistrez bien cette carte.",
    note: "Ceci est une page de test : aucune banque n’est interrogée, aucun argent ne circule.",
    complete: "Valider",
    fail: "Échouer",
    done: "Votre réponse est enregistrée. Vous pouvez fermer cette page.",
    unknown: "Ce paiement n’existe pas.",
  },
} as const;

type Language = keyof typeof words;
type Waiting =
  | { kind: "payment_intent"; entry: Entry<"payment_intent"> }
  | { kind: "setup_intent"; entry: Entry<"setup_intent"> };

/** The page on which the shopper's bank asks; whoever opens it must show the intent's client secret. */
export function challengePage(call: Call, url: URL, acceptLanguage: string | null): Response {
  const language = languageOf(url, acceptLanguage);
  const waiting = intentOf(call, url);
  if (!waiting)
    return page(frame(language, url, html`<p>${words[language].unknown}</p>`, "no"), { status: 404 });
  const { object, hidden } = waiting.entry;
  if (object.status !== "requires_action") return answered(waiting, url, language);
  const said = words[language];
  const body = html`
    <h1 tabindex="-1">${said.title}</h1>
    ${amountOf(waiting, language)}
    <p>${waiting.kind === "payment_intent" ? said.lead : said.leadSetup}</p>
    <form method="post">
      ${answerButton(url, "complete", said.complete)} ${answerButton(url, "fail", said.fail)}
    </form>
    <p class="note">${said.note}</p>
  `;
  // A browser applies form-action also to where the answer redirects.
  const formTargets = hidden.returnUrl === null ? [] : [new URL(hidden.returnUrl).origin];
  return page(frame(language, url, body, "no"), { formTargets });
}

/** Within a shop's page it waits for challenge.js: sent before that, the answer would never be told to the page. */
function answerButton(url: URL, value: "complete" | "fail", label: string): Html {
  return url.searchParams.has("embedded")
    ? html`<button name="outcome" value="${value}" disabled>${label}</button>`
    : html`<button name="outcome" value="${value}">${label}</button>`;
}

/** Takes the shopper's answer and leads back to the shop; an answer that came too late changes nothing. */
export function answerChallengePage(
  call: Call,
  url: URL,
  form: URLSearchParams,
  acceptLanguage: string | null,
): Response {
  const language = languageOf(url, acceptLanguage);
  const waiting = intentOf(call, url);
  if (!waiting) return challengePage(call, url, acceptLanguage);
  const passed = form.get("outcome") === "complete";
  if (waiting.kind === "payment_intent") {
    const { entry } = waiting;
    payAndTell(call, entry, () => answerChallenge(call, entry, passed));
  } else answerSetupChallenge(call, waiting.entry, passed);
  return answered(waiting, url, language);
}

function answered(waiting: Waiting, url: URL, language: Language): Response {
  const { object, hidden } = waiting.entry;
  if (url.searchParams.has("embedded") || hidden.returnUrl === null) {
    return page(frame(language, url, html`<p>${words[language].done}</p>`, "yes"));
  }
  const target = new URL(hidden.returnUrl);
  target.searchParams.set(waiting.kind, object.id);
  target.searchParams.set(`${waiting.kind}_client_secret`, object.client_secret ?? "");
  const failed = object.status === "requires_payment_method" || object.status === "canceled";
  target.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
  return new Response(null, {
    status: 303,
    headers: { location: target.href, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

function intentOf(call: Call, url: URL): Waiting | undefined {
  const id = url.pathname.split("/").at(-1) ?? "";
  const payment = call.store.find("payment_intent", id);
  const setup = call.store.find("setup_intent", id);
  const found: Waiting | undefined = payment
    ? { kind: "payment_intent", entry: payment }
    : setup && { kind: "setup_intent", entry: setup };
  return found?.entry.object.client_secret === url.searchParams.get("client_secret") ? found : undefined;
}

function amountOf(waiting: Waiting, language: Language): Html | null {
  if (waiting.kind === "setup_intent") return null;
  const { amount, currency } = waiting.entry.object;
  const format = new Intl.NumberFormat(language, { style: "currency", currency: currency.toUpperCase() });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return html`<p class="amount">${format.format(amount / 10 ** decimals)}</p>`;
}

function languageOf(url: URL, acceptLanguage: string | null): Language {
  const asked = url.searchParams.get("embedded") ?? acceptLanguage ?? "en";
  return asked.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** The shop's page around it has its own main part; two would confuse who goes by landmarks. */
function frame(language: Language, url: URL, body: Html, isAnswered: "yes" | "no"): Html {
  return html`<html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${words[language].title}</title>
      <link rel="stylesheet" href="/hosted/challenge.css" />
      <script src="/hosted/challenge.js" defer></script>
    </head>
    <body data-parent="${url.searchParams.get("parent")}" data-answered="${isAnswered}">
      ${url.searchParams.has("embedded") ? html`<div class="question">${body}</div>` : html`<main class="question">${body}</main>`}
    </body>
  </html>`;
}
