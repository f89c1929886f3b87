// A shopper without a browser: speaks the sheet's server action as the script in the browser does, keeps cookies, types
// a card into the local Stripe with the publishable key and answers the bank's question on its page.
import { readFileSync } from "node:fs";
import {
  createFromReadableStream,
  encodeReply,
} from "next/dist/compiled/react-server-dom-turbopack/client.edge";
import type { CheckoutState } from "@/components/checkout/state";

/** What a shopper is answered, or that they saw an error page: a 5xx, or something that was no answer at all. */
export class ErrorPage extends Error {
  override name = "ErrorPage";
  constructor(
    readonly step: string,
    readonly status: number,
    what: string,
  ) {
    super(`${step}: ${status} ${what.slice(0, 200)}`);
  }
}

export type Addresses = { app: string; stripe: string; publishableKey: string };

const manifestFile = ".next/server/server-reference-manifest.json";

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> };

/** The id that the build gave to an action. @throws when the build has none of that name. */
export function actionId(file: string, name: string): string {
  const { node } = JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest;
  const [id] =
    Object.entries(node).find(([, one]) => one.filename === file && one.exportedName === name) ?? [];
  if (!id) throw new Error(`${manifestFile} has no action ${name} of ${file}`);
  return id;
}

export type Shopper = ReturnType<typeof shopper>;

/**
 * @param addresses asked at every step, so that a shopper can go on with another process.
 * @param address the network address that they seem to come from; the app must trust its proxy.
 * @param timed told of every step, with its milliseconds.
 */
export function shopper(
  addresses: Addresses,
  address: string,
  timed: (step: string, milliseconds: number) => void = () => {},
) {
  const { stripe, publishableKey } = addresses;
  const cookies = new Map<string, string>();
  let state: CheckoutState = { step: "details", turn: 0 };
  let listingId = "";
  const checkoutAction = actionId("app/buy/[listingId]/actions.ts", "checkout");

  async function ask(step: string, url: string, init: RequestInit = {}): Promise<Response> {
    const startedAt = performance.now();
    const headers = new Headers(init.headers);
    headers.set("x-forwarded-for", address);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    timed(step, performance.now() - startedAt);
    if (response.status >= 500) throw new ErrorPage(step, response.status, await response.text());
    return response;
  }

  /** Opens the page on which something is bought. */
  async function open(listing: string): Promise<void> {
    listingId = listing;
    const response = await ask("open", `${addresses.app}/buy/${listing}`);
    if (response.status !== 200) throw new ErrorPage("open", response.status, await response.text());
    await response.arrayBuffer();
  }

  /** Sends a form of the sheet, and is shown the next step. */
  async function send(step: string, fields: Record<string, string>): Promise<CheckoutState> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ do: step, ...fields })) form.set(name, value);
    const body = await encodeReply([state, form]);
    const response = await ask(step, `${addresses.app}/buy/${listingId}`, {
      method: "POST",
      headers: {
        accept: "text/x-component",
        origin: addresses.app,
        "next-action": checkoutAction,
        ...(typeof body === "string" ? { "content-type": "text/plain;charset=UTF-8" } : {}),
      },
      body,
    });
    if (response.status !== 200 || !response.body)
      throw new ErrorPage(step, response.status, await response.text());
    state = await answerOf(response.body);
    return state;
  }

  function place(variantId: string, email: string, quantity = 1): Promise<CheckoutState> {
    return send("place", {
      listingId,
      variantId,
      quantity: String(quantity),
      email,
      isShipped: "yes",
      fullName: "Grace Okafor",
      line1: "3 rue du Bât-d’Argent",
      city: "Lyon",
      postalCode: "69001",
      country: "FR",
    });
  }

  /** What Stripe's frame makes of a typed card. Undefined when Stripe does not answer. */
  async function typeCard(number: string): Promise<string | undefined> {
    const startedAt = performance.now();
    const body = new URLSearchParams({
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": "2034",
      "payment_method_data[card][cvc]": number.startsWith("37") ? "1234" : "123",
    });
    const headers = { authorization: `Bearer ${publishableKey}` };
    const response = await fetch(`${stripe}/v1/confirmation_tokens`, { method: "POST", headers, body });
    const { id } = (await response.json()) as { id?: string };
    timed("type card", performance.now() - startedAt);
    return id;
  }

  async function pay(cardNumber: string): Promise<CheckoutState> {
    const { order } = state;
    if (!order) throw new Error("Nothing was placed that could be paid");
    const confirmationToken = (await typeCard(cardNumber)) ?? "";
    return send("pay", {
      orderId: order.id,
      seenTotalMinor: String(order.totalMinor),
      inPlace: "yes",
      confirmationToken,
    });
  }

  /** Answers the bank's question, in its frame. */
  async function answerBank(outcome: "complete" | "fail"): Promise<void> {
    const secret = state.clientSecret ?? "";
    const intentId = secret.split("_secret_")[0];
    const startedAt = performance.now();
    const page = `${stripe}/hosted/3ds/${intentId}?client_secret=${secret}&embedded=1`;
    const response = await fetch(page, { method: "POST", body: new URLSearchParams({ outcome }) });
    if (!response.ok) throw new ErrorPage("answer bank", response.status, await response.text());
    await response.arrayBuffer();
    timed("answer bank", performance.now() - startedAt);
  }

  /** Asks how it stands, or asks for something else about the order that was begun. */
  function about(what: "check" | "another-way" | "extend" | "hold-again"): Promise<CheckoutState> {
    return send(what, { orderId: state.order?.id ?? "" });
  }

  return { open, place, pay, answerBank, about, shown: () => state };
}

/** The page that may come with an answer is for a browser: its components are never loaded here, whatever they are. */
const noComponents = new Proxy({}, { get: (_, id) => ({ "*": { id, chunks: [], name: "*" } }) });
Object.assign(globalThis, { __next_require__: () => ({}) });

async function answerOf(body: ReadableStream<Uint8Array>): Promise<CheckoutState> {
  const serverConsumerManifest = { moduleMap: noComponents, moduleLoading: null, serverModuleMap: null };
  const answer = (await createFromReadableStream(body, { serverConsumerManifest })) as {
    a: Promise<CheckoutState>;
  };
  return answer.a;
}
