import { readFileSync } from "node:fs";
import { serverCall } from "./call";
import type { Instant } from "./call";
import { answerChallengePage, challengePage } from "./challenge-page";
import { dashboard } from "./dashboard";
import type { Question } from "./exchange";
import { Html, page } from "./html";
import { answerOnboardingPage, onboardingPage } from "./onboarding-page";
import type { Store } from "./store";

const files: Record<string, { file: string; type: string }> = {
  "/endive/stripe.js": { file: "stripe.js", type: "text/javascript" },
  "/v3": { file: "stripe.js", type: "text/javascript" },
  "/v3/": { file: "stripe.js", type: "text/javascript" },
  "/elements/card.js": { file: "card.js", type: "text/javascript" },
  "/elements/card.css": { file: "card.css", type: "text/css" },
  "/dashboard.css": { file: "dashboard.css", type: "text/css" },
  "/hosted/challenge.js": { file: "challenge.js", type: "text/javascript" },
  "/hosted/challenge.css": { file: "challenge.css", type: "text/css" },
};

/** Serves what a browser loads from this server; undefined for anything else. */
export async function serveBrowser(visit: {
  store: Store;
  question: Question;
  instant: Instant;
}): Promise<Response | undefined> {
  const { store, question, instant } = visit;
  const { method, url } = question;
  const language = question.headers.get("accept-language");
  const call = serverCall(store, instant, url.origin);
  if (url.pathname.startsWith("/hosted/3ds/")) {
    if (method === "GET") return challengePage(call, url, language);
    if (method !== "POST") return undefined;
    const form = new URLSearchParams(await question.text());
    return store.transaction(() => answerChallengePage(call, url, form, language));
  }
  if (url.pathname.startsWith("/hosted/onboarding/")) {
    if (method === "GET") return store.transaction(() => onboardingPage(call, url, language));
    if (method !== "POST") return undefined;
    const form = new URLSearchParams(await question.text());
    return store.transaction(() => answerOnboardingPage(call, url, form, language));
  }
  if (method !== "GET") return undefined;
  if (url.pathname === "/healthz") return Response.json({ status: "ok" });
  if (url.pathname === "/favicon.ico") return new Response(null, { status: 204 });
  const sheet = dashboard(call, url);
  if (sheet) return sheet;
  if (url.pathname === "/elements/card") {
    return page(new Html(contentOf("card.html").replace(/^<!doctype html>\n/, "")));
  }
  const known = files[url.pathname];
  if (!known) return undefined;
  return new Response(contentOf(known.file), {
    headers: {
      "content-type": `${known.type}; charset=utf-8`,
      "cache-control": "no-cache",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    },
  });
}

function contentOf(file: string): string {
  return readFileSync(new URL(`./browser/${file}`, import.meta.url), "utf8");
}
