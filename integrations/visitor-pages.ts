// Pages that all visitors see alike, kept for a moment: whoever asks for one while it is kept, or while it is being
// drawn, gets the same. Bounded in number and in time; a change is seen when the moment is over. What is kept is the
// whole answer with its nonce: see docs/decisions/2026-11-25-visitors-share-a-page.md.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type CardSeen, gatheringCards, noteCards } from "./seen-cards";

const keptMilliseconds = 1_000;
const mostKept = 500;

type Kept = {
  headers: OutgoingHttpHeaders;
  body: Buffer;
  packed: Buffer;
  placementIds: string[];
  cards: CardSeen[];
};
/** Nothing to keep: an error, a redirect, a cookie; or whoever drew it left before it was drawn. */
type Drawn = Kept | "one's own" | "left";
/** What a page depends on beside its address: whoever shares all of it sees the page alike. */
export type SeenFrom = {
  language: string;
  /** The one that the browser's languages speak of. */
  country: string;
  hints: "shown" | "skipped";
  /** How far the shown time stands from the machine's: what was drawn on another day is not shown on this one. */
  clockOffset: number;
  /** Our name, as the browser reached us. */
  host: string;
};
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

// On globalThis, because the server shows pages and the job that counts what was shown is in Next's bundle.
const shared = globalThis as typeof globalThis & { merleShown?: Map<string, number> };
const shown = (shared.merleShown ??= new Map());

/** How often promoted tweets were shown on kept pages since this was asked last, by the id of their placement. */
export function takeShown(): Map<string, number> {
  const taken = new Map(shown);
  shown.clear();
  return taken;
}

/** What was taken could not be counted: it waits for the next time. */
export function putBackShown(taken: Map<string, number>): void {
  for (const [id, times] of taken) shown.set(id, (shown.get(id) ?? 0) + times);
}

const pack = promisify(gzip);
const anId = "[0-9A-Z]{26}";
/** The public timeline, the page of a tweet or a product, and the page on which somebody begins to buy or to give. */
const sharedPath = new RegExp(
  `^/$|^/[a-z0-9_]{1,30}/(status/${anId}|products/[\\w.~%-]{1,300})$|^/(buy|donate)/${anId}(\\?tweet=${anId})?$`,
);
const isShared = (path: string) => sharedPath.test(path);
const headersKept = ["content-type", "content-security-policy", "cache-control", "vary", "link"];

/** A cookie as it was sent. */
export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(headers.cookie ?? "")?.[1];
}

// What a visitor's browser may keep: both are part of SeenFrom.
const visitorCookies = new Set(["", "locale", "hints"]);

/** Whether a request is a visitor's, for a page that is the same for all of them in one language. */
export function isVisitor({ method, url = "", headers }: IncomingMessage): boolean {
  const cookies = (headers.cookie ?? "").split(";").map((one) => one.trim().split("=")[0]);
  return (
    method === "GET" &&
    isShared(url) &&
    headers["rsc"] === undefined &&
    headers["next-action"] === undefined &&
    cookies.every((name) => visitorCookies.has(name ?? ""))
  );
}

/** Answers visitors from what is kept, and everybody else by `draw` alone. */
export class VisitorPages {
  readonly #kept = new Map<string, Promise<Drawn>>();

  /** How many are kept, or being drawn, now. */
  get size(): number {
    return this.#kept.size;
  }

  async answer(
    { language, country, hints, clockOffset, host }: SeenFrom,
    request: IncomingMessage,
    response: ServerResponse,
    draw: Answer,
  ): Promise<void> {
    const key = [language, country, hints, clockOffset, host, request.url].join(" ");
    for (let known = this.#kept.get(key); known; known = this.#kept.get(key)) {
      const kept = await known;
      if (kept === "left") continue;
      if (kept === "one's own") return draw(request, response);
      count(kept);
      return send(kept, request, response);
    }
    // Who has left meanwhile draws for nobody.
    if (response.destroyed) return;
    const forget = () => {
      if (this.#kept.get(key) === drawn) this.#kept.delete(key);
    };
    const drawn: Promise<Drawn> = drawAndKeep(request, response, draw).then(
      (kept) => {
        if (typeof kept === "string") forget();
        return kept;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= mostKept) this.#kept.delete(oldest);
    this.#kept.set(key, drawn);
    setTimeout(forget, keptMilliseconds).unref();
    await drawn;
  }
}

function count({ placementIds, cards }: Kept): void {
  noteCards(cards);
  for (const id of placementIds) shown.set(id, (shown.get(id) ?? 0) + 1);
}

function send(kept: Kept, request: IncomingMessage, response: ServerResponse): void {
  const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"]?.toString() ?? "");
  const body = isPacked ? kept.packed : kept.body;
  response.writeHead(200, {
    ...kept.headers,
    ...(isPacked ? { "content-encoding": "gzip" } : {}),
    "content-length": body.length,
  });
  response.end(body);
}

/** Draws a page for the first who asks. */
function drawAndKeep(request: IncomingMessage, response: ServerResponse, draw: Answer): Promise<Drawn> {
  const { "accept-encoding": encodings, ...others } = request.headers;
  request.headers = others; // gathered as it is, packed once for all
  const chunks: Buffer[] = [];
  const [end, writeHead] = [response.end.bind(response), response.writeHead.bind(response)];
  const gather = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const cards: CardSeen[] = [];
  const keepAndSend = async (body: Buffer): Promise<Kept> => {
    const kept = await keep(request.url ?? "", response, body, cards);
    send(kept, request, response);
    return kept;
  };
  return new Promise((resolve, reject) => {
    response.once("close", () => resolve("left"));
    response.flushHeaders = () => {};
    response.writeHead = (status: number, ...more: unknown[]) => {
      response.statusCode = status;
      for (const headers of more)
        if (typeof headers === "object" && headers !== null && !Array.isArray(headers))
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string);
      return response;
    };
    response.write = ((chunk: unknown, encoding: unknown, done: unknown) => {
      gather(chunk, encoding);
      for (const callback of [encoding, done]) if (typeof callback === "function") callback();
      return true;
    }) as typeof response.write;
    response.end = ((chunk: unknown, encoding: unknown, done: unknown) => {
      gather(chunk, encoding);
      Object.assign(response, { end, writeHead });
      const told = [chunk, encoding, done].find((one) => typeof one === "function");
      if (told) response.once("finish", told as () => void);
      const body = Buffer.concat(chunks);
      request.headers = { ...others, ...(encodings === undefined ? {} : { "accept-encoding": encodings }) };
      if (response.statusCode !== 200 || response.hasHeader("set-cookie")) {
        resolve("one's own");
        end(body);
      } else keepAndSend(body).then(resolve, reject);
      return response;
    }) as typeof response.end;
    gatheringCards(cards, () => draw(request, response)).catch(reject);
  });
}

/** Pages to read may wait in the browser for the way back, which is instant then. Where money moves, it asks anew. */
const mayWait = (path: string) => !/^\/(buy|donate)\//.test(path);

async function keep(path: string, response: ServerResponse, body: Buffer, cards: CardSeen[]): Promise<Kept> {
  const placementIds = [...body.toString().matchAll(/href="\/why\/([0-9A-Z]{26})"/g)].map(
    ([, id = ""]) => id,
  );
  const headers = Object.fromEntries(
    headersKept.flatMap((name) => (response.hasHeader(name) ? [[name, response.getHeader(name)]] : [])),
  );
  if (mayWait(path)) headers["cache-control"] = "private, no-cache";
  return { headers, body, packed: await pack(body), placementIds, cards };
}
