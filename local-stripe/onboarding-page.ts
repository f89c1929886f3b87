import type { Call } from "./call";
import type { Html } from "./html";
import { html, page } from "./html";
import { openAccountLink, returnFromAccountLink, waysBack } from "./objects/account-links";
import type { Entry } from "./store";

const words = {
  en: {
    title: "Set up payouts",
    lead: "Here Stripe would ask who you are and where your money goes.",
    note: "This is a test page: nothing is asked, nothing is checked, no bank is told.",
    complete: "Complete",
    leave: "Leave unfinished",
    unknown: "There is no such page.",
  },
  fr: {
    title: "Configurer les virements",
    lead: "Ici, Stripe vous demanderait qui vous êtes et où va votre argent.",
    note: "Ceci est une page de test : rien n’est demandé, rien n’est vérifié, aucune banque n’est prévenue.",
    complete: "Terminer",
    leave: "Quitter sans terminer",
    unknown: "Cette page n’existe pas.",
  },
} as const;

type Language = keyof typeof words;

/** The page of an account link: the first to open it sees it, everybody after that is sent for a new link. */
export function onboardingPage(call: Call, url: URL, acceptLanguage: string | null): Response {
  const language = languageOf(acceptLanguage);
  const link = linkOf(call, url);
  if (!link) return unknownPage(language);
  const session = openAccountLink(call, link);
  if (session === null) return sendTo(waysBack(link.object).refreshUrl);
  const said = words[language];
  const { refreshUrl, returnUrl } = waysBack(link.object);
  const name = call.store.find("v2.core.account", link.object.account)?.object.display_name;
  return page(
    frame(
      language,
      html`
        <h1>${said.title}</h1>
        <p class="amount">${name ?? link.object.account}</p>
        <p>${said.lead}</p>
        <form method="post" action="${url.pathname}?session=${session}">
          <button name="outcome" value="complete">${said.complete}</button>
          <button name="outcome" value="leave">${said.leave}</button>
        </form>
        <p class="note">${said.note}</p>
      `,
    ),
    // A browser applies form-action also to where the answer redirects.
    { formTargets: [...new Set([new URL(returnUrl).origin, new URL(refreshUrl).origin])] },
  );
}

/** Takes the owner's answer and leads back to the platform; only whoever opened the link can give it. */
export function answerOnboardingPage(
  call: Call,
  url: URL,
  form: URLSearchParams,
  acceptLanguage: string | null,
): Response {
  const link = linkOf(call, url);
  const session = url.searchParams.get("session");
  if (!link || session === null) return unknownPage(languageOf(acceptLanguage));
  const { refreshUrl, returnUrl } = waysBack(link.object);
  if (session !== link.hidden.session) return sendTo(refreshUrl);
  returnFromAccountLink(call, link, form.get("outcome") === "complete");
  return sendTo(returnUrl);
}

function linkOf(call: Call, url: URL): Entry<"account_link"> | undefined {
  return call.store.find("account_link", url.pathname.split("/").at(-1) ?? "");
}

function sendTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

function unknownPage(language: Language): Response {
  return page(frame(language, html`<p>${words[language].unknown}</p>`), { status: 404 });
}

function languageOf(acceptLanguage: string | null): Language {
  return (acceptLanguage ?? "en").toLowerCase().startsWith("fr") ? "fr" : "en";
}

function frame(language: Language, body: Html): Html {
  return html`<html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${words[language].title}</title>
      <link rel="stylesheet" href="/hosted/challenge.css" />
    </head>
    <body>
      <main class="question">${body}</main>
    </body>
  </html>`;
}
