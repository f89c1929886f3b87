// Shoppers and donors without a browser: they speak the server actions as the script in the browser does, keep cookies,
// type cards into the local Stripe with the publishable key and answer the bank's question on its page.
import { readFileSync } from "node:fs";
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { json, text } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import {
  createFromNodeStream,
  encodeReply,
} from "next/dist/compiled/react-server-dom-turbopack/client.node.js";
import type { CheckoutState } from "@/components/checkout/state";
import type { DonateState } from "@/components/donations/state";

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

// The load shares its cores with what is measured; this costs it less than half of what fetch does.
const agent = new Agent({ keepAlive: true });

/** @throws when nobody answers. A connection that breaks later is an error of what was answered. */
const ask = (url: string, headers: OutgoingHttpHeaders = {}, body?: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    request(url, { agent, method, headers }, resolve).on("error", reject).end(body);
  });

const askWithForm = (url: string, fields: Record<string, string>, headers: OutgoingHttpHeaders = {}) =>
  ask(
    url,
    { ...headers, "content-type": "application/x-www-form-urlencoded" },
    new URLSearchParams(fields).toString(),
  );

async function expectOk(step: string, response: IncomingMessage): Promise<IncomingMessage> {
  const { statusCode = 0 } = response;
  if (statusCode !== 200) throw new ErrorPage(step, statusCode, await text(response));
  return response;
}

const boundary = "merle-shopper";

/** As a browser sends what may have files in it; here all of it is text. */
function inParts(fields: Iterable<[name: string, text: string]>): string {
  let parts = "";
  for (const [name, value] of fields)
    parts += `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return `${parts}--${boundary}--\r\n`;
}

type Timed = (step: string, milliseconds: number) => void;

/**
 * @param addresses asked at every step, so that a visitor can go on with another process.
 * @param address the network address that they seem to come from; the app must trust its proxy.
 * @param timed told of every step, with its milliseconds.
 */
function visitor(addresses: Addresses, address: string, timed: Timed) {
  const { stripe, publishableKey } = addresses;
  const cookies = new Map<string, string>();

  async function visit(step: string, page: string, headers: OutgoingHttpHeaders = {}, body?: string) {
    const startedAt = performance.now();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const mine = { ...headers, "x-forwarded-for": address, cookie };
    const response = await ask(`${addresses.app}${page}`, mine, body);
    for (const kept of response.headers["set-cookie"] ?? []) {
      const [name = "", value = ""] = (kept.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    timed(step, performance.now() - startedAt);
    return expectOk(step, response);
  }

  /** Opens a page of the app. */
  async function open(page: string): Promise<void> {
    const response = await visit("open", page);
    await finished(response.resume());
  }

  /** Sends a form to an action of a page, after the state that it showed last, and is shown the next one. */
  async function send<State>(
    step: string,
    to: { page: string; action: string; state: State },
    fields: Record<string, string>,
  ): Promise<State> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ do: step, ...fields })) form.set(name, value);
    const headers = {
      accept: "text/x-component",
      origin: addresses.app,
      "next-action": to.action,
      "content-type": `multipart/form-data; boundary=${boundary}`,
    };
    const body = inParts(await encodeReply([to.state, form]));
    return answerOf<State>(await visit(step, to.page, headers, body));
  }

  /** What Stripe's frame makes of a typed card. Undefined when Stripe does not answer. */
  async function typeCard(number: string): Promise<string | undefined> {
    const startedAt = performance.now();
    const fields = {
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": "2034",
      "payment_method_data[card][cvc]": number.startsWith("37") ? "1234" : "123",
    };
    const headers = { authorization: `Bearer ${publishableKey}` };
    const response = await askWithForm(`${stripe}/v1/confirmation_tokens`, fields, headers);
    const { id } = (await json(response)) as { id?: string };
    timed("type card", performance.now() - startedAt);
    return id;
  }

  /** Answers the bank's question, in its frame. */
  async function answerBank(secret: string, outcome: "complete" | "fail"): Promise<void> {
    const intentId = secret.split("_secret_")[0];
    const startedAt = performance.now();
    const page = `${stripe}/hosted/3ds/${intentId}?client_secret=${secret}&embedded=1`;
    const response = await expectOk("answer bank", await askWithForm(page, { outcome }));
    await finished(response.resume());
    timed("answer bank", performance.now() - startedAt);
  }

  /** From now on this is the person of a session: see app/session.ts. */
  const signIn = (token: string) => void cookies.set("next-auth.session-token", token);

  return { open, send, typeCard, answerBank, signIn };
}

export type Shopper = ReturnType<typeof shopper>;

/** Somebody who buys; the arguments are those of `visitor`. */
export function shopper(addresses: Addresses, address: string, timed: Timed = () => {}) {
  const person = visitor(addresses, address, timed);
  const action = actionId("app/buy/[listingId]/actions.ts", "checkout");
  let state: CheckoutState = { step: "details", turn: 0 };
  let listingId = "";

  async function send(step: string, fields: Record<string, string>): Promise<CheckoutState> {
    state = await person.send(step, { page: `/buy/${listingId}`, action, state }, fields);
    return state;
  }

  return {
    /** Opens the page on which something is bought. */
    open(listing: string): Promise<void> {
      listingId = listing;
      return person.open(`/buy/${listing}`);
    },
    place: (variantId: string, email: string, quantity = 1) =>
      send("place", {
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
      }),
    signIn: person.signIn,
    /** One step for somebody with a kept address and a kept card. */
    buyAtOnce: (kept: {
      variantId: string;
      addressId: string;
      cardId: string;
      seenTotalMinor: number;
      seenCurrency: string;
    }) =>
      send("confirm", {
        ...kept,
        listingId,
        seenTotalMinor: String(kept.seenTotalMinor),
        inPlace: "yes",
        again: "yes",
      }),
    async pay(cardNumber: string, { keeps = false } = {}): Promise<CheckoutState> {
      const { order } = state;
      if (!order) throw new Error("Nothing was placed that could be paid");
      const confirmationToken = (await person.typeCard(cardNumber)) ?? "";
      return send("pay", {
        orderId: order.id,
        seenTotalMinor: String(order.totalMinor),
        seenCurrency: order.currency,
        inPlace: "yes",
        confirmationToken,
        ...(keeps ? { keeps: "yes" } : {}),
      });
    },
    answerBank: (outcome: "complete" | "fail") => person.answerBank(state.clientSecret ?? "", outcome),
    /** Asks how it stands, or asks for something else about the order that was begun. */
    about: (what: "check" | "another-way" | "extend" | "hold-again") =>
      send(what, { orderId: state.order?.id ?? "" }),
    shown: () => state,
  };
}

/** Somebody who gives; the arguments are those of `visitor`. */
export function donor(addresses: Addresses, address: string, timed: Timed = () => {}) {
  const person = visitor(addresses, address, timed);
  const action = actionId("app/donate/[causeId]/actions.ts", "donate");
  let state: DonateState = { step: "give", turn: 0 };
  let causeId = "";

  async function send(step: string, fields: Record<string, string>): Promise<DonateState> {
    state = await person.send(step, { page: `/donate/${causeId}`, action, state }, fields);
    return state;
  }

  return {
    /** Opens the page on which something is given. */
    open(cause: string): Promise<void> {
      causeId = cause;
      return person.open(`/donate/${cause}`);
    },
    /** Whole units of a currency with a hundred minor ones. Says yes to giving once more. */
    async give(gift: {
      amount: number;
      rhythm: "once" | "monthly";
      email: string;
      cardNumber: string;
    }): Promise<DonateState> {
      return send("give", {
        causeId,
        rhythm: gift.rhythm,
        amount: String(gift.amount),
        seenTotalMinor: String(gift.amount * 100),
        email: gift.email,
        donorName: "Grace Okafor",
        cardId: "new",
        confirmationToken: (await person.typeCard(gift.cardNumber)) ?? "",
        inPlace: "yes",
        again: "yes",
      });
    },
    answerBank: (outcome: "complete" | "fail") => person.answerBank(state.clientSecret ?? "", outcome),
    /** Asks how it stands, or leaves the bank's question for good. */
    about: (what: "check" | "another-way") =>
      send(what, {
        causeId,
        donationId: state.donationId ?? "",
        monthlyGiftId: state.monthlyGiftId ?? "",
        inPlace: "yes",
      }),
    shown: () => state,
  };
}

/** The page that may come with an answer is for a browser: its components are never loaded here, whatever they are. */
const noComponents = new Proxy({}, { get: (_, id) => ({ "*": { id, chunks: [], name: "*" } }) });
Object.assign(globalThis, { __next_require__: () => ({}) });

async function answerOf<State>(response: IncomingMessage): Promise<State> {
  const serverConsumerManifest = { moduleMap: noComponents, moduleLoading: null, serverModuleMap: null };
  const answer = (await createFromNodeStream(response, serverConsumerManifest)) as { a: Promise<State> };
  return answer.a;
}
