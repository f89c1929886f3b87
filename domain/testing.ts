// A small world for a test: its own database, a clock that stands still until moved, the local Stripe in this very
// process, and makers of people, merchants and products. Every test makes its own rows.
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { newId } from "@/db/id";
import { testDatabase } from "@/db/testing";
import { memoryStore } from "@/integrations/media/testing-memory";
import { drawPicture } from "@/integrations/pictures";
import { payments } from "@/integrations/stripe";
import { witness } from "@/local-stripe/contract/witness";
import { createLocalStripe } from "@/local-stripe/local-stripe";
import type { Actor, Context } from "./context";
import { askAboutReceiver, openConnectedAccount } from "./payments/connected-accounts";
import { rows } from "./testing-rows";
import { minutesAfter } from "./time";

export { lyonAddress } from "./testing-rows";

const start = new Date("2026-05-04T09:00:00.000Z");

export async function world() {
  const db = await testDatabase();
  let now = start;
  const clock = { now: () => new Date(now) };
  const passMinutes = (minutes: number) => {
    now = minutesAfter(now, minutes);
  };
  const stripe = await localStripe(() => now.getTime());

  const media = { files: memoryStore(clock), drawPicture };

  const context = (actor: Actor): Context => ({
    db,
    clock,
    actor,
    locale: "en",
    payments: payments(stripe.client),
    media,
  });
  const guest = (guestId = `guest_${newId(now)}`): Context => context({ kind: "guest", guestId });
  const schedule = (): Context => context({ kind: "schedule" });

  const made = rows(db, clock.now);

  /** A person with a context of their own. */
  async function person(handle: string, country = "FR") {
    const { actor, ...ids } = await made.person(handle, country);
    return { ...context(actor), ...ids, actor };
  }

  /** The schedule, with another key for Stripe: one that it does not accept. */
  const withKey = (key: string): Context => ({ ...schedule(), payments: payments(stripe.clientWith(key)) });

  /** Gives a merchant or a charity an account of its own at Stripe, onboarded. */
  async function connect(accountId: string): Promise<string> {
    const opened = await openConnectedAccount(schedule(), accountId);
    if (!opened.ok) throw new Error(opened.reason);
    await stripe.setCapabilities(opened.value.stripeAccountId, "active");
    await askAboutReceiver(schedule(), accountId);
    return opened.value.stripeAccountId;
  }

  return { ...made, db, clock, passMinutes, stripe, guest, person, schedule, withKey, connect };
}

export type World = Awaited<ReturnType<typeof world>>;

/**
 * The local Stripe without a port, and the official SDK speaking with it. The test fails if it ever answers or tells
 * what the SDK's types do not say.
 */
async function localStripe(clock: () => number) {
  const contract = await witness();
  const store = contract.openStore(":memory:");
  const local = createLocalStripe({ store, clock, onAnswer: contract.onAnswer });
  const clientWith = (key: string) =>
    new Stripe(key, {
      host: "127.0.0.1",
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
      // Patience that has run out already: where a fault keeps the caller waiting, it gives up at once.
      httpClient: Stripe.createFetchHttpClient((url, init) =>
        local.fetch(new Request(url, { ...init, signal: AbortSignal.abort() })),
      ),
    });
  const client = clientWith("sk_test_local");
  onTestFinished(async () => {
    await local.stop();
    store.close();
    contract.requireNone();
  });

  /** What Stripe's frame in the browser makes of a card: a confirmation token. */
  async function typeCard(paymentMethod = "pm_card_visa"): Promise<string> {
    const token = await client.testHelpers.confirmationTokens.create({ payment_method: paymentMethod });
    return token.id;
  }

  /** Steers the local Stripe: an order under `/_local/`. */
  async function order(address: string, body: unknown): Promise<void> {
    const response = await local.fetch(
      new Request(`http://127.0.0.1${address}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok) throw new Error(`${address} was not accepted: ${await response.text()}`);
  }

  /** Orders a fault for the next calls of a path (`*` stands for anything), as local-stripe/faults.ts names them. */
  const fault = (kind: string, pattern: string, times = 1, method: "GET" | "POST" = "POST") =>
    order("/_local/faults", { kind, method, path: pattern, times, milliseconds: 0 });

  /** What Stripe says of an account's capabilities from now on. */
  const setCapabilities = (stripeAccountId: string, capabilities: "active" | "restricted") =>
    order("/_local/accounts", { account: stripeAccountId, capabilities });

  /** What the shopper answers on the bank's page. */
  async function answerChallenge(intentId: string, outcome: "complete" | "fail"): Promise<void> {
    const { client_secret: secret } = await client.paymentIntents.retrieve(intentId);
    const page = `http://127.0.0.1/hosted/3ds/${intentId}?client_secret=${secret}&embedded=1`;
    const response = await local.fetch(
      new Request(page, { method: "POST", body: new URLSearchParams({ outcome }) }),
    );
    if (!response.ok) throw new Error(`The bank's page did not take the answer: ${response.status}`);
  }
  const wipe = () => order("/_local/reset", {});

  return { client, clientWith, local, wipe, typeCard, order, fault, setCapabilities, answerChallenge };
}
