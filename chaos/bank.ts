// The local Stripe in this very process, that can be killed and comes back with what it had written.
import path from "node:path";
import Stripe from "stripe";
import type { Clock } from "@/domain/time";
import { createLocalStripe, type LocalStripe } from "@/local-stripe/local-stripe";
import { Store } from "@/local-stripe/store";

export const webhookSecret = "whsec_only_for_chaos";

export type Bank = {
  /** The official SDK, speaking with it as the app does. */
  client(): Stripe;
  /** What the browser says to it, which no fault and no death disturbs. */
  browser: Stripe;
  /** What Stripe's frame makes of a test card: a confirmation token. */
  typeCard(card: string): Promise<string>;
  /** Orders under `/_local/`. */
  order(method: string, path: string, body?: unknown): Promise<unknown>;
  /** What the shopper answers on the bank's page. Answers that come too late change nothing. */
  answerChallenge(clientSecret: string, outcome: "complete" | "fail"): Promise<void>;
  /** Delivers what is due, and lets the bank do what it does by itself, until nothing is. */
  runDue(): Promise<void>;
  /** The next question of the app's finds it dead: before it took effect, or after. */
  dieAtNextQuestion(when: "before" | "after"): void;
  stop(): Promise<void>;
};

/** @param deliver takes a webhook and answers as the app would; rejects when the app is not there. */
export function openBank(folder: string, clock: Clock, deliver: typeof fetch): Bank {
  const file = path.join(folder, "local-stripe.db");
  let store: Store;
  let local: LocalStripe;
  let dies: "before" | "after" | undefined;
  let isDelivering = false;
  const begin = () => {
    store = new Store(file);
    store.sql.pragma("synchronous = off");
    local = createLocalStripe({
      store,
      clock: () => clock.now().getTime(),
      webhook: { url: "http://merle.test/api/stripe/webhook", secret: webhookSecret },
      send: deliver,
    });
  };
  begin();

  function comeBack(): never {
    dies = undefined;
    store.close();
    begin();
    throw new TypeError("The connection broke");
  }

  async function ask(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    // While it delivers it lives: what is on its way could not be kept from noting what came of it.
    if (dies === "before" && !isDelivering) comeBack();
    // Patience that has run out already: where a fault keeps the app waiting, it gives up at once.
    const response = await local.fetch(new Request(url, { ...init, signal: AbortSignal.abort() }));
    if (dies === "after" && !isDelivering) comeBack();
    return response;
  }
  const speaking = (fetcher: typeof fetch) =>
    new Stripe("sk_test_local", {
      host: "127.0.0.1",
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(fetcher),
    });
  const undisturbed = (url: RequestInfo | URL, init?: RequestInit) => local.fetch(new Request(url, init));
  const browser = speaking(undisturbed);

  return {
    client: () => speaking(ask),
    browser,
    async typeCard(card) {
      const token = await browser.testHelpers.confirmationTokens.create({
        payment_method: `pm_card_${card}`,
      });
      return token.id;
    },
    async order(method, path_, body) {
      const response = await undisturbed(`http://127.0.0.1${path_}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`The local Stripe refused an order: ${await response.text()}`);
      return response.json();
    },
    async answerChallenge(clientSecret, outcome) {
      const intentId = clientSecret.split("_secret_")[0];
      const page = `http://127.0.0.1/hosted/3ds/${intentId}?client_secret=${clientSecret}&embedded=1`;
      const response = await undisturbed(page, { method: "POST", body: new URLSearchParams({ outcome }) });
      if (!response.ok) throw new Error(`The bank's page did not take the answer: ${response.status}`);
    },
    async runDue() {
      isDelivering = true;
      await local.runDue().finally(() => (isDelivering = false));
    },
    dieAtNextQuestion(when) {
      dies = when;
    },
    async stop() {
      await local.stop();
      store.close();
    },
  };
}
