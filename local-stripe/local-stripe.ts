import { Api, answerError, corsHeaders } from "./api";
import type { ApiAnswer } from "./api";
import { serveBrowser } from "./browser-pages";
import { Clock } from "./clock";
import { Clockwork } from "./clockwork";
import { control, refusalOf } from "./control";
import { invalidRequest, unknownUrl } from "./errors";
import { answerOf, questionOf, responseOf } from "./exchange";
import type { Answer, Question } from "./exchange";
import { newId } from "./ids";
import { useDestinationOfSettings } from "./objects/event-destinations";
import { useEndpointOfSettings } from "./objects/webhook-endpoints";
import { sendByPost } from "./post";
import type { Send } from "./post";
import type { Store } from "./store";
import { runDueTasks } from "./tasks";

export interface Options {
  store: Store;
  /** Milliseconds since 1970; the machine's clock by default. */
  clock?: () => number;
  /** Where events are delivered, signed with this secret: those of the types named, or every one. */
  webhook?: { url: string; secret: string; events?: string[] | undefined } | null;
  /** Where every thin event of the second version of the API is delivered, signed with a secret of its own. */
  thinWebhook?: { url: string; secret: string } | null;
  /** How webhooks are sent; the machine's network by default. */
  send?: Send;
  /** Whether tests may steer the server under `/_local/`. */
  control?: boolean;
  /** Told of every answer of a route before it is sent; what it throws becomes a 500. */
  onAnswer?: (answer: ApiAnswer) => void;
}

export interface LocalStripe {
  /**
   * Answers one request. Rejects with `ConnectionReset` where a test ordered a broken connection.
   * `isLoopback` tells whether the request came from this machine; only then `/_local/` listens.
   */
  answer(question: Question, isLoopback?: boolean): Promise<Answer>;
  /** The same for a request as the web knows them. */
  fetch(request: Request, isLoopback?: boolean): Promise<Response>;
  /** Does what is due now, settlements and webhook deliveries, until nothing is. */
  runDue(): Promise<void>;
  /** Keeps doing what is due by itself, until `stop`. */
  start(): void;
  /** Breaks off deliveries, which are made again later, and waits until nothing touches the store any more. */
  stop(): Promise<void>;
}

/** A stateful stand-in for Stripe's API over one state file. It opens no port: `answer` and `fetch` are all of it. */
export function createLocalStripe(options: Options): LocalStripe {
  const { store, send = sendByPost } = options;
  const clock = new Clock(store, options.clock ?? Date.now);
  const clockwork = new Clockwork(store, clock, send);
  store.onPlanned = () => clockwork.wake();
  const api = new Api(store, clock, options.onAnswer ?? (() => {}));
  const useSettings = () => {
    useEndpointOfSettings(store, clock.instant().now, options.webhook ?? null);
    useDestinationOfSettings(store, clock.now(), options.thinWebhook ?? null);
  };
  store.transaction(useSettings);

  async function steer({ method, url, headers, ...question }: Question): Promise<Answer> {
    // A page in a browser cannot send JSON here without asking first, and is never allowed to.
    const isJson = method !== "POST" || headers.get("content-type") === "application/json";
    const text = method === "POST" ? await question.text() : "";
    try {
      if (!isJson) throw invalidRequest("Orders are sent as application/json.");
      const body: unknown = text === "" ? {} : JSON.parse(text);
      const result = store.transaction(() => {
        const done = control(store, method, url.pathname, body, clock);
        useSettings();
        return done;
      });
      // Whoever moves the clock finds done what has become due.
      if (url.pathname === "/_local/clock") runDueTasks(store, clock.instant());
      if (!result) throw unknownUrl(method, url.pathname);
      return answerOf(Response.json(result));
    } catch (error) {
      return answerError(refusalOf(error), newId("req"));
    }
  }

  async function answer(question: Question, isLoopback: boolean): Promise<Answer> {
    const { method, url } = question;
    if (url.pathname.startsWith("/_local/")) {
      const isAllowed = options.control !== false && isLoopback;
      return isAllowed ? steer(question) : answerError(unknownUrl(method, url.pathname), newId("req"));
    }
    if (method === "OPTIONS") return { status: 204, headers: corsHeaders, body: "" };
    if (/^\/v[12]\//.test(url.pathname)) return api.serve(question);
    const page = await serveBrowser({ store, question, instant: clock.instant() });
    return page ? answerOf(page) : api.serve(question);
  }

  return {
    answer: (question, isLoopback = true) => answer(question, isLoopback),
    fetch: async (request, isLoopback = true) => responseOf(await answer(questionOf(request), isLoopback)),
    runDue: () => clockwork.runDue(),
    start: () => clockwork.start(),
    stop: () => clockwork.stop(),
  };
}
