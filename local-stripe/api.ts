import type { Call, KeyKind } from "./call";
import type { Clock } from "./clock";
import { ApiError, invalidRequest, unknownUrl } from "./errors";
import { apiVersion } from "./events";
import type { Answer, Question } from "./exchange";
import { expand } from "./expand";
import type { Fault } from "./faults";
import { ConnectionReset, faultAnswer, takeFault } from "./faults";
import { decodeForm, decodeJson } from "./form-encoding";
import type { FormFields, FormValue } from "./form-encoding";
import { keptKey, keyInUse, saveAnswer, savedAnswer } from "./idempotency";
import type { IdempotentRequest, SavedAnswer } from "./idempotency";
import { newId } from "./ids";
import { keyKind, secretKeyInBrowser, wrongKeyKind } from "./keys";
import type { Route } from "./routes";
import { findRoute } from "./routes";
import type { Store } from "./store";
import { shown } from "./views";

/** An answer on its way out. `route` is what was asked for: a refusal may come before anybody knows by which route. */
export interface ApiAnswer {
  route: { method: string; path: string };
  key: KeyKind;
  status: number;
  body: string;
}

interface ApiRequest {
  method: string;
  url: URL;
  headers: Question["headers"];
  encodedParams: string;
  idempotent: IdempotentRequest | null;
  requestId: string;
}

/** Serves the API over one store: who asks, what for, whether it was asked before, and what goes wrong on order. */
export class Api {
  private readonly inFlight = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly onAnswer: (answer: ApiAnswer) => void,
  ) {}

  /** Rejects with `ConnectionReset` where a test ordered a broken connection. */
  async serve(question: Question): Promise<Answer> {
    const { method, url, headers } = question;
    const encodedParams = method === "POST" ? await question.text() : url.search.slice(1);
    const key = method === "POST" ? headers.get("idempotency-key") : null;
    const account = headers.get("stripe-account") ?? "";
    const idempotent = key === null ? null : { key, account, path: url.pathname, encodedParams };
    const request = { method, url, headers, encodedParams, idempotent, requestId: newId("req").slice(0, 18) };

    const fault = takeFault(this.store, method, url.pathname);
    const broken = fault && (await beforeEffect(fault, question, (error) => this.refuse(error, request)));
    if (broken) return broken;
    const answer = await this.oncePerKey(request, fault?.kind === "slow" ? fault.milliseconds : 0);
    if (fault) await afterEffect(fault, question);
    return answer;
  }

  /** Two requests under one key never run together; the second is told to come back. */
  private async oncePerKey(request: ApiRequest, delayMs: number): Promise<Answer> {
    const { idempotent } = request;
    const key = idempotent ? keptKey(idempotent) : undefined;
    if (idempotent && key !== undefined && this.inFlight.has(key))
      return this.refuse(keyInUse(idempotent.key), request);
    if (key !== undefined) this.inFlight.add(key);
    try {
      if (delayMs > 0) await sleep(delayMs);
      return this.answer(request);
    } catch (error) {
      return this.refuse(error, request);
    } finally {
      if (key !== undefined) this.inFlight.delete(key);
    }
  }

  /** A refusal is told of like any other answer; where it is not one that may be sent, the answer says that. */
  private refuse(error: unknown, { method, url, requestId }: ApiRequest): Answer {
    try {
      this.onAnswer({ route: { method, path: url.pathname }, key: "secret", ...errorAnswer(error) });
    } catch (mismatch) {
      return answerError(mismatch, requestId);
    }
    return answerError(error, requestId);
  }

  private answer(request: ApiRequest): Answer {
    const { headers, idempotent, requestId, url } = request;
    const { key: keyParam, ...form } = decodeParams(request);
    const kind = keyKind(headers.get("authorization"), typeof keyParam === "string" ? keyParam : undefined);
    requireKnownHeaders(headers);
    const found = findRoute(request.method, url.pathname);
    if (!found) throw unknownUrl(request.method, url.pathname);
    if (kind === "secret" && isFromBrowser(headers)) throw secretKeyInBrowser();
    if (kind === "secret") refuseCardData(form);
    if (!found.route.keys.includes(kind)) throw wrongKeyKind(kind);
    const call: Call = {
      store: this.store.as(accountAskedFor(this.store, found.route, headers)),
      ...this.clock.instant(),
      key: kind,
      requestId,
      idempotencyKey: idempotent?.key ?? null,
      origin: url.origin,
    };
    const prepared = found.route.prepare(form, found.path);
    const { saved, isReplay } = this.execute(call, prepared, idempotent);
    this.onAnswer({ route: found.route, key: kind, ...saved });
    return {
      ...saved,
      headers: {
        ...apiHeaders(requestId),
        ...(idempotent ? { "idempotency-key": idempotent.key } : {}),
        ...(isReplay ? { "idempotent-replayed": "true" } : {}),
      },
    };
  }

  /** One transaction: the effect, its events and the answer for a repeat are kept together or not at all. */
  private execute(
    call: Call,
    prepared: ReturnType<Route["prepare"]>,
    idempotent: IdempotentRequest | null,
  ): { saved: SavedAnswer; isReplay: boolean } {
    const { store } = this;
    const keep = (saved: SavedAnswer) => {
      if (idempotent) saveAnswer(store, idempotent, saved, call.nowMs);
      return { saved, isReplay: false };
    };
    try {
      return store.transaction(() => {
        const before = idempotent ? savedAnswer(store, idempotent, call.nowMs) : undefined;
        return before ? { saved: before, isReplay: true } : keep(this.attempt(call, prepared));
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return store.transaction(() => keep(error.saved));
    }
  }

  /** @throws {Refused} what is undone, and answered the same way under the same key. */
  private attempt(call: Call, prepared: ReturnType<Route["prepare"]>): SavedAnswer {
    const view = (object: object) => shown(call, object);
    try {
      const object = expand(this.store, shownAnswer(prepared.run(call), view), prepared.expand, view);
      return { status: 200, body: JSON.stringify(object) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const saved = { status: error.status, body: errorText(error, view) };
      if (error.keepsChanges) return saved;
      // A refused parameter is no attempt: the same key may be used again with a better one.
      throw error.body.param === undefined ? new Refused(saved) : error;
    }
  }
}

class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly saved: SavedAnswer) {
    super("This request was refused.");
  }
}

export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "*, authorization",
  "access-control-expose-headers": "request-id, stripe-version, idempotent-replayed",
  "access-control-max-age": "300",
};

export function answerError(error: unknown, requestId: string): Answer {
  return { ...errorAnswer(error), headers: apiHeaders(requestId) };
}

function errorAnswer(error: unknown): SavedAnswer {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, {
          type: "api_error",
          message: `The local Stripe failed: ${error instanceof Error ? error.message : String(error)}`,
        });
  return { status: known.status, body: errorText(known, (object) => object) };
}

function errorText(error: ApiError, view: (object: object) => object): string {
  const { payment_intent, setup_intent, ...body } = error.body;
  const intents = {
    ...(payment_intent && { payment_intent: view(payment_intent) }),
    ...(setup_intent && { setup_intent: view(setup_intent) }),
  };
  return JSON.stringify({ error: { ...body, ...intents } });
}

function apiHeaders(requestId: string): Record<string, string> {
  return {
    ...corsHeaders,
    "cache-control": "no-cache, no-store",
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": apiVersion,
  };
}

function shownAnswer(answer: object, view: (object: object) => object): object {
  if ("data" in answer && Array.isArray(answer.data)) return { ...answer, data: answer.data.map(view) };
  return view(answer);
}

/** What a header asks must be done or refused, never passed over. */
function requireKnownHeaders(headers: Question["headers"]): void {
  const version = headers.get("stripe-version");
  if (version !== null && version !== apiVersion) {
    throw invalidRequest(`This server speaks only the API version ${apiVersion}, not ${version}.`);
  }
  if (headers.has("stripe-context")) {
    throw invalidRequest("This server knows no contexts; name the account in the Stripe-Account header.");
  }
}

/** The connected account whose things are asked for, by the Stripe-Account header; "" for the platform's own. */
function accountAskedFor(store: Store, route: Route, headers: Question["headers"]): string {
  const account = headers.get("stripe-account") ?? "";
  if (account === "") return "";
  if (!store.find("v2.core.account", account)) {
    throw new ApiError(403, {
      type: "invalid_request_error",
      code: "account_invalid",
      message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    });
  }
  if (route.forAccounts) return account;
  throw invalidRequest(
    `This server does not serve ${route.method} ${route.path} for a connected account: payments are taken by the platform, as destination charges or with transfers.`,
  );
}

/** The first version of the API is sent forms, the second JSON. */
function decodeParams({ method, url, encodedParams }: ApiRequest): FormFields {
  const isJson = method === "POST" && url.pathname.startsWith("/v2/");
  return isJson ? decodeJson(encodedParams) : decodeForm(encodedParams);
}

/** Browsers say so by themselves, and no page can make them keep silent. */
const isFromBrowser = (headers: Question["headers"]): boolean =>
  headers.has("origin") || headers.has("sec-fetch-site");

/** No server should ever hold a card number: with a secret key it is refused wherever it stands. */
function refuseCardData(form: FormFields): void {
  const cards = [form["card"], memberOf(form["payment_method_data"], "card")];
  if (!cards.some((card) => memberOf(card, "number") !== undefined || memberOf(card, "cvc") !== undefined))
    return;
  throw invalidRequest(
    "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.",
  );
}

function memberOf(value: FormValue | undefined, name: string): FormValue | undefined {
  return typeof value === "object" && !Array.isArray(value) ? value[name] : undefined;
}

async function beforeEffect(
  fault: Fault,
  question: Question,
  refuse: (error: ApiError) => Answer,
): Promise<Answer | undefined> {
  switch (fault.kind) {
    case "timeout-before":
      return never(question);
    case "reset-before":
      throw new ConnectionReset("A test ordered this connection to break.");
    case "500":
    case "429":
    case "409":
      return refuse(faultAnswer(fault.kind));
    case "html-502":
      return {
        status: 502,
        headers: { ...corsHeaders, "content-type": "text/html" },
        body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
      };
    case "timeout-after":
    case "reset-after":
    case "slow":
    default:
      return undefined;
  }
}

async function afterEffect(fault: Fault, question: Question): Promise<void> {
  if (fault.kind === "timeout-after") await never(question);
  if (fault.kind === "reset-after") throw new ConnectionReset("A test ordered this connection to break.");
}

/** Waits until the other side gives up. */
async function never({ gone }: Question): Promise<never> {
  await gone();
  throw new ConnectionReset("The other side gave up.");
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
